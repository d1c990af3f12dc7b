import type { EntryBook } from '../entry-book';
import type { EntryRecord } from '../entry-record';
import type { EntryCommand } from './entry-command';

/**
 * Makes the content of an earlier version the draft; a draft that stood there stays among the versions. Whoever wrote on that
 * version counts as an author still, so that nobody approves their own words by having them restored.
 * @throws XB_NO_ENTRY, StaleEntryError, XB_NO_VERSION
 */
export async function restoreVersion(
  book: EntryBook,
  { id, revision, actor, reason, version }: EntryCommand & { version: number },
): Promise<EntryRecord> {
  const before = await book.findAt(id, revision);
  const { content, authors: former } = await book.version(id, version);
  const authors = [...new Set([...former, actor])];
  const draft = { content, status: 'draft' as const, authors, savedAt: book.clock.now() };
  return book.change(before, { kind: 'restored', actor, reason, content, authors, parts: { ...before, draft } });
}
