import { XiaobaoError } from '../../platform/errors';
import { dayOf } from '../../platform/shanghai';
import { EVERYONE } from '../entry';
import type { EntryBook } from '../entry-book';
import type { EntryRecord } from '../entry-record';
import type { FaqFeedback } from '../feedback';
import type { MissGroup } from '../miss-groups';
import { createEntry, newEntryId } from './create-entry';

/** As long as a title and a wording may be. */
const TITLE_LENGTH = 60;
const WORDING_LENGTH = 200;
const WORDINGS = 60;

/**
 * Begins an entry with the questions of a group as its wordings; the group is dealt with.
 * @throws XB_NO_MISSES where the group is gone: someone else was first
 */
export async function draftFromMisses(
  { book, feedback }: { book: EntryBook; feedback: FaqFeedback },
  group: MissGroup | undefined,
  { category, actor }: { category: string; actor: string },
): Promise<EntryRecord> {
  if (!group) throw new XiaobaoError('XB_NO_MISSES');
  const content = {
    title: group.question.slice(0, TITLE_LENGTH),
    category,
    wordings: group.questions.slice(0, WORDINGS).map((question) => question.slice(0, WORDING_LENGTH)),
    answer: '',
    citations: [],
    followUps: [],
    audience: EVERYONE,
    validFrom: dayOf(book.clock.now()),
  };
  const id = newEntryId();
  const claim = await feedback.claim(group.missIds, id);
  if (!claim) throw new XiaobaoError('XB_NO_MISSES');
  const record = await createEntry(book, { id, content, actor }).catch(async (error: unknown) => {
    await claim.release();
    throw error;
  });
  await claim.confirm();
  return record;
}
