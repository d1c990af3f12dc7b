import { dayOf } from '../../platform/shanghai';
import type { EntryBook } from '../entry-book';
import type { EntryChange } from '../entry-change';
import { StaleEntryError } from '../entry-book';
import type { EntryRecord } from '../entry-record';

/** Who acted, where the date alone did. */
export const CALENDAR = 'calendar';

/**
 * Lets entries go live and expire whose day has come. Several processes may do it at once: of each change one of them wins.
 * @returns how many changed
 */
export async function followCalendar(book: EntryBook): Promise<number> {
  const now = book.clock.now();
  let changes = 0;
  for (const record of await book.dueBy(dayOf(now))) {
    try {
      await book.change(record, duePart(record, now));
      changes++;
    } catch (error) {
      if (!(error instanceof StaleEntryError)) throw error;
    }
  }
  return changes;
}

function duePart({ live, next, draft }: EntryRecord, now: Date): EntryChange {
  if (next && next.content.validFrom <= dayOf(now)) {
    const { content, authors, approver } = next;
    return { kind: 'went_live', actor: CALENDAR, approver, content, authors, parts: { live: next, draft } };
  }
  if (!live) throw new Error('Only what is live expires.');
  const { content, authors } = live;
  const ended = { how: 'expired' as const, at: now, content, approved: live };
  return { kind: 'expired', actor: CALENDAR, content, authors, parts: { next, draft, ended } };
}
