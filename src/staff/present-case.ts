import type { Classification, Complaint, PredictedClassification } from '../complaints/complaint';
import { dayOf, daysBetween } from '../platform/shanghai';
import type { Day } from '../platform/shanghai';
import type { NameOf } from './accounts';
import { maskedExcerpt } from './mask-text';
import { can } from './policy';
import type { Actor } from './policy';

/** What the machine read, best first with the words that led there, and what a person says, with who and when. */
export interface ClassificationView {
  predicted: PredictedClassification;
  confirmed?: Classification & {
    by?: string;
    /** ISO 8601 in UTC. */
    at: string;
  };
}

export interface CaseView {
  number: string;
  /** ISO 8601 in UTC. */
  receivedAt: string;
  dueOn: Day;
  /** 0 today, negative when overdue. */
  daysLeft: number;
  status: string;
  summary: string;
  /** A key of the complaint taxonomy (domain §2.2). */
  business: string;
  /** The sum in dispute; of a range, the most it can be. */
  amountFen?: number;
  classification: ClassificationView;
  contactMasked?: string;
  nameMasked?: string;
  /** The last four digits of the account or card, where the consumer left them. */
  accountTail?: string;
  conversationId: string;
}

/** A complaint as a line of the register; who complained is shown, masked, to those who answer for it. */
export function presentCase(complaint: Complaint, reader: Actor, now: Date, nameOf: NameOf): CaseView {
  const { amountFen, taxonomy } = complaint;
  const contacts = can(reader, 'readContacts');
  return {
    number: complaint.number,
    receivedAt: complaint.receivedAt.toISOString(),
    dueOn: complaint.dueOn,
    daysLeft: daysBetween(dayOf(now), complaint.dueOn),
    status: complaint.status,
    summary: maskedExcerpt(complaint.facts),
    business: taxonomy.confirmed?.business ?? taxonomy.predicted.business[0]?.key ?? 'other',
    amountFen: typeof amountFen === 'object' ? amountFen[1] : amountFen,
    classification: presentClassification(taxonomy, nameOf),
    contactMasked: contacts ? complaint.phone?.masked : undefined,
    nameMasked: contacts ? complaint.name?.masked : undefined,
    accountTail: contacts ? complaint.accountTail?.masked : undefined,
    conversationId: complaint.conversationId,
  };
}

function presentClassification({ predicted, confirmed }: Complaint['taxonomy'], nameOf: NameOf): ClassificationView {
  if (!confirmed) return { predicted };
  const { by, at, ...given } = confirmed;
  return { predicted, confirmed: { ...given, by: nameOf(by), at: at.toISOString() } };
}
