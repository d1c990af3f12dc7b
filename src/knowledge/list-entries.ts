import { addDays, dayOf } from '../platform/shanghai';
import type { Day } from '../platform/shanghai';
import { questionsOf } from './entry';
import type { EntryBook } from './entry-book';
import { contentOf, textsOf } from './entry-record';
import type { EntryRecord } from './entry-record';
import { citationsToReview } from './instruments';
import type { Instrument } from './instruments';
import { UNUSED, usageByEntry } from './usage';
import type { EntryUsage, Usage } from './usage';

/** An entry as a line of the list. */
export interface EntryLine {
  record: EntryRecord;
  usage: EntryUsage;
  citationsToReview: string[];
}

export const LIST_STATUSES = ['draft', 'in_review', 'scheduled', 'published', 'expired', 'withdrawn'] as const;
export type ListStatus = (typeof LIST_STATUSES)[number];
export const LIST_SORTS = ['updatedAt', 'title', 'hits', 'useless', 'validTo', 'reviewBy'] as const;

export interface ListFilter {
  query?: string;
  status?: ListStatus;
  category?: string;
  author?: string;
  instrument?: string;
  /** Live and over within so many days. */
  expiringWithin?: number;
  reviewWithin?: number;
  /** Live for at least so many days in which nobody was answered with it. */
  unusedFor?: number;
  staleCitations?: boolean;
  sort: (typeof LIST_SORTS)[number];
  order: 'asc' | 'desc';
  page: number;
  size: number;
}

export interface EntryList {
  lines: EntryLine[];
  total: number;
  /** How many there are of each status, were no status asked for. */
  counts: Record<ListStatus, number>;
}

export interface ListSources {
  book: EntryBook;
  usage: Usage;
  instruments: readonly Instrument[];
}

/** Usage is shown over so many days. */
const USAGE_DAYS = 90;

/** The entries that fit, one page of them. Over what this process knows: 10,000 entries in some 20 ms. */
export async function listEntries({ book, usage, instruments }: ListSources, filter: ListFilter): Promise<EntryList> {
  const today = dayOf(book.clock.now());
  const days = await usage.since(addDays(today, -Math.max(USAGE_DAYS, filter.unusedFor ?? 0)));
  const recent = usageByEntry(days.filter(({ day }) => day >= addDays(today, -USAGE_DAYS)));
  const everHit = usageByEntry(days);
  const fits = createFilter(filter, today, (id) => everHit.get(id)?.lastHitOn);

  const found: EntryLine[] = [];
  const counts: EntryList['counts'] = { draft: 0, in_review: 0, scheduled: 0, published: 0, expired: 0, withdrawn: 0 };
  for (const record of book.all()) {
    const line = lineOf(record, recent.get(record._id), instruments, today);
    if (!fits(line)) continue;
    const statuses = statusesOf(record);
    for (const status of statuses) counts[status]++;
    if (!filter.status || statuses.includes(filter.status)) found.push(line);
  }
  found.sort(comparing(filter));
  const from = (filter.page - 1) * filter.size;
  return { lines: found.slice(from, from + filter.size), total: found.length, counts };
}

/** One entry as the list shows it. */
export async function entryLine({ book, usage, instruments }: ListSources, record: EntryRecord): Promise<EntryLine> {
  const today = dayOf(book.clock.now());
  const days = (await usage.since(addDays(today, -USAGE_DAYS))).filter(({ entryId }) => entryId === record._id);
  return lineOf(record, usageByEntry(days).get(record._id), instruments, today);
}

function lineOf(record: EntryRecord, usage: EntryUsage = UNUSED, instruments: readonly Instrument[], today: Day): EntryLine {
  // Each text by the law of the day on which consumers first read it.
  const stale = textsOf(record).flatMap(({ content, versionDate }) =>
    citationsToReview(content, versionDate, instruments, content.validFrom > today ? content.validFrom : today),
  );
  return { record, usage, citationsToReview: [...new Set(stale)] };
}

/** An entry stands under each status that some text of it has. */
function statusesOf({ status, live, next, draft }: EntryRecord): ListStatus[] {
  const over = status === 'expired' || status === 'withdrawn';
  return [
    ...(draft ? [draft.status] : []),
    ...(next ? ['scheduled' as const] : []),
    ...(live ? ['published' as const] : []),
    ...(over ? [status] : []),
  ];
}

function createFilter(
  { query, category, author, instrument, expiringWithin, reviewWithin, unusedFor, staleCitations }: ListFilter,
  today: Day,
  lastHitOn: (id: string) => Day | undefined,
): (line: EntryLine) => boolean {
  const words = query?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  const within = (day: Day | undefined, days: number): boolean => day !== undefined && day <= addDays(today, days);
  return ({ record, citationsToReview: stale }) => {
    const { live, draft } = record;
    const contents = textsOf(record).map(({ content }) => content);
    if (category && !contents.some((one) => one.category === category)) return false;
    if (author && !(draft?.authors.includes(author) ?? false) && live?.author !== author) return false;
    if (instrument && !contents.some(({ citations }) => citations.some((cited) => cited.instrument === instrument))) return false;
    if (expiringWithin !== undefined && !within(live?.content.validTo, expiringWithin)) return false;
    if (reviewWithin !== undefined && !(live && within(live.content.reviewBy, reviewWithin))) return false;
    if (staleCitations && stale.length === 0) return false;
    if (unusedFor !== undefined) {
      const since = addDays(today, -unusedFor);
      if (!live || live.versionDate > since || (lastHitOn(record._id) ?? '') >= since) return false;
    }
    if (words.length === 0) return true;
    const text = [record._id, ...contents.flatMap((one) => [...questionsOf(one), one.answer])].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** What has no value stands last, whichever way. */
function comparing({ sort, order }: ListFilter): (a: EntryLine, b: EntryLine) => number {
  const key = ({ record, usage }: EntryLine): string | number | undefined => {
    switch (sort) {
      case 'updatedAt':
        return record.updatedAt.getTime();
      case 'title':
        return contentOf(record).title;
      case 'hits':
        return usage.hits;
      case 'useless':
        return usage.useless;
      case 'validTo':
      case 'reviewBy':
        return contentOf(record)[sort];
    }
  };
  const way = order === 'asc' ? 1 : -1;
  return (a, b) => {
    const [one, other] = [key(a), key(b)];
    if (one === other || (one === undefined && other === undefined)) return a.record._id < b.record._id ? -1 : 1;
    if (one === undefined) return 1;
    if (other === undefined) return -1;
    const compared = typeof one === 'string' ? one.localeCompare(String(other), 'zh-CN') : one - Number(other);
    return way * compared;
  };
}
