import { addDays, dayOf } from '../platform/shanghai';
import type { Day } from '../platform/shanghai';
import type { EntryBook } from './entry-book';
import { contentOf } from './entry-record';
import type { Usage, EntryUsage } from './usage';
import { usageByEntry } from './usage';

/** How the knowledge was used over some days. */
export interface KnowledgeStatistics {
  answered: number;
  missed: number;
  useful: number;
  useless: number;
  /** Entries that were answered with, the most used first. */
  entries: (EntryUsage & { id: string; title: string })[];
  /** Live all that time, and nobody was answered with them; the oldest first. */
  unused: { id: string; title: string; publishedOn: Day }[];
  /** Each day, the oldest first. */
  daily: { day: Day; answered: number; missed: number }[];
}

/** @param days how far back, today included */
export async function knowledgeStatistics(
  { book, usage }: { book: EntryBook; usage: Usage },
  days: number,
): Promise<KnowledgeStatistics> {
  const today = dayOf(book.clock.now());
  const from = addDays(today, 1 - days);
  const counted = await usage.since(from);
  const byEntry = usageByEntry(counted);
  const daily = new Map(Array.from({ length: days }, (_, at) => [addDays(from, at), { answered: 0, missed: 0 }]));
  for (const { day, answered = 0, missed = 0 } of counted) {
    const sum = daily.get(day);
    if (!sum) continue;
    sum.answered += answered;
    sum.missed += missed;
  }

  const entries: KnowledgeStatistics['entries'] = [];
  const unused: KnowledgeStatistics['unused'] = [];
  for (const record of book.all()) {
    const used = byEntry.get(record._id);
    const { title } = contentOf(record);
    if (used) entries.push({ id: record._id, title, ...used });
    const publishedOn = record.live?.versionDate;
    if (publishedOn && publishedOn < from && !used?.hits) unused.push({ id: record._id, title, publishedOn });
  }
  const total = (count: (one: EntryUsage) => number): number => [...byEntry.values()].reduce((sum, one) => sum + count(one), 0);
  return {
    answered: total(({ hits }) => hits),
    missed: [...daily.values()].reduce((sum, { missed }) => sum + missed, 0),
    useful: total(({ useful }) => useful),
    useless: total(({ useless }) => useless),
    entries: entries.sort((a, b) => b.hits - a.hits),
    unused: unused.sort((a, b) => (a.publishedOn < b.publishedOn ? -1 : 1)),
    daily: [...daily].map(([day, sums]) => ({ day, ...sums })),
  };
}
