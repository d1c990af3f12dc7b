import { z } from 'zod';
import { defineStream } from '../../http/define-route';
import type { AnyRoute, CallHead } from '../../http/route';
import type { Ticket } from '../../handoff/ticket';
import { KeyedQueue } from '../../platform/keyed-queue';
import { XiaobaoError } from '../../platform/errors';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import type { EventStream } from '../event-stream';
import { presentReach } from '../present-ticket';
import type { TicketView } from '../present-ticket';
import { authorize, can, inOwnHands } from '../policy';
import type { StaffServices } from '../services';
import { showMessages } from '../show-messages';
import { listTickets, showTicket } from '../show-tickets';
import { DESK_RATE } from './rates';

/** A claim lasts 90 s (handoff/queue.ts): an open desk may miss three renewals. */
const RENEWAL_MS = 20_000;
const BATCH = 200;
/** What may still be sent, and what waits, changes in the seconds after something was said; else seldom, and is looked at seldom. */
const REACH_MS = 1000;
const BUSY_LOOKS = 10;
const QUIET_LOOKS = 5;

const position = z.coerce.number<string>().int().min(0);

/** What a desk hears without asking: the queue, and each conversation that it has open. */
export function deskStreamRoutes(services: StaffServices): AnyRoute[] {
  const authenticate = signedIn(services);
  return [
    defineStream<Caller>({
      method: 'GET',
      path: '/api/desk/stream',
      rate: DESK_RATE,
      authenticate,
      async stream(_head, caller, _request, response) {
        authorize(caller.account, 'openDesk');
        await services.queue.renewClaims(caller.account._id);
        streamQueue(services, caller, services.streams.open(response));
      },
    }),

    defineStream<Caller>({
      method: 'GET',
      path: '/api/desk/tickets/:id/stream',
      rate: DESK_RATE,
      authenticate,
      async stream(head, caller, _request, response) {
        const after = resumePoint(head);
        const ticket = await services.queue.find(head.params.id ?? '');
        authorize(caller.account, 'readTicket', ticket);
        await refuseUnknownPosition(services, ticket.conversationId, after);
        streamTicket(services, caller, ticket, after, services.streams.open(response));
      },
    }),
  ];
}

/** First the whole queue, then each change. While it is open, the claims of the desk behind it are renewed. */
function streamQueue(services: StaffServices, caller: Caller, stream: EventStream): void {
  const { queue, log } = services;
  const reader = caller.account;
  const own = new Map<string, string>();
  const shown = new Set<string>();
  const remember = ({ id, conversationId, status, mine }: TicketView): void => {
    shown.add(id);
    if (status === 'active' && mine) own.set(conversationId, id);
    else if (own.get(conversationId) === id) own.delete(conversationId);
  };
  // Subscribed before the queue is read: a change in between is told again, never missed.
  const sendQueue = async (): Promise<void> => {
    const tickets = await listTickets(services, reader);
    shown.clear();
    tickets.forEach(remember);
    stream.send({ name: 'queue', data: { tickets } });
  };
  const inOrder = orderly(stream, sendQueue);
  stream.onClose(
    queue.subscribe((ticket) => {
      if (can(reader, 'seeTicket', ticket)) inOrder(async () => remember(await sendTicket(services, caller, ticket, stream)));
      // It has gone to another post: the queue without it.
      else inOrder(async () => (shown.has(ticket._id) ? sendQueue() : undefined));
    }),
  );
  // What is said in one's own conversations shows in the queue: words that wait for an answer are marked there.
  stream.onClose(
    log.subscribe((conversationId, messages) => {
      const id = own.get(conversationId);
      if (!id || !messages.some(({ author }) => author.kind === 'consumer' || author.kind === 'agent')) return;
      inOrder(async () => void (await sendTicket(services, caller, await queue.find(id), stream)));
    }),
  );
  endWithSession(services, caller, stream);
  stream.every(RENEWAL_MS, () => queue.renewClaims(reader._id));
}

/** The conversation behind `after`, message by message, and what happens to its ticket. */
function streamTicket(services: StaffServices, caller: Caller, ticket: Ticket, after: number, stream: EventStream): void {
  const { log, queue, signals } = services;
  const { conversationId } = ticket;
  let present = ticket;
  let sent = after;
  // What the page has was read before the stream was open, and may have changed since.
  let toldReach: string | undefined;
  let busyLooks = BUSY_LOOKS;

  async function tellTicket(): Promise<void> {
    const { reach } = await sendTicket(services, caller, present, stream);
    toldReach = JSON.stringify(reach);
  }

  async function tellReach(): Promise<void> {
    if (!inOwnHands(caller.account, present)) return;
    const reach = await services.reachOf(conversationId);
    if (reach && JSON.stringify(presentReach(reach)) !== toldReach) await tellTicket();
  }

  async function catchUp(): Promise<void> {
    for (;;) {
      const messages = await log.read(conversationId, sent, BATCH);
      if (messages.length === 0 || stream.isClosed) return;
      for (const view of await showMessages(services, messages, present, caller.account))
        stream.send({ name: 'message', id: view.seq, data: view });
      sent = messages.at(-1)!.seq;
      await stream.taken();
    }
  }

  const inOrder = orderly(stream, catchUp);
  inOrder(tellReach);
  stream.onClose(
    log.subscribe((id) => {
      if (id !== conversationId) return;
      busyLooks = BUSY_LOOKS;
      inOrder(catchUp);
    }),
  );
  stream.onClose(
    queue.subscribe((changed) => {
      if (changed._id !== ticket._id) return;
      inOrder(async () => {
        present = changed;
        await tellTicket();
        // A colleague has taken what was only being looked at.
        if (!can(caller.account, 'readTicket', changed)) stream.close();
      });
    }),
  );
  stream.onClose(
    signals.subscribe((signal) => {
      if (signal.conversationId === conversationId && signal.from === 'consumer')
        stream.send({ name: 'typing', data: { from: 'consumer' } });
    }),
  );
  let looks = 0;
  let looking = false; // in a store that is slow the next look would only add to the queue
  stream.every(REACH_MS, () => {
    if (looking || (busyLooks-- <= 0 && looks++ % QUIET_LOOKS > 0)) return;
    looking = true;
    inOrder(() => tellReach().finally(() => (looking = false)));
  });
  endWithSession(services, caller, stream);
}

async function sendTicket(services: StaffServices, caller: Caller, ticket: Ticket, stream: EventStream): Promise<TicketView> {
  const view = await showTicket(services, ticket, caller.account);
  stream.send({ name: 'ticket', data: view });
  return view;
}

/** Runs `first`, then what it is given, one behind the other; a task that fails ends the stream, which then resumes. */
function orderly(stream: EventStream, first: () => Promise<void>): (task: () => Promise<void>) => void {
  const tasks = new KeyedQueue();
  const inOrder = (task: () => Promise<void>): void => {
    tasks.run('', async () => (stream.isClosed ? undefined : task())).catch((error: unknown) => stream.fail(error));
  };
  inOrder(first);
  return inOrder;
}

/** Nobody goes on listening after signing out, here or (noticed at the next look) by way of another process. */
function endWithSession({ sessions }: StaffServices, { session }: Caller, stream: EventStream): void {
  stream.onClose(sessions.onEnd((ended) => ended === session._id && stream.close()));
  stream.every(RENEWAL_MS, async () => {
    if (!(await sessions.stands(session._id))) stream.close();
  });
}

/**
 * The number of the last message that this browser has: `Last-Event-ID` when it reconnects by itself, else `?after=`.
 * @throws XB_BAD_WATERMARK
 */
function resumePoint(head: CallHead): number {
  const given = position.safeParse(head.headers['last-event-id'] ?? head.rawQuery.get('after') ?? '0');
  if (!given.success) throw new XiaobaoError('XB_BAD_WATERMARK');
  return given.data;
}

/** @throws XB_BAD_WATERMARK when there is no such message: waiting for it would skip those before. */
async function refuseUnknownPosition({ log }: StaffServices, conversationId: string, after: number): Promise<void> {
  if (after > 0 && (await log.read(conversationId, after - 1, 1)).length === 0) throw new XiaobaoError('XB_BAD_WATERMARK');
}
