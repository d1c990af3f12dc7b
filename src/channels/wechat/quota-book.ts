import type { Clock } from '../../platform/clock';
import type { Collection, CollectionSpec } from '../../storage/database';
import { defineCollection, isDuplicate } from '../../storage/database';

/** What a consumer does that lets the account write to them (domain §6, customer-service quota). */
export type Trigger = 'message' | 'click' | 'follow' | 'scan';

const RULES: Readonly<Record<Trigger, { messages: number; ms: number }>> = {
  message: { messages: 5, ms: 48 * 3_600_000 },
  click: { messages: 3, ms: 60_000 },
  follow: { messages: 3, ms: 60_000 },
  scan: { messages: 3, ms: 60_000 },
};

/** No window takes more. */
const MOST = 5;

interface Allowance {
  left: number;
  until: Date;
  /** The message or event that opened it: told again, it opens nothing. */
  by: string;
}

/** What may still be sent to one consumer. */
export interface QuotaRecord {
  _id: string;
  allowances: { [Kind in Trigger]?: Allowance };
  /** When the last messages were counted, the newest last. */
  spent?: Date[];
  /** They do not follow the account any more. */
  gone?: boolean;
  /** Something could not be sent: a notice was tried instead. */
  owing?: boolean;
}

/** Declares a channel's quota book. */
export function defineQuotas(name: string): CollectionSpec<QuotaRecord> {
  return defineCollection<QuotaRecord>({
    name,
    // What the sweep looks for: windows about to close.
    indexes: [{ keys: { 'allowances.message.until': 1 } }],
  });
}

export const quotasCollection = defineQuotas('wechatQuotas');

/** How a consumer can be reached at this moment. */
export interface Reach {
  left: number;
  /** When the last open window closes; absent when none is open. */
  until?: Date;
  gone: boolean;
  owing: boolean;
}

/**
 * How many customer-service messages each consumer may still be sent, kept beside WeChat's own count, which cannot be asked.
 * The rules do not add up (不累加): a message counts against every open window, and goes while one of them has room. A message
 * is counted before it is sent and given back where WeChat refused it, so that a crash errs on the safe side.
 * Passive replies do not count.
 */
export class QuotaBook {
  constructor(
    private readonly records: Collection<QuotaRecord>,
    private readonly clock: Clock,
  ) {}

  /**
   * The consumer did something: that window opens anew. The same deed (`id`) told again changes nothing. What was sent since the
   * deed counts against the new window: WeChat opened it then, however late its push comes.
   * @returns whether an answer waited that could not be sent before
   */
  async open(conversationId: string, trigger: Trigger, { id: by, at }: { id: string; at: Date }): Promise<boolean> {
    const { messages, ms } = RULES[trigger];
    const until = new Date(at.getTime() + ms);
    const field = `allowances.${trigger}` as const;
    for (;;) {
      const record = await this.records.findOne({ _id: conversationId });
      const known = record?.allowances[trigger];
      if (known && (known.until > until || (known.until.getTime() === until.getTime() && known.by === by))) return false;
      // Pushes name the second only; what was sent within it is taken as before the deed.
      const since = record?.spent?.filter((sent) => sent.getTime() >= at.getTime() + 1000).length ?? 0;
      const unchanged = { spent: record?.spent ?? { $exists: false }, [field]: known ?? { $exists: false } };
      try {
        const { matched, upsertedId } = await this.records.updateOne(
          { _id: conversationId, ...unchanged },
          { $set: { [field]: { left: messages - Math.min(messages, since), until, by } }, $unset: { gone: '', owing: '' } },
          { upsert: !record },
        );
        if (matched > 0 || upsertedId !== undefined) return record?.owing ?? false;
      } catch (error) {
        if (!isDuplicate(error)) throw error; // somebody was faster, and is looked at
      }
    }
  }

  async reach(conversationId: string): Promise<Reach> {
    return reachOf(await this.records.findOne({ _id: conversationId }), this.clock.now());
  }

  /** Counts one message. @returns false where none is left */
  async spend(conversationId: string): Promise<boolean> {
    for (;;) {
      const record = await this.records.findOne({ _id: conversationId });
      const now = this.clock.now();
      if (!record || reachOf(record, now).left === 0) return false;
      const counted = openKinds(record, now).filter((kind) => record.allowances[kind]!.left > 0);
      const seen = Object.fromEntries(counted.map((kind) => [`allowances.${kind}`, record.allowances[kind]]));
      const less = Object.fromEntries(counted.map((kind) => [`allowances.${kind}.left`, -1]));
      const { matched } = await this.records.updateOne(
        { _id: conversationId, ...seen },
        { $inc: less, $push: { spent: { $each: [now], $slice: -MOST } } },
      );
      if (matched > 0) return true;
    }
  }

  /** A message that was counted has not been sent. */
  async giveBack(conversationId: string): Promise<void> {
    const record = await this.records.findOne({ _id: conversationId });
    if (!record) return;
    const spent = record.spent ?? [];
    if (spent.length > 0) await this.records.updateOne({ _id: conversationId, spent }, { $set: { spent: spent.slice(0, -1) } });
    for (const kind of openKinds(record, this.clock.now())) {
      const field = `allowances.${kind}.left`;
      await this.records.updateOne({ _id: conversationId, [field]: { $lt: RULES[kind].messages } }, { $inc: { [field]: 1 } });
    }
  }

  /** An answer waits that could not be sent. */
  async owes(conversationId: string): Promise<void> {
    await this.records.updateOne(
      { _id: conversationId },
      { $set: { owing: true }, $setOnInsert: { allowances: {} } },
      { upsert: true },
    );
  }

  /** WeChat says that there is no room, or no window: its word counts. */
  async exhausted(conversationId: string): Promise<void> {
    const record = await this.records.findOne({ _id: conversationId });
    const kinds = Object.keys(record?.allowances ?? {}) as Trigger[];
    if (kinds.length === 0) return;
    const none = Object.fromEntries(kinds.map((kind) => [`allowances.${kind}.left`, 0]));
    await this.records.updateOne({ _id: conversationId }, { $set: none });
  }

  async consumerGone(conversationId: string): Promise<void> {
    await this.records.updateOne({ _id: conversationId }, { $set: { gone: true, allowances: {} } }, { upsert: true });
  }

  /** Conversations that may still be written to, and whose 48 hours end before `by`. */
  async closingBefore(by: Date): Promise<{ conversationId: string; until: Date }[]> {
    const now = this.clock.now();
    const closing = await this.records.find({ 'allowances.message.until': { $gt: now, $lt: by } }, { limit: 1000 }).toArray();
    return closing
      .filter((record) => reachOf(record, now).left > 0)
      .map(({ _id, allowances }) => ({ conversationId: _id, until: allowances.message!.until }));
  }
}

function reachOf(record: QuotaRecord | null, now: Date): Reach {
  const owing = record?.owing ?? false;
  if (!record || record.gone) return { left: 0, gone: record?.gone ?? false, owing };
  const open = openKinds(record, now).map((kind) => record.allowances[kind]!);
  if (open.length === 0) return { left: 0, gone: false, owing };
  const until = new Date(Math.max(...open.map((allowance) => allowance.until.getTime())));
  return { left: Math.max(...open.map(({ left }) => left)), until, gone: false, owing };
}

function openKinds({ allowances }: QuotaRecord, now: Date): Trigger[] {
  return (Object.keys(allowances) as Trigger[]).filter((kind) => now < allowances[kind]!.until);
}
