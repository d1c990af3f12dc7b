import type { EntryBook } from '../entry-book';
import type { EntryRecord } from '../entry-record';
import { need } from './entry-command';
import type { EntryCommand } from './entry-command';

/**
 * Sends a text back to its authors with the reason.
 * @throws XB_NO_ENTRY, StaleEntryError, XB_FAQ_STATE when nothing is in review
 */
export async function returnForChanges(
  book: EntryBook,
  { id, revision, actor, reason }: EntryCommand & { reason: string },
): Promise<EntryRecord> {
  const before = await book.findAt(id, revision);
  const draft = need(before.draft?.status === 'in_review' ? before.draft : undefined, 'a text in review');
  const { content, authors } = draft;
  const returned = { ...draft, status: 'draft' as const, returned: { by: actor, at: book.clock.now(), reason } };
  return book.change(before, { kind: 'returned', actor, reason, content, authors, parts: { ...before, draft: returned } });
}
