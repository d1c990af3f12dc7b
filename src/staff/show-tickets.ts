import type { Ticket } from '../handoff/ticket';
import { inOwnHands, postsSeenBy } from './policy';
import type { Actor } from './policy';
import { presentReach, presentTicket } from './present-ticket';
import type { TicketView } from './present-ticket';
import type { StaffServices } from './services';

type Sources = Pick<StaffServices, 'accounts' | 'channelsOf' | 'log' | 'reachOf' | 'otherChannelsOf'>;

/** How far back the consumer's last words are looked for: notes and events of the bot may stand behind them. */
const LOOK_BACK = 30;

/** A ticket with the name of the colleague who has it. */
export async function showTicket(services: Sources, ticket: Ticket, reader: Actor): Promise<TicketView> {
  const [view] = await showTickets(services, [ticket], reader);
  return view!;
}

/** The tickets of a reader's posts: open ones in serving order, or ended ones, newest first. */
export async function listTickets(
  services: Sources & Pick<StaffServices, 'queue'>,
  reader: Actor,
  scope: 'open' | 'closed' = 'open',
): Promise<TicketView[]> {
  const posts = postsSeenBy(reader);
  const tickets = await (scope === 'open' ? services.queue.listOpen(posts) : services.queue.listClosed(posts));
  return showTickets(services, tickets, reader);
}

async function showTickets(services: Sources, tickets: readonly Ticket[], reader: Actor): Promise<TicketView[]> {
  const nameOf = await services.accounts.namesOf(tickets.flatMap(({ agent }) => (agent ? [agent.id] : [])));
  const channels = await services.channelsOf(tickets.map(({ conversationId }) => conversationId));
  return Promise.all(
    tickets.map(async (ticket) => {
      const alsoOn = await services.otherChannelsOf(ticket.conversationId);
      const channel = channels.get(ticket.conversationId);
      const view = { ...presentTicket(ticket, reader, nameOf), channel, ...(alsoOn.length > 0 ? { alsoOn } : {}) };
      if (!inOwnHands(reader, ticket)) return view;
      const reach = await services.reachOf(ticket.conversationId);
      return { ...view, unansweredSeq: await unansweredSeq(services, ticket), reach: reach && presentReach(reach) };
    }),
  );
}

/** The number of the consumer's last words, unless a colleague has answered them. */
async function unansweredSeq({ log }: Sources, { conversationId }: Ticket): Promise<number | undefined> {
  const latest = await log.readLast(conversationId, LOOK_BACK);
  const last = latest.findLast(
    ({ author, audience }) => author.kind === 'consumer' || (author.kind === 'agent' && audience === 'all'),
  );
  return last?.author.kind === 'consumer' ? last.seq : undefined;
}
