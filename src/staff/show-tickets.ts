import type { Ticket, TicketStatus } from '../handoff/ticket';
import { postsSeenBy } from './policy';
import type { Actor } from './policy';
import { presentTicket } from './present-ticket';
import type { TicketView } from './present-ticket';
import type { StaffServices } from './services';

const STATUSES: Record<'open' | 'closed', readonly TicketStatus[]> = { open: ['waiting', 'active'], closed: ['closed'] };

/** A ticket with the name of the colleague who has it. */
export async function showTicket(services: Pick<StaffServices, 'accounts'>, ticket: Ticket, reader: Actor): Promise<TicketView> {
  const [view] = await showTickets(services, [ticket], reader);
  return view!;
}

/** The tickets of a reader's posts: open ones in serving order, or ended ones, newest first. */
export async function listTickets(
  services: Pick<StaffServices, 'accounts' | 'queue'>,
  reader: Actor,
  scope: 'open' | 'closed' = 'open',
): Promise<TicketView[]> {
  const tickets = await services.queue.list(postsSeenBy(reader), STATUSES[scope]);
  if (scope === 'closed') tickets.sort((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0));
  return showTickets(services, tickets, reader);
}

async function showTickets(
  { accounts }: Pick<StaffServices, 'accounts'>,
  tickets: readonly Ticket[],
  reader: Actor,
): Promise<TicketView[]> {
  const nameOf = await accounts.namesOf(tickets.flatMap(({ agent }) => (agent ? [agent.id] : [])));
  return tickets.map((ticket) => presentTicket(ticket, reader, nameOf));
}
