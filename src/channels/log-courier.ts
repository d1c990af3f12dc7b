import type { Message } from '../conversations/message';
import type { MessageLog } from '../conversations/message-log';
import type { Clock } from '../platform/clock';
import { randomId } from '../platform/ids';
import { KeyedQueue } from '../platform/keyed-queue';
import type { Logger } from '../platform/logger';
import type { Collection } from '../storage/database';
import { DeliveryHeld, NotSent, isOutbound } from './carrier';
import type { Carrier, Leg } from './carrier';
import { HeldDelivery, LEASE_MS } from './delivery';
import type { Delivery, Place } from './delivery';

export interface LogCourierOptions {
  deliveries: Collection<Delivery>;
  log: MessageLog;
  carrier: Carrier;
  /** Where a consumer opens what stands in the log as a path: a secure page, a kept file; `undefined` for any other path. */
  addressOf: (path: string) => string | undefined;
  /** Where this process listens, `host:port`: names its leases. */
  place: string;
  clock: Clock;
  logger: Logger;
}

const RETRY_MS = [1000, 5000, 30_000, 120_000, 600_000];
const PAGE = 500;
const REMEMBERED = 50_000;

/**
 * Delivers what the log holds to a channel that must be pushed to: in order, from a stored place, by one process at a time,
 * again after a failure and after a restart. An outage delays; nothing is lost.
 *
 * A send that was begun and whose end was not written down is in doubt: the carrier is asked whether it arrived, and where
 * that cannot be known it is sent again.
 */
export class LogCourier {
  private readonly owner: string;
  private readonly queue = new KeyedQueue();
  /** Conversations whose replies may leave as answers: how many requests are under way, what was said, what was delivered. */
  private readonly answering = new Map<string, { requests: number; said: number; delivered: number }>();
  private readonly retries = new Map<string, NodeJS.Timeout>();
  private readonly failures = new Map<string, number>();
  /** Conversations known to be of other channels: each of their replies would cost a query that finds nothing. */
  private readonly others = new Set<string>();
  private readonly endSubscription: () => void;
  private readonly running = new Set<Promise<unknown>>();
  private closed = false;

  constructor(private readonly options: LogCourierOptions) {
    this.owner = `${options.place}/${randomId('crr')}`;
    this.endSubscription = options.log.subscribe((conversationId, messages) => {
      const said = this.others.has(conversationId) ? undefined : messages.findLast(isOutbound)?.seq;
      const answering = this.answering.get(conversationId);
      if (said && answering) answering.said = Math.max(answering.said, said);
      else if (said) void this.push(conversationId);
    });
  }

  /**
   * Remembers, before a turn begins, that something will have to be delivered, and how.
   * @param answerWithinMs a request is under way that may take the replies along: until then pushing waits, in any process.
   */
  async know(
    conversationId: string,
    { reference, answerWithinMs }: { reference?: object; answerWithinMs?: number },
  ): Promise<void> {
    const answerUntil = answerWithinMs && new Date(this.options.clock.now().getTime() + answerWithinMs);
    const set = { ...(reference ? { reference } : {}), ...(answerUntil ? { answerUntil } : {}) };
    await this.options.deliveries.updateOne(
      { _id: conversationId },
      { $set: set, $setOnInsert: { position: 0, part: 0 }, $inc: { pending: 1 } },
      { upsert: true },
    );
    this.others.delete(conversationId);
  }

  /** Runs a request's turn: until it ends, replies are not pushed by this process but left to it. */
  async whileAnswering<T>(conversationId: string, work: () => Promise<T>): Promise<T> {
    const answering = this.answering.get(conversationId) ?? { requests: 0, said: 0, delivered: 0 };
    this.answering.set(conversationId, answering);
    answering.requests++;
    try {
      return await work();
    } finally {
      if (--answering.requests === 0) this.answering.delete(conversationId);
      // What was said while the last of it was being delivered.
      if (answering.said > answering.delivered) void this.push(conversationId);
    }
  }

  /**
   * Delivers what a conversation has not been told yet, now or, after a failure, later. Never rejects.
   * @param first does its own part of it first, while the delivery is held: the answer to a request.
   */
  push(conversationId: string, first?: (held: HeldDelivery) => Promise<void>): Promise<void> {
    if (this.closed) return Promise.resolve();
    const pushed = this.queue
      .run(conversationId, () => this.deliver(conversationId, first))
      .catch((error: unknown) => this.retryLater(conversationId, error))
      .finally(() => this.running.delete(pushed));
    this.running.add(pushed);
    return pushed;
  }

  /** Everything outbound behind a place, oldest first. */
  async behind(conversationId: string, { position }: Place): Promise<{ outbound: Message[]; readTo: number }> {
    const page = await this.options.log.read(conversationId, position, PAGE);
    const outbound = page.filter(isOutbound).map((message) => this.withAddresses(message));
    return { outbound, readTo: page.at(-1)?.seq ?? position };
  }

  /**
   * Takes up what an earlier life left undelivered.
   * @param alone nobody else can hold the store: all leases in it are of the dead.
   */
  async recover(alone: boolean): Promise<void> {
    const { deliveries, place } = this.options;
    const owned = alone ? {} : { 'lease.owner': { $gt: `${place}/`, $lt: `${place}0` } };
    await deliveries.updateMany(
      { pending: { $exists: true }, 'lease.until': { $exists: true }, ...owned },
      { $unset: { lease: '', answerUntil: '' } },
    );
    for await (const { _id } of deliveries.find({ pending: { $exists: true } })) void this.push(_id);
  }

  /** Takes up what another process, now gone, has left undelivered. */
  async lookForLeft(): Promise<void> {
    const { deliveries, clock } = this.options;
    const left = deliveries.find(
      { pending: { $exists: true }, 'lease.until': { $exists: true, $lt: clock.now() } },
      { limit: 1000 },
    );
    for await (const { _id } of left) void this.push(_id);
  }

  /** Takes nothing new and finishes what is under way. */
  async close(): Promise<void> {
    this.closed = true;
    this.endSubscription();
    for (const timer of this.retries.values()) clearTimeout(timer);
    await Promise.all(this.running);
  }

  /** The log holds no token of a page: the address is made when it leaves. */
  private withAddresses(message: Message): Message {
    const attachments = message.activity.attachments?.map((one) => {
      const url = one.contentUrl && this.options.addressOf(one.contentUrl);
      return url ? { ...one, contentUrl: url } : one;
    });
    return attachments ? { ...message, activity: { ...message.activity, attachments } } : message;
  }

  private async deliver(conversationId: string, first?: (held: HeldDelivery) => Promise<void>): Promise<void> {
    const record = await this.acquire(conversationId, first !== undefined);
    if (!record) return;
    const held = new HeldDelivery(this.options.deliveries, this.options.clock, this.owner, record);
    const renewal = setInterval(() => void held.renew().catch(() => undefined), LEASE_MS / 3);
    renewal.unref();
    try {
      await first?.(held);
      do await this.deliverAll(held).catch(unlessHeld);
      while (!(await held.release(true)));
      this.failures.delete(conversationId);
      const answering = this.answering.get(conversationId);
      if (answering) answering.delivered = held.place.position;
    } catch (error) {
      await held.release(false);
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  private async deliverAll(held: HeldDelivery): Promise<void> {
    const { carrier } = this.options;
    for (;;) {
      const { outbound, readTo } = await this.behind(held.record._id, held.place);
      const { intent } = held.record;
      if (intent) {
        if (await carrier.settle?.(held.record, intent)) await held.advance(intent.to);
        else await held.forgetIntent();
        continue;
      }
      const leg = outbound.length > 0 ? await carrier.load(held.record, outbound) : undefined;
      if (!leg) {
        if (readTo > held.place.position) await held.advance({ position: readTo, part: 0 });
        if (readTo - held.place.position < PAGE) return;
        continue;
      }
      await this.carry(held, leg);
    }
  }

  private async carry(held: HeldDelivery, leg: Leg): Promise<void> {
    if (leg.hash) await held.intend({ to: leg.to, hash: leg.hash });
    try {
      await leg.send();
    } catch (error) {
      if (leg.hash && (error instanceof NotSent || error instanceof DeliveryHeld)) await held.forgetIntent();
      throw error;
    }
    await held.advance(leg.to);
  }

  /** Takes the lease and counts the wish; without the lease, whoever has it will see the wish and come back to it. */
  private async acquire(conversationId: string, answers: boolean): Promise<Delivery | null> {
    const { deliveries, clock } = this.options;
    const take = (counted: number): Promise<Delivery | null> => {
      const now = clock.now();
      const free = [{ lease: { $exists: false } }, { 'lease.owner': this.owner }, { 'lease.until': { $lt: now } }];
      const unanswered = answers ? [] : [{ $or: [{ answerUntil: { $exists: false } }, { answerUntil: { $lt: now } }] }];
      return deliveries.findOneAndUpdate(
        { _id: conversationId, $and: [{ $or: free }, ...unanswered] },
        { $set: { lease: { owner: this.owner, until: new Date(now.getTime() + LEASE_MS) } }, $inc: { pending: counted } },
      );
    };
    const taken = await take(1);
    if (taken) return taken;
    const wished = await deliveries.findOneAndUpdate({ _id: conversationId }, { $inc: { pending: 1 } });
    if (!wished) return this.isOther(conversationId);
    const free = await take(0);
    if (!free) this.again(conversationId, Math.max(wished.lease?.until.getTime() ?? 0, wished.answerUntil?.getTime() ?? 0));
    return free;
  }

  /** A conversation is known here before anything is said in it, or never. */
  private isOther(conversationId: string): null {
    if (this.others.size >= REMEMBERED) this.others.clear();
    this.others.add(conversationId);
    return null;
  }

  private retryLater(conversationId: string, error: unknown): void {
    if (error instanceof DeliveryHeld && error.retryAt) return this.again(conversationId, error.retryAt.getTime());
    const failures = this.failures.get(conversationId) ?? 0;
    this.failures.set(conversationId, failures + 1);
    this.options.logger.warn({ err: error, conversationId, failures }, 'delivery failed, will be tried again');
    const pause = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]!;
    this.again(conversationId, this.options.clock.now().getTime() + pause);
  }

  private again(conversationId: string, at: number): void {
    if (this.closed || this.retries.has(conversationId)) return;
    const timer = setTimeout(
      () => {
        this.retries.delete(conversationId);
        void this.push(conversationId);
      },
      Math.max(50, at - this.options.clock.now().getTime()),
    );
    timer.unref();
    this.retries.set(conversationId, timer);
  }
}

/** Held without an hour: nothing is left to do until the conversation is pushed again. */
function unlessHeld(error: unknown): void {
  if (!(error instanceof DeliveryHeld) || error.retryAt) throw error;
}
