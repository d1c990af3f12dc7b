import { XiaobaoError } from '../../platform/errors';
import { dayOf } from '../../platform/shanghai';
import type { EntryContent } from '../entry';
import type { EntryBook } from '../entry-book';
import type { ApprovedVersion, EntryRecord } from '../entry-record';
import type { GateReport } from '../gate';
import { need } from './entry-command';
import type { EntryCommand } from './entry-command';

/** The publish gate found something and nobody took it on themselves. */
export class GateRefusedError extends XiaobaoError {
  constructor(readonly report: GateReport) {
    super('XB_FAQ_GATE');
  }
}

export interface PublishCommand extends EntryCommand {
  /** Why it is published although the gate refuses; what the gate holds to be beyond that stays refused. */
  override?: string;
}

/**
 * Approves what is in review: live from now on, or from its first day. Whatever was live stays until then.
 * @param check the gate, see `checkForPublication`
 * @throws XB_NO_ENTRY, StaleEntryError, XB_FAQ_STATE when nothing is in review, XB_OWN_WORK, GateRefusedError
 */
export async function publishEntry(
  book: EntryBook,
  check: (content: EntryContent, entryId: string) => Promise<GateReport>,
  { id, revision, actor, reason, override }: PublishCommand,
): Promise<{ record: EntryRecord; report: GateReport }> {
  const before = await book.findAt(id, revision);
  const draft = need(before.draft?.status === 'in_review' ? before.draft : undefined, 'a text in review');
  const { content, authors } = draft;
  if (authors.includes(actor)) throw new XiaobaoError('XB_OWN_WORK');
  const report = await check(content, id);
  if (!report.passes && !(report.overridable && override)) throw new GateRefusedError(report);

  const at = book.clock.now();
  const today = dayOf(at);
  const approved: ApprovedVersion = {
    version: before.revision + 1,
    content,
    author: authors.at(-1) ?? actor,
    authors,
    approver: actor,
    approvedAt: at,
    versionDate: today,
  };
  const scheduled = content.validFrom > today;
  const { live, next, ended } = before;
  const record = await book.change(before, {
    kind: scheduled ? 'scheduled' : 'published',
    actor,
    reason,
    ...(report.passes ? {} : { override }),
    approver: actor,
    content,
    authors,
    parts: scheduled ? { live, next: approved, ended } : { live: approved, next },
  });
  return { record, report };
}
