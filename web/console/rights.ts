import type { PhoneTaskView, Staff, TicketView } from './staff-api';

/** What the pages offer to whom; the server decides again (`src/staff/policy.ts`). */

export function mayListCases({ role }: Staff): boolean {
  return role !== 'educator';
}

/** Supervisors read along; whoever answers has the ticket's post. */
export function mayClaim({ role, skills }: Staff, ticket: TicketView): boolean {
  return role !== 'supervisor' && skills.includes(ticket.skill);
}

/** Who sees whether a consumer has left a phone number. */
export function mayReadContacts({ role }: Staff): boolean {
  return role === 'agent' || role === 'supervisor';
}

/** Only who is about to phone sees the whole number. */
export function mayReadPhone({ role, skills }: Staff, task: PhoneTaskView): boolean {
  return role === 'agent' && skills.includes(task.skill);
}

export function maySettlePhoneTask({ role, skills }: Staff, task: PhoneTaskView): boolean {
  return role !== 'supervisor' && skills.includes(task.skill);
}

export function mayWriteKnowledge({ role }: Staff): boolean {
  return role === 'educator' || role === 'admin';
}

/** Approves what somebody else wrote. */
export function mayApproveKnowledge({ role }: Staff): boolean {
  return role === 'educator' || role === 'supervisor' || role === 'admin';
}
