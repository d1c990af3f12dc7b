import type { Message } from '../conversations/message';
import type { MessageLog } from '../conversations/message-log';
import type { TurnEngine } from '../conversations/turn-engine';
import type { Clock } from '../platform/clock';
import { KeyedQueue } from '../platform/keyed-queue';
import type { Logger } from '../platform/logger';
import { repeat } from '../platform/repeat';
import type { Collection } from '../storage/database';
import { DeliveryHeld, NotSent, isOutbound } from './carrier';
import type { Carrier, Leg } from './carrier';
import { LEASE_MS, LEFT_MS } from './delivery';
import type { Delivery, HeldDelivery, Place } from './delivery';
import { DeliveryBook } from './delivery-book';
import type { Expected } from './delivery-book';
import { DeliveryRetries } from './delivery-retries';

export interface LogCourierOptions {
  deliveries: Collection<Delivery>;
  log: MessageLog;
  carrier: Carrier;
  turns: Pick<TurnEngine, 'resume'>;
  /** Where a consumer opens what stands in the log as a path: a secure page, a kept file; `undefined` for any other path. */
  addressOf: (path: string) => string | undefined;
  /** Where this process listens, `host:port`: names its leases. */
  place: string;
  clock: Clock;
  logger: Logger;
}

/** Why a conversation is pushed. */
export interface Push {
  /** A message that is answered in the log by now. */
  answered?: string;
  /** The request that pushes: it does its own part first, while the delivery is held. */
  request?: { messageId: string; first: (held: HeldDelivery) => Promise<void> };
}

/** The requests of a conversation that are under way, each for one message; what was said meanwhile, and what of it was delivered. */
interface Answering {
  requests: Set<{ messageId: string }>;
  said: number;
  delivered: number;
}

const PAGE = 500;
const REMEMBERED = 50_000;
/** By then a turn has ended, one way or the other; to look after one that goes on all the same does no harm. */
const ANSWERED_BY_MS = 30_000;

/**
 * Delivers what the log holds to a channel that must be pushed to: in order, from a stored place, by one process at a time,
 * again after a failure and after a restart. An outage delays; nothing is lost.
 *
 * A send that was begun and whose end was not written down is in doubt: the carrier is asked whether it arrived, and where
 * that cannot be known it is sent again.
 */
export class LogCourier {
  private readonly book: DeliveryBook;
  private readonly queue = new KeyedQueue();
  /** Conversations whose replies may leave as answers. */
  private readonly answering = new Map<string, Answering>();
  private readonly retries: DeliveryRetries;
  /** Conversations that are being taken up: in a store that is slow the next look would only add to the queue. */
  private readonly takingUp = new Set<string>();
  /** Messages that this process took in and is answering, and when they came: the turn of one that is here for long may have failed. */
  private readonly expected = new Map<string, number>();
  /** Messages answered in the log, by conversation, whose delivery is not complete. */
  private readonly answered = new Map<string, Set<string>>();
  /** Conversations known to be of other channels: each of their replies would cost a query that finds nothing. */
  private readonly others = new Set<string>();
  private readonly endSubscription: () => void;
  private readonly running = new Set<Promise<unknown>>();
  private closed = false;

  constructor(private readonly options: LogCourierOptions) {
    const { deliveries, place, clock, logger } = options;
    this.book = new DeliveryBook(deliveries, place, clock);
    this.retries = new DeliveryRetries((conversationId) => void this.push(conversationId), clock, logger);
    this.endSubscription = options.log.subscribe((conversationId, messages) => {
      const said = this.others.has(conversationId) ? undefined : messages.findLast(isOutbound)?.seq;
      const answering = this.answering.get(conversationId);
      if (said && answering) answering.said = Math.max(answering.said, said);
      else if (said) void this.push(conversationId);
    });
  }

  /** Remembers, before a message enters the log, that its answer will have to be delivered, and how. Pushed with its id when answered. */
  async expect(conversationId: string, expected: Expected): Promise<void> {
    if (this.expected.size >= REMEMBERED) this.expected.clear();
    this.expected.set(expected.messageId, this.options.clock.now().getTime());
    await this.book.expect(conversationId, expected);
    this.others.delete(conversationId);
  }

  /** Runs a request's turn: until it ends, replies are not pushed by this process but left to it. */
  async whileAnswering<T>(conversationId: string, messageId: string, work: () => Promise<T>): Promise<T> {
    const answering = this.answering.get(conversationId) ?? { requests: new Set(), said: 0, delivered: 0 };
    this.answering.set(conversationId, answering);
    const request = { messageId };
    answering.requests.add(request);
    try {
      return await work();
    } finally {
      answering.requests.delete(request);
      if (answering.requests.size === 0) this.answering.delete(conversationId);
      // What was said while the last of it was being delivered.
      if (answering.said > answering.delivered) void this.push(conversationId);
    }
  }

  /** Delivers what a conversation has not been told yet, now or, after a failure, later. Never rejects. */
  push(conversationId: string, { answered, request }: Push = {}): Promise<void> {
    if (this.closed) return Promise.resolve();
    if (answered) this.note(conversationId, answered);
    const pushed = this.queue
      .run(conversationId, () => this.deliver(conversationId, request))
      .catch((error: unknown) => void this.retries.after(conversationId, error))
      .finally(() => this.running.delete(pushed));
    this.running.add(pushed);
    return pushed;
  }

  /** Everything outbound behind a place, oldest first. */
  async behind(conversationId: string, { position }: Place): Promise<Message[]> {
    return this.toDeliver(await this.options.log.read(conversationId, position, PAGE));
  }

  /** Takes up what an earlier life left undelivered. @param alone nobody else can hold the store: all leases in it are of the dead */
  async recover(alone: boolean): Promise<void> {
    await this.book.endForeign(alone);
    for await (const delivery of this.book.pending()) void this.takeUp(delivery);
  }

  /** Takes up what another process, now gone, has left undelivered. */
  async lookForLeft(): Promise<void> {
    for await (const delivery of this.book.left()) void this.takeUp(delivery);
  }

  /** Takes nothing new and finishes what is under way. */
  async close(): Promise<void> {
    this.closed = true;
    this.endSubscription();
    this.retries.cancel();
    await Promise.all(this.running);
  }

  private toDeliver(messages: readonly Message[]): Message[] {
    return messages.filter(isOutbound).map((message) => this.withAddresses(message));
  }

  /** The log holds no token of a page: the address is made when it leaves. */
  private withAddresses(message: Message): Message {
    const attachments = message.activity.attachments?.map((one) => {
      const url = one.contentUrl && this.options.addressOf(one.contentUrl);
      return url ? { ...one, contentUrl: url } : one;
    });
    return attachments ? { ...message, activity: { ...message.activity, attachments } } : message;
  }

  /** What a dead process took in, answered or not, or this one could not answer, is answered before it is delivered. Never rejects. */
  private async takeUp({ _id, awaited = [] }: Delivery): Promise<void> {
    if (this.takingUp.has(_id)) return;
    this.takingUp.add(_id);
    const recent = this.options.clock.now().getTime() - ANSWERED_BY_MS;
    const left = awaited.filter((id) => (this.expected.get(id) ?? 0) < recent);
    if (left.length > 0 && (await this.options.turns.resume(_id))) for (const id of left) this.note(_id, id);
    await this.push(_id);
    this.takingUp.delete(_id);
  }

  private note(conversationId: string, messageId: string): void {
    this.expected.delete(messageId);
    this.answered.set(conversationId, (this.answered.get(conversationId) ?? new Set()).add(messageId));
  }

  private async deliver(conversationId: string, request?: Push['request']): Promise<void> {
    const acquired = await this.book.acquire(conversationId, request !== undefined);
    if (!acquired) return this.isOther(conversationId);
    if ('after' in acquired) return void this.retries.at(conversationId, acquired.after);
    const { held } = acquired;
    const { clock } = this.options;
    const stopRenewing = repeat(
      LEASE_MS / 3,
      () => held.renew(),
      () => undefined,
    ); // what is written next says that it is lost
    try {
      await request?.first(held);
      await this.deliverCompletely(held, request?.messageId);
      this.retries.succeeded(conversationId);
      const answering = this.answering.get(conversationId);
      if (answering) answering.delivered = held.place.position;
    } catch (error) {
      const isLeft = error instanceof LeftToRequest;
      const lookAt = isLeft ? new Date(clock.now().getTime() + LEFT_MS) : this.retries.after(conversationId, error);
      await held.setAside(lookAt, request !== undefined);
    } finally {
      stopRenewing();
    }
  }

  private async deliverCompletely(held: HeldDelivery, answering?: string): Promise<void> {
    const conversationId = held.record._id;
    for (let complete = false; !complete;) {
      const answered = new Set(this.answered.get(conversationId));
      await this.deliverAll(held, answering).catch(unlessHeld);
      complete = await held.complete(answered);
      const since = this.answered.get(conversationId);
      if (complete && since?.size === answered.size) this.answered.delete(conversationId);
    }
  }

  /** @param answering the message whose request delivers. @throws LeftToRequest where another one has come meanwhile */
  private async deliverAll(held: HeldDelivery, answering?: string): Promise<void> {
    const { carrier, log } = this.options;
    for (;;) {
      const page = await log.read(held.record._id, held.place.position, PAGE);
      const ours = page.slice(0, this.startOfOthers(held.record._id, page, answering));
      const outbound = this.toDeliver(ours);
      const { intent } = held.record;
      if (intent) {
        if (await carrier.settle?.(held.record, intent)) await held.advance(intent.to);
        else await held.forgetIntent();
        continue;
      }
      const leg = outbound.length > 0 ? await carrier.load(held.record, outbound) : undefined;
      if (leg) await this.carry(held, leg);
      else {
        const readTo = ours.at(-1)?.seq;
        if (readTo) await held.advance({ position: readTo, part: 0 });
        if (ours.length < page.length) throw new LeftToRequest();
        if (page.length < PAGE) return;
      }
    }
  }

  /** Where in the page the replies begin that another request is there to take: pushed by us they would be sent at a cost. */
  private startOfOthers(conversationId: string, page: readonly Message[], ours?: string): number {
    const answering = this.answering.get(conversationId);
    const others = new Set([...(answering?.requests ?? [])].map(({ messageId }) => messageId));
    if (ours) others.delete(ours);
    const start = page.findIndex(({ activity: { replyToId } }) => replyToId !== undefined && others.has(replyToId));
    if (start < 0) return page.length;
    const said = page.findLast(isOutbound)?.seq ?? 0;
    if (answering) answering.said = Math.max(answering.said, said);
    return start;
  }

  private async carry(held: HeldDelivery, leg: Leg): Promise<void> {
    if (leg.hash) await held.intend({ to: leg.to, hash: leg.hash });
    try {
      await leg.send(() => held.assureTime());
    } catch (error) {
      if (leg.hash) await (error instanceof NotSent || error instanceof DeliveryHeld ? held.forgetIntent() : held.giveUp());
      throw error;
    }
    await held.advance(leg.to);
  }

  /** A conversation is known here before anything is said in it, or never. */
  private isOther(conversationId: string): void {
    if (this.others.size >= REMEMBERED) this.others.clear();
    this.others.add(conversationId);
  }
}

/** A request that is under way delivers what is left, or whoever looks for what a process that died has left. */
class LeftToRequest extends Error {}

/** Held without an hour: nothing is left to do until the conversation is pushed again. */
function unlessHeld(error: unknown): void {
  if (!(error instanceof DeliveryHeld) || error.retryAt) throw error;
}
