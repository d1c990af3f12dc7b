import type { Clock } from '../platform/clock';
import { randomId } from '../platform/ids';
import type { Collection } from '../storage/database';
import { HeldDelivery, LEASE_MS, LEFT_MS } from './delivery';
import type { Delivery } from './delivery';

/** A message that was taken in, and how its answer can go. */
export interface Expected {
  messageId: string;
  /** What the channel needs to reach the consumer, where it is not on the conversation's record. */
  reference?: object;
  /** A request is under way that may take the replies along: until then pushing waits, in any process. */
  answerWithinMs?: number;
}

/** What came of asking for a delivery: it is held; somebody else has it until then; or nothing is known of it. */
export type Acquired = { held: HeldDelivery } | { after: Date } | undefined;

/** Who delivers what, of a channel: kept in the store, so that of several processes one does. */
export class DeliveryBook {
  private readonly owner: string;

  /** @param place where this process listens, `host:port`: no two live ones share it, so leases of the same place are of a dead one */
  constructor(
    private readonly deliveries: Collection<Delivery>,
    private readonly place: string,
    private readonly clock: Clock,
  ) {
    this.owner = `${place}/${randomId('crr')}`;
  }

  async expect(conversationId: string, { messageId, reference, answerWithinMs }: Expected): Promise<void> {
    const now = this.clock.now().getTime();
    await this.deliveries.updateOne(
      { _id: conversationId },
      {
        $set: {
          lookAt: new Date(now + LEFT_MS),
          ...(reference ? { reference } : {}),
          ...(answerWithinMs ? { answerUntil: new Date(now + answerWithinMs) } : {}),
        },
        $setOnInsert: { position: 0, part: 0 },
        $inc: { pending: 1 },
        $addToSet: { awaited: messageId },
      },
      { upsert: true },
    );
  }

  /** Takes the lease and counts the wish; without the lease, whoever has it will see the wish and come back to it. */
  async acquire(conversationId: string, answers: boolean): Promise<Acquired> {
    const taken = await this.take(conversationId, answers, 1);
    if (taken) return { held: taken };
    const wished = await this.deliveries.findOneAndUpdate({ _id: conversationId }, { $inc: { pending: 1 } });
    if (!wished) return undefined;
    const free = await this.take(conversationId, answers, 0);
    if (free) return { held: free };
    return { after: new Date(Math.max(wished.lease?.until.getTime() ?? 0, wished.answerUntil?.getTime() ?? 0)) };
  }

  /** Ends the leases of earlier lives. @param alone nobody else can hold the store: all leases in it are of the dead */
  async endForeign(alone: boolean): Promise<void> {
    const { place, owner } = this;
    const owned = alone ? { $ne: owner } : { $gt: `${place}/`, $lt: `${place}0`, $ne: owner };
    await this.deliveries.updateMany(
      { pending: { $exists: true }, 'lease.until': { $exists: true }, 'lease.owner': owned },
      { $unset: { lease: '', answerUntil: '' } },
    );
  }

  /** Everything that is not complete. */
  pending(): AsyncIterable<Delivery> {
    return this.deliveries.find({ pending: { $exists: true } });
  }

  /** What a process that is gone has left: its lease has run out, or the hour has passed at which it would have come back. */
  left(): AsyncIterable<Delivery> {
    const now = this.clock.now();
    const nobodys = [{ 'lease.until': { $lt: now } }, { lease: { $exists: false }, lookAt: { $lt: now } }];
    return this.deliveries.find({ pending: { $exists: true }, $or: nobodys }, { limit: 1000 });
  }

  private async take(conversationId: string, answers: boolean, counted: number): Promise<HeldDelivery | undefined> {
    const { deliveries, clock, owner } = this;
    const now = clock.now();
    const free = [{ lease: { $exists: false } }, { 'lease.owner': owner }, { 'lease.until': { $lt: now } }];
    const unanswered = answers ? [] : [{ $or: [{ answerUntil: { $exists: false } }, { answerUntil: { $lt: now } }] }];
    const record = await deliveries.findOneAndUpdate(
      { _id: conversationId, $and: [{ $or: free }, ...unanswered] },
      { $set: { lease: { owner, until: new Date(now.getTime() + LEASE_MS) } }, $inc: { pending: counted } },
    );
    return record ? new HeldDelivery(deliveries, clock, owner, record) : undefined;
  }
}
