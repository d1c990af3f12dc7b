import { XiaobaoError } from '../../platform/errors';
import { dayOf } from '../../platform/shanghai';
import type { EntryBook } from '../entry-book';
import type { EntryChange } from '../entry-change';
import type { ApprovedVersion, EntryDraft, EntryRecord } from '../entry-record';
import type { Gate, GateReport } from '../gate';
import type { PublicationTurns } from '../publication-turns';
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

/** What publishing needs of the knowledge. */
export interface PublishingParts {
  book: EntryBook;
  gate: Gate;
  publications: PublicationTurns;
}

/**
 * Approves what is in review: live from now on, or from its first day. Whatever was live stays until then. Two publications, of whatever
 * entries and in whatever processes, are checked and written one after the other.
 * @throws XB_NO_ENTRY, StaleEntryError, XB_FAQ_STATE when nothing is in review, XB_OWN_WORK, GateRefusedError, XB_FAQ_BUSY
 */
export function publishEntry(
  { book, gate, publications }: PublishingParts,
  command: PublishCommand,
): Promise<{ record: EntryRecord; report: GateReport }> {
  return publications.take(command.id, async (beforeWriting) => {
    const { before, draft } = await findSubmitted(book, command);
    const report = await gate.check(draft.content, command.id);
    if (!report.passes && !(report.overridable && command.override)) throw new GateRefusedError(report);
    await beforeWriting();
    return { record: await book.change(before, approval(before, draft, report, command, book.clock.now())), report };
  });
}

async function findSubmitted(
  book: EntryBook,
  { id, revision, actor }: PublishCommand,
): Promise<{ before: EntryRecord; draft: EntryDraft }> {
  const before = await book.findAt(id, revision);
  const draft = need(before.draft?.status === 'in_review' ? before.draft : undefined, 'a text in review');
  if (draft.authors.includes(actor)) throw new XiaobaoError('XB_OWN_WORK');
  return { before, draft };
}

function approval(
  { revision, live, next, ended }: EntryRecord,
  { content, authors }: EntryDraft,
  { passes }: GateReport,
  { actor, reason, override }: PublishCommand,
  at: Date,
): EntryChange {
  const today = dayOf(at);
  const approved: ApprovedVersion = {
    version: revision + 1,
    content,
    author: authors.at(-1) ?? actor,
    authors,
    approver: actor,
    approvedAt: at,
    versionDate: today,
  };
  const scheduled = content.validFrom > today;
  return {
    kind: scheduled ? 'scheduled' : 'published',
    actor,
    reason,
    ...(passes ? {} : { override }),
    approver: actor,
    content,
    authors,
    parts: scheduled ? { live, next: approved, ended } : { live: approved, next },
  };
}
