import { changedFields } from '../changed-fields';
import type { EntryContent } from '../entry';
import type { EntryBook } from '../entry-book';
import { StaleEntryError } from '../entry-book';
import type { EntryDraft, EntryRecord } from '../entry-record';
import { XiaobaoError } from '../../platform/errors';

export interface ImportedEntry {
  id: string;
  /** The revision that the import has seen; absent where the entry is to be new. */
  revision?: number;
  content: EntryContent;
  actor: string;
  reason: string;
}

/**
 * Takes a text in from a file: as a new draft, or beside whatever is live. May be repeated: the same text again changes nothing.
 * @throws StaleEntryError where someone else wrote another text in the meantime, or made an entry of this id
 */
export async function importEntry(
  book: EntryBook,
  { id, revision, content, actor, reason }: ImportedEntry,
): Promise<EntryRecord> {
  const change = { kind: 'imported' as const, actor, reason, content };
  const draft: EntryDraft = { content, status: 'draft', authors: [actor], savedAt: book.clock.now() };
  if (revision === undefined) {
    try {
      return await book.insert(id, { ...change, authors: draft.authors, parts: { draft } });
    } catch (error) {
      if (!(error instanceof XiaobaoError && error.code === 'XB_DUPLICATE')) throw error;
    }
  }
  const before = await book.find(id);
  if (before.draft && changedFields(before.draft.content, content).length === 0) return before;
  if (before.revision !== revision) throw new StaleEntryError(before);
  const authors = [...new Set([...(before.draft?.authors ?? []), actor])];
  const { live, next, ended } = before;
  return book.change(before, { ...change, authors, parts: { live, next, ended, draft: { ...draft, authors } } });
}

/**
 * Takes many new texts in together.
 * @returns whether it could: not where one of the ids is taken; `importEntry` then tells which, and absorbs those already written
 */
export async function importNewEntries(book: EntryBook, entries: readonly ImportedEntry[]): Promise<boolean> {
  const savedAt = book.clock.now();
  const changes = entries.map(({ id, content, actor, reason }) => {
    const draft: EntryDraft = { content, status: 'draft', authors: [actor], savedAt };
    return { id, change: { kind: 'imported' as const, actor, reason, content, authors: draft.authors, parts: { draft } } };
  });
  try {
    await book.insertAll(changes);
    return true;
  } catch (error) {
    if (error instanceof XiaobaoError && error.code === 'XB_DUPLICATE') return false;
    throw error;
  }
}

/**
 * Takes an imported text back, unless someone has touched it since: the draft that was there before stands again; a new entry is given up.
 * @returns whether it could
 */
export async function undoImport(
  book: EntryBook,
  { id, revision, content, actor, reason }: ImportedEntry,
  former: EntryDraft | undefined,
): Promise<boolean> {
  const before = await book.find(id);
  const { live, next, ended, draft } = before;
  if (!draft || before.revision !== (revision ?? 0) + 1 || changedFields(draft.content, content).length > 0) return false;
  const over = { how: 'withdrawn' as const, at: book.clock.now(), reason, content };
  const nothingElse = !live && !next && !ended && !former;
  await book.change(before, {
    kind: nothingElse ? 'withdrawn' : 'discarded',
    actor,
    reason,
    content: former?.content ?? content,
    authors: former?.authors ?? draft.authors,
    parts: nothingElse ? { ended: over } : { live, next, ended, ...(former ? { draft: former } : {}) },
  });
  return true;
}
