import type { EntryBook } from '../entry-book';
import type { EntryRecord } from '../entry-record';
import { need } from './entry-command';
import type { EntryCommand } from './entry-command';

/**
 * Drops the text that was written beside an approved or ended one; it stays among the versions.
 * @throws XB_NO_ENTRY, StaleEntryError, XB_FAQ_STATE without a draft, or when there is nothing else
 */
export async function discardDraft(book: EntryBook, { id, revision, actor, reason }: EntryCommand): Promise<EntryRecord> {
  const before = await book.findAt(id, revision);
  const { live, next, ended, draft } = before;
  const other = live ?? next ?? ended;
  const { content, authors } = need(other && draft, 'a draft beside another version');
  return book.change(before, { kind: 'discarded', actor, reason, content, authors, parts: { live, next, ended } });
}
