import { changedFields } from '../changed-fields';
import type { EntryContent } from '../entry';
import type { EntryBook } from '../entry-book';
import type { EntryChange } from '../entry-change';
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
 * Takes texts in from a file, many in a few calls: as new drafts, or beside whatever is live. May be repeated: the same text again
 * changes nothing.
 * @returns those where someone else wrote another text in the meantime, or made an entry of their id
 */
export async function importEntries<Entry extends ImportedEntry>(book: EntryBook, entries: readonly Entry[]): Promise<Entry[]> {
  let fresh = entries.filter(({ revision }) => revision === undefined);
  while (!(await insertTogether(book, fresh))) {
    const known = await book.findAll(fresh.map(({ id }) => id));
    fresh = fresh.filter(({ id }) => !known.has(id));
  }
  return changeTogether(
    book,
    entries.filter((entry) => !fresh.includes(entry)),
  );
}

/** Whether the draft of an entry is this text. */
export function holdsImported({ draft }: EntryRecord, { content }: Pick<ImportedEntry, 'content'>): boolean {
  return draft !== undefined && changedFields(draft.content, content).length === 0;
}

/** @returns whether all could be made; where an id is taken, those before it are */
async function insertTogether(book: EntryBook, entries: readonly ImportedEntry[]): Promise<boolean> {
  if (entries.length === 0) return true;
  try {
    await book.insertAll(entries.map((entry) => ({ id: entry.id, change: changeOf(entry, undefined, book.clock.now()) })));
    return true;
  } catch (error) {
    if (!(error instanceof XiaobaoError && error.code === 'XB_DUPLICATE')) throw error;
    await book.finishPending();
    return false;
  }
}

async function changeTogether<Entry extends ImportedEntry>(book: EntryBook, entries: readonly Entry[]): Promise<Entry[]> {
  if (entries.length === 0) return [];
  const records = await book.findAll(entries.map(({ id }) => id));
  const due: { before: EntryRecord; change: EntryChange }[] = [];
  const overtaken: Entry[] = [];
  for (const entry of entries) {
    const before = records.get(entry.id);
    if (before && holdsImported(before, entry)) continue;
    if (before && before.revision === entry.revision) due.push({ before, change: changeOf(entry, before, book.clock.now()) });
    else overtaken.push(entry);
  }
  const lost = await book.changeAll(due);
  // Whoever was faster may have written the same.
  const again = entries.filter(({ id }) => lost.has(id));
  return [...overtaken, ...(await changeTogether(book, again))];
}

function changeOf(
  { content, actor, reason }: ImportedEntry,
  { live, next, ended, draft }: Partial<EntryRecord> = {},
  savedAt: Date,
): EntryChange {
  const authors = [...new Set([...(draft?.authors ?? []), actor])];
  const imported: EntryDraft = { content, status: 'draft', authors, savedAt };
  return { kind: 'imported', actor, reason, content, authors, parts: { live, next, ended, draft: imported } };
}
