import { randomId } from '../../platform/ids';
import type { EntryContent } from '../entry';
import type { EntryBook } from '../entry-book';
import type { EntryRecord } from '../entry-record';

export interface NewEntry {
  /** `[a-z][a-z0-9-]*`; made where none is given. */
  id?: string;
  content: EntryContent;
  actor: string;
  reason?: string;
}

export function newEntryId(): string {
  return randomId('faq').replace('_', '-').slice(0, 20);
}

/**
 * Starts an entry as a draft.
 * @throws XB_DUPLICATE when the id is taken
 */
export function createEntry(book: EntryBook, { id, content, actor, reason }: NewEntry): Promise<EntryRecord> {
  const authors = [actor];
  return book.insert(id ?? newEntryId(), {
    kind: 'created',
    actor,
    reason,
    content,
    authors,
    parts: { draft: { content, status: 'draft', authors, savedAt: book.clock.now() } },
  });
}
