import type { Staff, TicketView } from './staff-api';

/** What the pages offer to whom; the server decides again (`src/staff/policy.ts`). */

export function mayListCases({ role }: Staff): boolean {
  return role !== 'educator';
}

/** Supervisors read along; whoever answers has the ticket's post. */
export function mayClaim({ role, skills }: Staff, ticket: TicketView): boolean {
  return role !== 'supervisor' && skills.includes(ticket.skill);
}

export function mayWriteKnowledge({ role }: Staff): boolean {
  return role === 'educator' || role === 'admin';
}

/** Approves what somebody else wrote. */
export function mayApproveKnowledge({ role }: Staff): boolean {
  return role === 'educator' || role === 'supervisor' || role === 'admin';
}
