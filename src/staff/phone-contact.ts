import type { Complaint } from '../complaints/complaint';
import { maskName, maskPhone } from '../platform/masking';
import type { StaffServices } from './services';

type Sources = Pick<StaffServices, 'complaints' | 'conversationsOf' | 'identityOf'>;

/** Whom to phone. */
export interface PhoneContact {
  /** What the conversation is about; where it has no complaint of its own, the proven person's whose number counts. */
  complaint?: Complaint;
  nameMasked?: string;
  phoneMasked?: string;
  /** The whole number, for whoever is to dial it; not opened before. */
  phone(): string | undefined;
}

/**
 * Name and number as the consumer left them with a complaint of this conversation, else with one of another conversation that is
 * proven to be the same person's, else as they confirmed them on the secure page of this one. What somebody only typed does not count.
 */
export async function phoneContact(sources: Sources, conversationId: string): Promise<PhoneContact> {
  const { complaints, conversationsOf, identityOf } = sources;
  const all = await complaints.ofConversations(await conversationsOf(conversationId));
  const own = all.filter((complaint) => complaint.conversationId === conversationId);
  const left = own.find(hasPhone) ?? all.find(hasPhone);
  const complaint = own.find(hasPhone) ?? own[0] ?? left;
  if (left)
    return { complaint, nameMasked: left.name?.masked, phoneMasked: left.phone?.masked, phone: () => complaints.phoneOf(left) };
  const confirmed = await identityOf(conversationId);
  if (!confirmed) return { complaint, nameMasked: complaint?.name?.masked, phone: () => undefined };
  const { name, phone } = confirmed;
  return { complaint, nameMasked: maskName(name), phoneMasked: maskPhone(phone), phone: () => phone };
}

function hasPhone({ phone }: Complaint): boolean {
  return phone !== undefined;
}
