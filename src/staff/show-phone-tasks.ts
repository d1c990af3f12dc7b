import type { PhoneOutcome, PhoneTask } from '../handoff/phone-task';
import type { Skill, Ticket } from '../handoff/ticket';
import { maskNames } from '../platform/masking';
import type { NameOf } from './accounts';
import { maskText, maskedExcerpt } from './mask-text';
import { phoneContact } from './phone-contact';
import type { PhoneContact } from './phone-contact';
import { can } from './policy';
import type { Actor } from './policy';
import type { StaffServices } from './services';

type Sources = Pick<
  StaffServices,
  'accounts' | 'complaints' | 'conversationsOf' | 'identityOf' | 'phoneTasks' | 'queue' | 'reachOf'
>;

export interface PhoneTaskView {
  id: string;
  conversationId: string;
  skill: Skill;
  /** Times are ISO 8601 in UTC. */
  since: string;
  complaintNumber?: string;
  /** Where the conversation reached a person and this reader may open it. */
  ticketId?: string;
  nameMasked?: string;
  /** Absent where the consumer left none, and for whoever reads no contacts. */
  phoneMasked?: string;
  /** Whether the consumer left a number, whoever may read it. */
  phoneLeft: boolean;
  /** The beginning of what is to be said, masked. */
  words: string;
  /** To be handed back when the call is settled: what was said up to there. */
  upTo: number;
  calls: PhoneCallView[];
}

export interface PhoneCallView {
  at: string;
  byName?: string;
  outcome: PhoneOutcome;
  note?: string;
}

/** A phone task with whom it is about, and the conversation's last handoff. */
export interface PhoneMatter {
  task: PhoneTask;
  /** 投诉处理岗 where the conversation has a complaint, else the post of the handoff. */
  skill: Skill;
  contact: PhoneContact;
  ticket: Ticket | null;
  /** There is something to say, nobody has settled it, and the consumer has not been back. */
  due: boolean;
}

const LONGEST_LIST = 100;

/** The open phone tasks of a reader's posts, oldest first. */
export async function listPhoneTasks(services: Sources, reader: Actor): Promise<PhoneTaskView[]> {
  const matters: PhoneMatter[] = [];
  for await (const task of services.phoneTasks.open()) {
    const matter = await phoneMatter(services, task);
    if (matter.due && can(reader, 'seePhoneTask', matter)) matters.push(matter);
    if (matters.length === LONGEST_LIST) break;
  }
  const nameOf = await services.accounts.namesOf(matters.flatMap(({ task }) => task.calls.map(({ by }) => by)));
  return matters.map((matter) => presentPhoneTask(matter, reader, nameOf));
}

export async function phoneMatter(sources: Sources, task: PhoneTask): Promise<PhoneMatter> {
  const { conversationId } = task;
  const [contact, ticket, reach] = await Promise.all([
    phoneContact(sources, conversationId),
    sources.queue.latestFor(conversationId),
    sources.reachOf(conversationId),
  ]);
  const hasComplaint = contact.complaint?.conversationId === conversationId;
  return {
    task,
    skill: hasComplaint ? 'complaints' : (ticket?.skill ?? 'complaints'),
    contact,
    ticket,
    // A channel that is not configured any more delivers nothing: then the line in the ledger alone counts.
    due: task.open && task.said.length > 0 && (reach?.phoneDue ?? true),
  };
}

function presentPhoneTask({ task, skill, contact, ticket }: PhoneMatter, reader: Actor, nameOf: NameOf): PhoneTaskView {
  const contacts = can(reader, 'readContacts');
  const byPeople = task.said.filter(({ author }) => author.kind === 'agent');
  // What the bot says beside a person's answer is not worth a call.
  const toSay = byPeople.length > 0 ? byPeople : task.said;
  const words = toSay.flatMap(({ activity: { text }, names = [] }) => (text ? [maskNames(text, names)] : []));
  return {
    id: task.id,
    conversationId: task.conversationId,
    skill,
    since: task.since.toISOString(),
    complaintNumber: contact.complaint?.number,
    ticketId: ticket && can(reader, 'readTicket', ticket) ? ticket._id : undefined,
    nameMasked: contacts ? contact.nameMasked : undefined,
    phoneMasked: contacts ? contact.phoneMasked : undefined,
    phoneLeft: contact.phoneMasked !== undefined,
    words: maskedExcerpt(words.join('\n')),
    upTo: task.upTo,
    calls: task.calls.map(({ at, by, outcome, note }) => ({
      at: at.toISOString(),
      byName: nameOf(by),
      outcome,
      note: note && maskText(note),
    })),
  };
}
