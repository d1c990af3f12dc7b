import type { EntryBook } from '../entry-book';
import { contentOf } from '../entry-record';
import type { EntryRecord } from '../entry-record';
import { need } from './entry-command';
import type { EntryCommand } from './entry-command';

/**
 * Takes an answer from consumers at once, and what was approved for later with it; a newer text beside it is kept. An entry that
 * was never approved is given up.
 * @throws XB_NO_ENTRY, StaleEntryError, XB_FAQ_STATE when it is over already
 */
export async function withdrawEntry(
  book: EntryBook,
  { id, revision, actor, reason }: EntryCommand & { reason: string },
): Promise<EntryRecord> {
  const before = await book.findAt(id, revision);
  const { live, next, draft, ended } = before;
  const approved = live ?? next;
  const authors = need(approved?.authors ?? (ended ? undefined : draft?.authors), 'an entry that is not over yet');
  const content = approved?.content ?? contentOf(before);
  return book.change(before, {
    kind: 'withdrawn',
    actor,
    reason,
    content,
    authors,
    parts: {
      ended: { how: 'withdrawn', at: book.clock.now(), reason, content, approved },
      ...(approved ? { draft } : {}),
    },
  });
}
