import type { Day } from '../platform/shanghai';
import type { Collection } from '../storage/database';
import { defineCollection, isDuplicate } from '../storage/database';
import type { UselessReason } from './feedback';

/** How often an entry was answered with on one day, and what consumers thought of it; without an entry: the misses of the day. */
export interface DailyUsage {
  /** `entry|day`, `|day` */
  _id: string;
  entryId?: string;
  day: Day;
  answered?: number;
  missed?: number;
  useful?: number;
  useless?: number;
  reasons?: Partial<Record<UselessReason, number>>;
}

/** What is added to a day: `answered`, `reasons.unclear` … */
export type UsageCount = Record<string, number>;

export const usageCollection = defineCollection<DailyUsage>({
  name: 'faqUsage',
  indexes: [{ keys: { day: 1 } }],
});

/** What has become of one entry over some days. */
export interface EntryUsage {
  hits: number;
  useful: number;
  useless: number;
  reasons: Partial<Record<UselessReason, number>>;
  lastHitOn?: Day;
}

export const UNUSED: EntryUsage = { hits: 0, useful: 0, useless: 0, reasons: {} };

/** Counters, a document an entry and day. */
export class Usage {
  constructor(private readonly days: Collection<DailyUsage>) {}

  async count(entryId: string | undefined, day: Day, counts: UsageCount): Promise<void> {
    for (;;) {
      try {
        await this.days.updateOne(
          { _id: `${entryId ?? ''}|${day}` },
          { $inc: counts, $setOnInsert: { day, ...(entryId === undefined ? {} : { entryId }) } },
          { upsert: true },
        );
        return;
      } catch (error) {
        // Two processes began the day's document at once: the next time it is there.
        if (!isDuplicate(error)) throw error;
      }
    }
  }

  /** From a day on, in no order. */
  since(day: Day): Promise<DailyUsage[]> {
    return this.days.find({ day: { $gte: day } }).toArray();
  }
}

/** The same by entry. */
export function usageByEntry(days: readonly DailyUsage[]): Map<string, EntryUsage> {
  const usage = new Map<string, EntryUsage>();
  for (const { entryId, day, answered = 0, useful = 0, useless = 0, reasons = {} } of days) {
    if (entryId === undefined) continue;
    const sum = usage.get(entryId) ?? { ...UNUSED, reasons: {} };
    usage.set(entryId, sum);
    sum.hits += answered;
    sum.useful += useful;
    sum.useless += useless;
    for (const [reason, count] of Object.entries(reasons) as [UselessReason, number][])
      sum.reasons[reason] = (sum.reasons[reason] ?? 0) + count;
    if (answered > 0 && day > (sum.lastHitOn ?? '')) sum.lastHitOn = day;
  }
  return usage;
}
