import { z } from 'zod';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute } from '../../http/route';
import { XiaobaoError } from '../../platform/errors';
import type { DeskAgent } from '../../handoff/desk';
import type { Ticket, WrapUpOutcome } from '../../handoff/ticket';
import { staffMessages } from '../../../locales/staff/messages';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize, inOwnHands } from '../policy';
import type { Actor, TicketAction } from '../policy';
import { presentCaseFacts } from '../case-facts';
import { presentFacts } from '../present-ticket';
import type { StaffServices } from '../services';
import { showMessages } from '../show-messages';
import { listTickets, showTicket } from '../show-tickets';
import { DESK_RATE } from './rates';

const TRANSCRIPT_LENGTH = 300;

const listQuery = z.object({ scope: z.enum(['open', 'closed']).default('open') });
const sayBody = z.object({ text: z.string().trim().min(1).max(2000), clientId: z.uuid(), note: z.boolean() });
const OUTCOMES = [
  'resolved',
  'complaint_registered',
  'follow_up',
  'transferred_outside',
  'no_answer',
] as const satisfies WrapUpOutcome[];
const closeBody = z.object({ outcome: z.enum(OUTCOMES), note: z.string().trim().max(500) });

/** The agent desk: conversations that wait for, have, or had a person. */
export function deskRoutes(services: StaffServices): AnyRoute[] {
  const { queue, desk, log, signals, audit, complaints } = services;
  const authenticate = signedIn(services);
  const base = { rate: DESK_RATE, authenticate } as const;

  /** @throws XB_NO_TICKET, XB_FORBIDDEN */
  async function ticketFor(actor: Actor, action: TicketAction, id: string | undefined): Promise<Ticket> {
    const ticket = await queue.find(id ?? '');
    authorize(actor, action, ticket);
    return ticket;
  }

  return [
    defineRoute<undefined, z.infer<typeof listQuery>, Caller>({
      ...base,
      method: 'GET',
      path: '/api/desk/tickets',
      query: listQuery,
      async handle({ query, principal: { account } }) {
        authorize(account, 'openDesk');
        return { body: { tickets: await listTickets(services, account, query.scope) } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'GET',
      path: '/api/desk/tickets/:id',
      async handle({ params, principal: { account } }) {
        const ticket = await ticketFor(account, 'readTicket', params.id);
        const messages = await log.readLast(ticket.conversationId, TRANSCRIPT_LENGTH);
        const { complaintNumber } = ticket.packet;
        const complaint = complaintNumber ? await complaints.findByNumber(complaintNumber) : null;
        return {
          body: {
            ticket: await showTicket(services, ticket, account),
            facts: [...presentFacts(ticket, account), ...(complaint ? presentCaseFacts(complaint, ticket, account) : [])],
            messages: await showMessages(services, messages, ticket, account),
            lastSeq: messages.at(-1)?.seq ?? 0,
          },
        };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/desk/tickets/:id/claim',
      async handle({ params, principal: { account } }) {
        const waiting = await ticketFor(account, 'claimTicket', params.id);
        const ticket = await desk.claim(waiting._id, deskAgent(account, waiting));
        await audit.record({ action: 'ticket_claimed', actor: account._id, subject: ticket._id });
        return { body: { ticket: await showTicket(services, ticket, account) } };
      },
    }),

    defineRoute<z.infer<typeof sayBody>, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/desk/tickets/:id/messages',
      body: sayBody,
      async handle({ params, body, principal: { account } }) {
        const ticket = await ticketFor(account, 'answerTicket', params.id);
        const message = await desk.say(ticket._id, deskAgent(account, ticket), body.text, body.clientId, body.note);
        const [view] = await showMessages(services, [message], ticket, account);
        return { body: { message: view } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/desk/tickets/:id/typing',
      async handle({ params, principal: { account } }) {
        const ticket = await ticketFor(account, 'answerTicket', params.id);
        if (!inOwnHands(account, ticket)) throw new XiaobaoError(ticket.open ? 'XB_TICKET_TAKEN' : 'XB_TICKET_CLOSED');
        signals.typing({ conversationId: ticket.conversationId, from: 'agent' });
        return { status: 204 };
      },
    }),

    defineRoute<z.infer<typeof closeBody>, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/desk/tickets/:id/close',
      body: closeBody,
      async handle({ params, body, principal: { account } }) {
        const open = await ticketFor(account, 'closeTicket', params.id);
        const ticket = await desk.close(open._id, deskAgent(account, open), body);
        await audit.record({ action: 'ticket_closed', actor: account._id, subject: ticket._id, detail: body.outcome });
        return { body: { ticket: await showTicket(services, ticket, account) } };
      },
    }),
  ];
}

/** Who answers, as the consumer reads it: the post of this ticket, in the consumer's language. */
function deskAgent(account: Actor, { skill, packet }: Ticket): DeskAgent {
  return { id: account._id, skill, post: staffMessages[packet.locale].posts[skill] };
}
