import { XiaobaoError } from '../../platform/errors';
import type { EntryBook } from '../entry-book';
import type { EntryRecord } from '../entry-record';
import { need } from './entry-command';
import type { EntryCommand } from './entry-command';

/**
 * Hands a draft to whoever approves.
 * @throws XB_NO_ENTRY, StaleEntryError, XB_FAQ_STATE without a draft, XB_INVALID naming what is missing
 */
export async function submitForReview(book: EntryBook, { id, revision, actor, reason }: EntryCommand): Promise<EntryRecord> {
  const before = await book.findAt(id, revision);
  const draft = need(before.draft?.status === 'draft' ? before.draft : undefined, 'a draft that is not in review yet');
  const { content, authors } = draft;
  for (const field of ['title', 'answer', 'category'] as const)
    if (!content[field].trim()) throw new XiaobaoError('XB_INVALID', { problem: `${field}: is empty` });
  const submitted = { ...draft, status: 'in_review' as const, submittedAt: book.clock.now(), returned: undefined };
  return book.change(before, { kind: 'submitted', actor, reason, content, authors, parts: { ...before, draft: submitted } });
}
