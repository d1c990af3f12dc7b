import { changedFields } from '../changed-fields';
import type { EntryContent } from '../entry';
import type { EntryBook } from '../entry-book';
import type { EntryRecord } from '../entry-record';
import type { EntryCommand } from './entry-command';

/**
 * Keeps a new text beside whatever is live; one that waited for approval is a draft again. The same text changes nothing.
 * @throws XB_NO_ENTRY, StaleEntryError with the other text
 */
export async function saveDraft(
  book: EntryBook,
  { id, revision, actor, reason, content }: EntryCommand & { content: EntryContent },
): Promise<EntryRecord> {
  const before = await book.findAt(id, revision);
  const { draft } = before;
  if (draft && changedFields(draft.content, content).length === 0) return before;
  const authors = [...new Set([...(draft?.authors ?? []), actor])];
  const saved = { ...draft, content, status: 'draft' as const, authors, savedAt: book.clock.now(), submittedAt: undefined };
  return book.change(before, { kind: 'saved', actor, reason, content, authors, parts: { ...before, draft: saved } });
}
