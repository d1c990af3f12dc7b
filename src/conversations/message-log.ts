import type { Collection } from '../storage/database';
import { isDuplicate } from '../storage/database';
import { KeyedQueue } from '../platform/keyed-queue';
import type { Message, NewMessage } from './message';

export interface Appended {
  message: Message;
  /** False when the same message had been appended before: a channel's retry. */
  fresh: boolean;
}

/**
 * Told that a conversation's log has grown. A hint: the log is the truth. What was found there already is told again, since the
 * first time may have ended in an error, and been told to nobody.
 */
export type LogListener = (conversationId: string, messages: readonly Message[]) => void;

const REMEMBERED_TAILS = 20_000;

/**
 * The one record of everything said: append-only, gapless within a conversation.
 *
 * The next number is taken by inserting under it (a unique index on conversation and number), so there is never a number
 * without a message; whoever loses a race reads the tail again and tries the next one.
 */
export class MessageLog {
  private readonly tails = new Map<string, number>();
  private readonly appends = new KeyedQueue();
  private readonly listeners = new Set<LogListener>();

  constructor(private readonly messages: Collection<Message>) {}

  /** Appends one message, or finds that it is there already. Resolves when it is durable. */
  async append(conversationId: string, entry: NewMessage): Promise<Appended> {
    const appended = await this.appends.run(conversationId, () => this.insert(conversationId, entry));
    this.announce(conversationId, [appended.message]);
    return appended;
  }

  /** Appends messages one behind the other; those already there are left as they are. */
  async appendAll(conversationId: string, entries: readonly NewMessage[]): Promise<Message[]> {
    if (entries.length === 0) return [];
    const messages = await this.appends.run(conversationId, () => this.insertAll(conversationId, entries));
    this.announce(conversationId, messages);
    return messages;
  }

  /** Messages behind `after`, oldest first. */
  read(conversationId: string, after: number, limit = 500): Promise<Message[]> {
    return this.messages.find({ conversationId, seq: { $gt: after } }, { sort: { seq: 1 }, limit }).toArray();
  }

  /** The newest `limit` messages, oldest first. */
  async readLast(conversationId: string, limit: number): Promise<Message[]> {
    const newest = await this.messages.find({ conversationId }, { sort: { seq: -1 }, limit }).toArray();
    return newest.reverse();
  }

  /** Marks names of people in a message; what was said stays as it is. */
  async markNames(id: string, names: readonly string[]): Promise<void> {
    await this.messages.updateOne({ _id: id }, { $set: { names } });
  }

  find(id: string): Promise<Message | null> {
    return this.messages.findOne({ _id: id });
  }

  /** The number of the newest message; 0 for an empty conversation. */
  async tail(conversationId: string): Promise<number> {
    const known = this.tails.get(conversationId);
    if (known !== undefined) return known;
    const newest = await this.messages.findOne({ conversationId }, { sort: { seq: -1 }, projection: { seq: 1 } });
    return this.remember(conversationId, newest?.seq ?? 0);
  }

  /** @returns what ends the subscription. */
  subscribe(listener: LogListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Passes on what another process appended, as its change stream tells it. */
  noticed(message: Message): void {
    if ((this.tails.get(message.conversationId) ?? 0) >= message.seq) return;
    this.tails.delete(message.conversationId);
    this.announce(message.conversationId, [message]);
  }

  private async insertAll(conversationId: string, entries: readonly NewMessage[]): Promise<Message[]> {
    const first = (await this.tail(conversationId)) + 1;
    const messages = entries.map((entry, index) => toMessage(conversationId, first + index, entry));
    try {
      await this.messages.insertMany(messages);
      this.remember(conversationId, first + messages.length - 1);
      return messages;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    // Some are there already (a repeated turn) or the tail has moved: one by one finds out which.
    this.tails.delete(conversationId);
    const appended: Message[] = [];
    for (const entry of entries) appended.push((await this.insert(conversationId, entry)).message);
    return appended;
  }

  private async insert(conversationId: string, entry: NewMessage): Promise<Appended> {
    for (;;) {
      const message = toMessage(conversationId, (await this.tail(conversationId)) + 1, entry);
      try {
        await this.messages.insertOne(message);
        this.remember(conversationId, message.seq);
        return { message, fresh: true };
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const existing = await this.find(entry.id);
        if (existing) return { message: existing, fresh: false };
        this.tails.delete(conversationId);
      }
    }
  }

  private remember(conversationId: string, tail: number): number {
    this.tails.delete(conversationId);
    this.tails.set(conversationId, tail);
    if (this.tails.size > REMEMBERED_TAILS) this.tails.delete(this.tails.keys().next().value!);
    return tail;
  }

  private announce(conversationId: string, messages: readonly Message[]): void {
    for (const listener of this.listeners) listener(conversationId, messages);
  }
}

function toMessage(conversationId: string, seq: number, entry: NewMessage): Message {
  return {
    _id: entry.id,
    conversationId,
    seq,
    at: entry.at,
    author: entry.author,
    audience: entry.audience ?? 'all',
    forBot: entry.forBot ?? false,
    activity: entry.activity,
    ...(entry.original ? { original: entry.original } : {}),
    ...(entry.removed ? { removed: entry.removed } : {}),
    ...(entry.submitted ? { submitted: entry.submitted } : {}),
  };
}
