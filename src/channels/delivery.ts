import type { UpdateFilter } from 'mongodb';
import type { Clock } from '../platform/clock';
import type { Collection, CollectionSpec } from '../storage/database';
import { defineCollection } from '../storage/database';
import { NotSent } from './carrier';

/** Up to where a conversation has been delivered: whole messages up to `position`, and `part` pieces of the one behind it. */
export interface Place {
  position: number;
  part: number;
}

/** A send that was begun. Found after a crash, it is in doubt: it may have arrived or not. */
export interface Intent {
  /** Where the delivery stands once it has arrived. */
  to: Place;
  /** Of the content as sent: what the channel's own record is compared with. */
  hash: string;
  at: Date;
  /** When the call that sends was given up without an answer; absent where the process died before it could say so. */
  givenUpAt?: Date;
  /** Set where it left as the answer to a channel's request: the id of the message that was answered. */
  answerTo?: string;
}

/** An answer that was written out, so that the channel's retry of the same message is given the same again. */
export interface GivenAnswer {
  messageId: string;
  from: Place;
  to: Place;
}

/** How far a conversation's log has been delivered to a channel that must be pushed to. */
export interface Delivery extends Place {
  _id: string;
  /** What the channel needs to reach the consumer, where it is not on the conversation's record. */
  reference?: object;
  /** How often delivery was asked for since it was last complete: what a restart looks for. */
  pending?: number;
  /** Messages that were taken in and are not known to be answered in the log: until they are, delivery is not complete. */
  awaited?: string[];
  /** Who delivers at this moment: of several processes one, so that nothing is sent twice. */
  lease?: { owner: string; until: Date };
  /** Where nobody holds it although it is pending: from then on any process takes it up. */
  lookAt?: Date;
  /** Until then a request under way may take the replies along; pushing waits. */
  answerUntil?: Date;
  intent?: Intent;
  /** What was sent last, for channels whose record is compared with it: the same words may rightly be said twice. */
  recent?: { hash: string; at: Date }[];
  answers?: GivenAnswer[];
}

/** Declares a channel's deliveries. */
export function defineDeliveries(name: string): CollectionSpec<Delivery> {
  return defineCollection<Delivery>({
    name,
    indexes: [{ keys: { pending: 1 }, where: { pending: { $exists: true } } }],
  });
}

/** Another process has taken the delivery over; what this one would still write is refused. */
export class DeliveryTakenOver extends Error {}

/** How soon others take over from a process that is gone. It is renewed three times as often. */
export const LEASE_MS = 10_000;
/** What nobody has come back to for so long was left by a process that is gone. */
export const LEFT_MS = 15_000;
/** A call takes five seconds at most: begun with as much of the lease left, it ends before anybody else can begin. */
const CALL_MS = 5000;
/** So soon after it was written down a call begins, or not at all. */
const BEGIN_MS = 5000;
/** So long after a send was written down its call is over at the latest. */
export const CALL_OVER_MS = BEGIN_MS + CALL_MS;
const REMEMBERED_ANSWERS = 4;
/** More than reach one consumer while a send in doubt may be mistaken for one of them: a minute and a half. */
const REMEMBERED_SENDS = 32;

/** A delivery that this process holds. Each write renews the lease and is refused once another process has it. */
export class HeldDelivery {
  private heldUntil: number;

  constructor(
    private readonly deliveries: Collection<Delivery>,
    private readonly clock: Clock,
    readonly owner: string,
    public record: Delivery,
  ) {
    this.heldUntil = record.lease?.until.getTime() ?? 0;
  }

  get place(): Place {
    return { position: this.record.position, part: this.record.part };
  }

  /** To be asked directly before a call that sends. @throws NotSent where this process has slept, and another may begin meanwhile */
  assureTime(): void {
    const now = this.clock.now().getTime();
    const { intent } = this.record;
    if (this.heldUntil - now < CALL_MS) throw new NotSent('The lease may end before the call does.');
    if (intent && now - intent.at.getTime() > BEGIN_MS) throw new NotSent('It was to begin sooner.');
  }

  /** Writes down what is about to be sent. */
  async intend(intent: Pick<Intent, 'to' | 'hash' | 'answerTo'>): Promise<void> {
    const begun = { ...intent, at: this.clock.now() };
    await this.write({ $set: { intent: begun } });
    this.record = { ...this.record, intent: begun };
  }

  /** The call that sends has ended without an answer: it may have arrived, or arrive yet. */
  async giveUp(): Promise<void> {
    const { intent } = this.record;
    if (!intent) return;
    const givenUp = { ...intent, givenUpAt: this.clock.now() };
    await this.write({ $set: { intent: givenUp } });
    this.record = { ...this.record, intent: givenUp };
  }

  /** It has arrived. `answer`: as the answer to a request. */
  async advance(to: Place, answer?: GivenAnswer): Promise<void> {
    const { intent } = this.record;
    const sent = intent && { hash: intent.hash, at: this.clock.now() };
    const pushed = {
      ...(sent ? { recent: { $each: [sent], $slice: -REMEMBERED_SENDS } } : {}),
      ...(answer ? { answers: { $each: [answer], $slice: -REMEMBERED_ANSWERS } } : {}),
    };
    await this.write({
      $set: { position: to.position, part: to.part },
      $unset: { intent: '' },
      ...(Object.keys(pushed).length > 0 ? { $push: pushed } : {}),
    });
    const recent = [...(this.record.recent ?? []), ...(sent ? [sent] : [])];
    this.record = { ...this.record, ...to, intent: undefined, recent };
  }

  /** It has certainly not arrived. */
  async forgetIntent(): Promise<void> {
    await this.write({ $unset: { intent: '' } });
    this.record = { ...this.record, intent: undefined };
  }

  async renew(): Promise<void> {
    await this.write({});
  }

  /**
   * Gives it back, with all of the log delivered. It stays pending while messages are awaited that are not among `answered`.
   * @param answered messages whose answers were in the log before it was read to its end
   * @returns false where more was asked for meanwhile, and it is still held
   */
  async complete(answered: ReadonlySet<string>): Promise<boolean> {
    const { _id, pending, awaited = [] } = this.record;
    const mine = { _id, 'lease.owner': this.owner };
    const left = awaited.filter((id) => !answered.has(id));
    const { matched } = await this.deliveries.updateOne(
      { ...mine, pending: pending ?? { $exists: false } },
      left.length > 0
        ? { $set: { awaited: left, lookAt: new Date(this.clock.now().getTime() + LEFT_MS) }, $unset: { lease: '' } }
        : { $unset: { lease: '', pending: '', awaited: '', answerUntil: '', lookAt: '' } },
    );
    if (matched > 0) return true;
    const now = await this.deliveries.findOne(mine);
    if (now) this.record = now;
    return now === null;
  }

  /**
   * Gives it back unfinished.
   * @param lookAt when it is tried again, by this process or any
   * @param answers it was held by the request that others waited for
   */
  async setAside(lookAt: Date, answers: boolean): Promise<void> {
    await this.deliveries.updateOne(
      { _id: this.record._id, 'lease.owner': this.owner },
      { $set: { lookAt }, $unset: { lease: '', ...(answers ? { answerUntil: '' } : {}) } },
    );
  }

  private async write(update: Omit<UpdateFilter<Delivery>, '$set'> & { $set?: Partial<Delivery> }): Promise<void> {
    const until = new Date(this.clock.now().getTime() + LEASE_MS);
    const { matched } = await this.deliveries.updateOne(
      { _id: this.record._id, 'lease.owner': this.owner },
      { ...update, $set: { ...update.$set, 'lease.until': until } },
    );
    if (matched === 0) throw new DeliveryTakenOver('Another process delivers this conversation.');
    this.heldUntil = until.getTime();
  }
}
