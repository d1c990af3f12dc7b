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

const KINDS = Object.keys(RULES) as Trigger[];
const untilOf = (kind: Trigger) => `allowances.${kind}.until` as const;

/** More than all windows together take. */
const REMEMBERED_SENDS = 16;

interface Allowance {
  until: Date;
  /** When WeChat says that it was opened; its clock may be ahead of ours. */
  at: Date;
  /** The message or event that opened it: told again, it opens nothing. */
  by: string;
  /** WeChat said that there is no room: its word counts. */
  usedUp?: boolean;
}

/** What may still be sent to one consumer. */
export interface QuotaRecord {
  _id: string;
  allowances: { [Kind in Trigger]?: Allowance };
  /** When the last messages were counted, the newest last: each counts against the windows that it falls into. */
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
    indexes: KINDS.map((kind) => ({ keys: { [untilOf(kind)]: 1 } })),
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
   * deed counts against the new window: WeChat opened it then, however late its push comes. Its pushes name the second only, so
   * what was sent within that second counts too: one message too few costs less than one that WeChat refuses. Sends have our time:
   * where WeChat's clock is ahead of it, the window opens now.
   * @returns whether an answer waited that could not be sent before
   */
  async open(conversationId: string, trigger: Trigger, { id: by, at }: { id: string; at: Date }): Promise<boolean> {
    const opened = Math.min(at.getTime(), this.clock.now().getTime());
    const until = new Date(opened + RULES[trigger].ms);
    const field = `allowances.${trigger}` as const;
    for (;;) {
      const record = await this.records.findOne({ _id: conversationId });
      const known = record?.allowances[trigger];
      if (known && (known.by === by || known.at > at)) return false;
      try {
        const { matched, upsertedId } = await this.records.updateOne(
          { _id: conversationId, [field]: known ?? { $exists: false } },
          { $set: { [field]: { until, at, by } }, $unset: { gone: '', owing: '' } },
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

  /** Whether the consumer has ever done something that let the account write to them. */
  async knows(conversationId: string): Promise<boolean> {
    const record = await this.records.findOne({ _id: conversationId });
    return Object.keys(record?.allowances ?? {}).length > 0;
  }

  /** Counts one message. @returns when it was counted; nothing where none is left */
  async spend(conversationId: string): Promise<Date | undefined> {
    for (;;) {
      const record = await this.records.findOne({ _id: conversationId });
      const now = this.clock.now();
      if (!record || reachOf(record, now).left === 0) return undefined;
      const spent = [...(record.spent ?? []), now].slice(-REMEMBERED_SENDS);
      if (await this.replaceSpent(record, spent)) return now;
    }
  }

  /** Whether a message was counted then or later. */
  async spentSince(conversationId: string, at: Date): Promise<boolean> {
    const record = await this.records.findOne({ _id: conversationId });
    return (record?.spent ?? []).some((one) => one >= at);
  }

  /** The message that was counted at that time or, with nothing else sent since, after it has not been sent. */
  async giveBack(conversationId: string, at: Date): Promise<void> {
    for (;;) {
      const record = await this.records.findOne({ _id: conversationId });
      const spent = record?.spent ?? [];
      const index = spent.findIndex((one) => one >= at);
      if (!record || index < 0 || (await this.replaceSpent(record, spent.toSpliced(index, 1)))) return;
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

  /**
   * WeChat says that there is no room, or no window: its word counts.
   * @param at when the message was counted that it refused: what has been opened since is another window
   */
  async exhausted(conversationId: string, at: Date): Promise<void> {
    for (const kind of KINDS) {
      const openedBy = new Date(at.getTime() + RULES[kind].ms);
      await this.records.updateOne(
        { _id: conversationId, [untilOf(kind)]: { $lte: openedBy } },
        { $set: { [`allowances.${kind}.usedUp`]: true } },
      );
    }
  }

  /** @param at when: since then they may have come back */
  async consumerGone(conversationId: string, at: Date): Promise<void> {
    const record = await this.records.findOne({ _id: conversationId });
    if (Object.values(record?.allowances ?? {}).some((one) => one.at > at)) return;
    await this.records.updateOne({ _id: conversationId }, { $set: { gone: true, allowances: {} } }, { upsert: true });
  }

  /** Conversations that may still be written to, and whose last window ends before `by`; what opened it. */
  async closingBefore(by: Date): Promise<{ conversationId: string; until: Date; trigger: Trigger }[]> {
    const now = this.clock.now();
    const closing = KINDS.map((kind) => ({ [untilOf(kind)]: { $gt: now, $lt: by } }));
    const records = await this.records.find({ $or: closing }, { limit: 1000 }).toArray();
    return records.flatMap((record) => {
      const { left, until } = reachOf(record, now);
      const trigger = KINDS.find((kind) => record.allowances[kind]?.until.getTime() === until?.getTime());
      return left > 0 && until && until < by && trigger ? [{ conversationId: record._id, until, trigger }] : [];
    });
  }

  /** @returns false where somebody was faster */
  private async replaceSpent({ _id, spent: before }: QuotaRecord, spent: Date[]): Promise<boolean> {
    const { matched } = await this.records.updateOne({ _id, spent: before ?? { $exists: false } }, { $set: { spent } });
    return matched > 0;
  }
}

function reachOf(record: QuotaRecord | null, now: Date): Reach {
  const owing = record?.owing ?? false;
  if (!record || record.gone) return { left: 0, gone: record?.gone ?? false, owing };
  const kinds = Object.keys(record.allowances) as Trigger[];
  const open = kinds.filter((kind) => now < record.allowances[kind]!.until);
  if (open.length === 0) return { left: 0, gone: false, owing };
  const until = new Date(Math.max(...open.map((kind) => record.allowances[kind]!.until.getTime())));
  return { left: Math.max(...open.map((kind) => leftOf(record, kind))), until, gone: false, owing };
}

function leftOf({ allowances, spent = [] }: QuotaRecord, kind: Trigger): number {
  const { until, usedUp } = allowances[kind]!;
  const { messages, ms } = RULES[kind];
  const opened = until.getTime() - ms;
  return usedUp ? 0 : Math.max(0, messages - spent.filter((sent) => sent.getTime() >= opened).length);
}
