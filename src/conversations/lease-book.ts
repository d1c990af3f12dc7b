import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../platform/clock';
import { XiaobaoError } from '../platform/errors';
import { randomId } from '../platform/ids';
import type { Collection } from '../storage/database';
import { StorageError } from '../storage/database';
import type { Conversation } from './conversation';

/** A conversation that this process may run turns of, with its record as last written. */
export interface Held {
  record: Conversation;
  /** Up to here every number of the log is accounted for. */
  seen: number;
  /** The turn whose replies are known to be in the log. */
  flushed?: string;
  /** Messages that are being taken in or answered: while there are any, the lease is kept. */
  uses: number;
  idleSince: number;
  /** A renewal is under way: in a store that is slow a second one would only make it slower. */
  renewing: boolean;
}

const LEASE_MS = 6000;
const IDLE_RELEASE_MS = 250;

/**
 * The leases that this process holds. While one is held, the record in memory is the truth: nobody else writes it, and
 * every write carries the fence, so that an owner who slept too long is refused.
 */
export class LeaseBook {
  private readonly owner: string;
  private readonly held = new Map<string, Held>();
  private readonly acquiring = new Map<string, Promise<Held>>();

  /**
   * @param place where this process listens: no two live ones share it, so leases of the same place are of a dead one.
   * @param onAcquired appends an outbox that an earlier owner left.
   */
  constructor(
    private readonly conversations: Collection<Conversation>,
    private readonly clock: Clock,
    private readonly place: string,
    private readonly onAcquired: (held: Held) => Promise<void>,
  ) {
    this.owner = `${place}/${randomId('srv')}`;
  }

  /**
   * Takes the lease, waiting for another owner to finish.
   * @throws XB_NO_CONVERSATION
   */
  hold(conversationId: string): Promise<Held> {
    const held = this.held.get(conversationId);
    if (held && this.remaining(held) > LEASE_MS / 3) return Promise.resolve(held);
    let acquiring = this.acquiring.get(conversationId);
    if (!acquiring) {
      acquiring = this.acquire(conversationId).finally(() => this.acquiring.delete(conversationId));
      this.acquiring.set(conversationId, acquiring);
    }
    return acquiring;
  }

  /**
   * Writes a turn's outcome in one update.
   * @throws StorageError `retryable` when the lease has gone to another owner: the turn must be looked at afresh.
   */
  async commit(held: Held, changes: Pick<Conversation, 'state' | 'handledSeq' | 'lastActiveAt' | 'outbox'>): Promise<void> {
    const { _id, fence } = held.record;
    const lease = this.newLease();
    const { matched } = await this.conversations.updateOne({ _id, fence }, { $set: { ...changes, lease } });
    if (matched === 0) throw this.lost(_id);
    held.record = { ...held.record, ...changes, lease };
  }

  /** Keeps the lease while the work lasts. */
  async using<T>(held: Held, work: () => Promise<T>): Promise<T> {
    held.uses++;
    try {
      return await work();
    } finally {
      held.uses--;
      held.idleSince = this.clock.now().getTime();
    }
  }

  /** Holds it no longer, and does not give it back: to others its lease runs out, as that of an owner who died. */
  forget(conversationId: string): void {
    this.held.delete(conversationId);
  }

  /** Ends the leases of earlier lives: of this place's, or (a store that only one process can hold) of all. */
  async endForeign(of: 'this place' | 'everyone'): Promise<void> {
    const { place, owner } = this; // requests may be under way already
    const foreign = of === 'everyone' ? { $ne: owner } : { $gt: `${place}/`, $lt: `${place}0`, $ne: owner };
    await this.conversations.updateMany(
      { 'lease.until': { $exists: true }, 'lease.owner': foreign },
      { $set: { 'lease.until': new Date(0) } },
    );
  }

  /** Ids of conversations whose owner is gone. */
  async abandoned(): Promise<string[]> {
    const now = this.clock.now();
    const found = await this.conversations
      .find({ 'lease.until': { $exists: true, $lt: now } }, { projection: { _id: 1 }, limit: 1000 })
      .toArray();
    return found.map(({ _id }) => _id).filter((id) => !this.held.get(id)?.uses);
  }

  /** Renews the leases of long turns and gives back those that have been idle for a moment. */
  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    const idle: Held[] = [];
    const long: Held[] = [];
    for (const held of this.held.values()) {
      if (held.uses > 0 && !held.renewing && this.remaining(held) < LEASE_MS / 2) long.push(held);
      else if (held.uses === 0 && now - held.idleSince > IDLE_RELEASE_MS) idle.push(held);
    }
    await Promise.all([...long.map((held) => this.renew(held)), ...idle.map((held) => this.release(held))]);
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.held.values()].map((held) => this.release(held)));
  }

  private async acquire(conversationId: string): Promise<Held> {
    for (let attempt = 0; ; attempt++) {
      const now = this.clock.now();
      const record = await this.conversations.findOneAndUpdate(
        { _id: conversationId, $or: [{ lease: null }, { 'lease.owner': this.owner }, { 'lease.until': { $lt: now } }] },
        { $set: { lease: this.newLease() }, $inc: { fence: 1 } },
      );
      if (record) return this.keep(record);
      if (attempt === 0 && !(await this.conversations.findOne({ _id: conversationId }, { projection: { _id: 1 } }))) {
        throw new XiaobaoError('XB_NO_CONVERSATION');
      }
      await wait(Math.min(25 * (attempt + 1), 250));
    }
  }

  private async keep(record: Conversation): Promise<Held> {
    const before = this.held.get(record._id);
    const idleSince = this.clock.now().getTime();
    const held: Held = before ?? { record, seen: record.handledSeq, uses: 0, idleSince, renewing: false };
    held.record = record;
    this.held.set(record._id, held);
    try {
      await this.onAcquired(held);
    } catch (error) {
      this.held.delete(record._id); // whoever holds it next must do what this failed to do
      throw error;
    }
    return held;
  }

  private async renew(held: Held): Promise<void> {
    const lease = this.newLease();
    const { _id, fence } = held.record;
    held.renewing = true;
    try {
      const { matched } = await this.conversations.updateOne({ _id, fence }, { $set: { lease } });
      if (matched === 0) this.held.delete(_id);
      else held.record = { ...held.record, lease };
    } finally {
      held.renewing = false;
    }
  }

  private async release(held: Held): Promise<void> {
    const { _id, fence, lease, outbox } = held.record;
    if (outbox && held.flushed !== outbox.turnId) return; // is being appended; the lease says so
    this.held.delete(_id);
    // A turn that has begun meanwhile has written a lease of its own, and its outbox is needed until the log has it.
    await this.conversations.updateOne({ _id, fence, lease }, { $set: { lease: null, outbox: null } });
  }

  private newLease(): { owner: string; until: Date } {
    return { owner: this.owner, until: new Date(this.clock.now().getTime() + LEASE_MS) };
  }

  private remaining(held: Held): number {
    return (held.record.lease?.until.getTime() ?? 0) - this.clock.now().getTime();
  }

  private lost(conversationId: string): StorageError {
    this.held.delete(conversationId);
    return new StorageError('retryable', 'The conversation has another owner.');
  }
}
