import type { EntryBook } from '../entry-book';
import type { EntryChange } from '../entry-change';
import type { EntryDraft, EntryRecord } from '../entry-record';
import { holdsImported } from './import-entries';
import type { ImportedEntry } from './import-entries';

export interface UndoneEntry extends ImportedEntry {
  /** The draft that was there before. */
  former?: EntryDraft;
}

/**
 * Takes imported texts back, many in a few calls: the draft that was there before stands again; a new entry is given up. What was never
 * imported, or is taken back already, is let be.
 * @returns those that stay, since someone has written on them
 */
export async function undoImport<Entry extends UndoneEntry>(book: EntryBook, entries: readonly Entry[]): Promise<Entry[]> {
  const records = await book.findAll(entries.map(({ id }) => id));
  const due: { before: EntryRecord; change: EntryChange }[] = [];
  const changedSince: Entry[] = [];
  for (const entry of entries) {
    const before = records.get(entry.id);
    const imported = (entry.revision ?? 0) + 1;
    if (!before || before.revision < imported) continue;
    if (before.revision === imported && holdsImported(before, entry))
      due.push({ before, change: backTo(before, entry, book.clock.now()) });
    else if (before.revision > imported && (await isWrittenOn(book, before, entry, imported))) changedSince.push(entry);
  }
  const lost = await book.changeAll(due);
  return [...changedSince, ...entries.filter(({ id }) => lost.has(id))];
}

/** The import did write its version, and the latest change is not that it was taken back. */
async function isWrittenOn(
  book: EntryBook,
  { revision, pending }: EntryRecord,
  entry: UndoneEntry,
  imported: number,
): Promise<boolean> {
  const own = await book.version(entry.id, imported);
  if (own.kind !== 'imported' || own.actor !== entry.actor) return false;
  const latest = pending ?? (await book.version(entry.id, revision));
  return latest.reason !== entry.reason;
}

function backTo(
  { live, next, ended, draft }: EntryRecord,
  { actor, reason, content, former }: UndoneEntry,
  at: Date,
): EntryChange {
  const nothingElse = !live && !next && !ended && !former;
  return {
    kind: nothingElse ? 'withdrawn' : 'discarded',
    actor,
    reason,
    content: former?.content ?? content,
    authors: former?.authors ?? draft?.authors ?? [actor],
    parts: nothingElse
      ? { ended: { how: 'withdrawn', at, reason, content } }
      : { live, next, ended, ...(former ? { draft: former } : {}) },
  };
}
