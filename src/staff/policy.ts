import { XiaobaoError } from '../platform/errors';
import { SKILLS } from '../handoff/ticket';
import type { Skill, Ticket } from '../handoff/ticket';
import { ROLES } from './account';
import type { Role, StaffAccount } from './account';

export type Actor = Pick<StaffAccount, '_id' | 'role' | 'skills'>;

/**
 * `seeTicket`: that it is there, its post and last words. `readTicket`: all that was said; `readInFull`: unmasked.
 * `readCase`: the conversation that a registered complaint came from, whoever is having it now.
 */
export type TicketAction =
  'readCase' | 'seeTicket' | 'readTicket' | 'readInFull' | 'claimTicket' | 'answerTicket' | 'closeTicket';
/** A phone task belongs to a post like a ticket. `readPhone`: the whole number, to dial it. */
export type PhoneTaskAction = 'seePhoneTask' | 'readPhone' | 'settlePhoneTask';
export type GeneralAction =
  | 'openDesk'
  | 'listCases'
  | 'readContacts'
  | 'classifyCases'
  | 'labelUtterances'
  | 'readKnowledge'
  | 'writeKnowledge'
  | 'approveKnowledge';

type SubjectAction = TicketAction | PhoneTaskAction;

/** What of a ticket decides; its post alone will do where a list is asked for. */
export type TicketSubject = Pick<Ticket, 'skill'> & Partial<Pick<Ticket, 'status' | 'agent'>>;

type Condition = (actor: Actor, ticket: TicketSubject) => boolean;

/** Who may do what, and to what. What no line allows is refused. */
const POLICY = [
  allow(ROLES, 'openDesk'),

  allow(['admin', 'supervisor'], 'seeTicket'),
  allow(['agent', 'educator'], 'seeTicket', ofOwnPost),

  allow(['admin', 'supervisor'], 'readTicket'),
  allow(['agent', 'educator'], 'readTicket', ofOwnPostAndNoColleagues),
  allow(['admin', 'agent', 'educator'], 'readInFull', inOwnHands),
  allow(['admin', 'supervisor'], 'readCase'),
  allow(['agent'], 'readCase', ofOwnPost),

  // The first administrator has every post, so that a branch of one person can answer. Supervisors read.
  allow(['admin', 'agent', 'educator'], 'claimTicket', ofOwnPost),
  // In whose hands a ticket is may change at any moment: the desk decides it in the same write and answers 409, not 403.
  allow(['admin', 'agent', 'educator'], 'answerTicket', ofOwnPost),
  allow(['admin', 'agent', 'educator'], 'closeTicket', ofOwnPost),

  allow(['admin', 'supervisor'], 'seePhoneTask'),
  allow(['agent', 'educator'], 'seePhoneTask', ofOwnPost),
  allow(['agent'], 'readPhone', ofOwnPost),
  allow(['admin', 'agent', 'educator'], 'settlePhoneTask', ofOwnPost),

  allow(['admin', 'supervisor', 'agent'], 'listCases'),
  allow(['supervisor', 'agent'], 'readContacts'),
  allow(ROLES, 'readKnowledge'),
  allow(['admin', 'educator'], 'writeKnowledge'),
  // Who wrote on a text never approves it: the command itself refuses that, whatever the role.
  allow(['admin', 'supervisor', 'educator'], 'approveKnowledge'),
  // What a complaint is about decides where it counts: whoever sees the register may put it right.
  allow(['admin', 'supervisor', 'agent'], 'classifyCases'),
  allow(['admin', 'supervisor', 'educator'], 'labelUtterances'),
];

/** Whether the policy has a line for it. */
export function can(actor: Actor, action: GeneralAction): boolean;
export function can(actor: Actor, action: SubjectAction, ticket: TicketSubject): boolean;
export function can(actor: Actor, action: SubjectAction | GeneralAction, ticket?: TicketSubject): boolean {
  return POLICY.some(
    (line) => line.action === action && line.roles.includes(actor.role) && (!line.when || (!!ticket && line.when(actor, ticket))),
  );
}

/** @throws XB_FORBIDDEN unless the policy has a line for it. */
export function authorize(actor: Actor, action: GeneralAction): void;
export function authorize(actor: Actor, action: SubjectAction, ticket: TicketSubject): void;
export function authorize(actor: Actor, action: SubjectAction | GeneralAction, ticket?: TicketSubject): void {
  if (!can(actor, action as SubjectAction, ticket as TicketSubject)) throw new XiaobaoError('XB_FORBIDDEN');
}

/** The posts whose tickets this person sees. */
export function postsSeenBy(actor: Actor): Skill[] {
  return SKILLS.filter((skill) => can(actor, 'seeTicket', { skill }));
}

/** Whether this person has the conversation now. */
export function inOwnHands(actor: Actor, ticket: TicketSubject): boolean {
  return ticket.status === 'active' && ticket.agent?.id === actor._id;
}

function allow(roles: readonly Role[], action: SubjectAction | GeneralAction, when?: Condition) {
  return { roles, action, when };
}

function ofOwnPost(actor: Actor, ticket: TicketSubject): boolean {
  return actor.skills.includes(ticket.skill);
}

/** A conversation that a colleague is having is theirs; waiting and ended ones are open to their post. */
function ofOwnPostAndNoColleagues(actor: Actor, ticket: TicketSubject): boolean {
  return ofOwnPost(actor, ticket) && (ticket.status !== 'active' || inOwnHands(actor, ticket));
}
