import type { z } from 'zod';
import { staffMessages } from '../../locales/staff/messages';
import { CALENDAR } from '../knowledge/commands/follow-calendar';
import { contentOf } from '../knowledge/entry-record';
import type { ApprovedVersion, EntryDraft, EntryEnd, EntryRecord, EntryVersion } from '../knowledge/entry-record';
import type { EntryLine } from '../knowledge/list-entries';
import type { Accounts, NameOf } from './accounts';
import { can } from './policy';
import type { Actor } from './policy';
import type { entrySummary, entryView, versionSummary, versionView } from './routes/knowledge-views';

export type EntrySummary = z.infer<typeof entrySummary>;
export type EntryView = z.infer<typeof entryView>;
export type VersionSummary = z.infer<typeof versionSummary>;
export type VersionView = z.infer<typeof versionView>;

/** A colleague; for what was seeded the post that wrote it. */
export interface PersonView {
  id: string;
  name: string;
}

/** Everyone whose name an entry shows. */
export function peopleOf({ live, next, draft, ended }: EntryRecord): string[] {
  const approved = [live, next, ended?.approved].filter((version) => version !== undefined);
  return [
    ...approved.flatMap(({ author, approver }) => [author, approver]),
    ...(draft ? [...draft.authors, ...(draft.returned ? [draft.returned.by] : [])] : []),
  ];
}

/** Names for ids, the calendar's among them. */
export async function personReader(
  accounts: Pick<Accounts, 'namesOf'>,
  ids: Iterable<string>,
): Promise<(id: string) => PersonView> {
  const nameOf: NameOf = await accounts.namesOf(ids);
  return (id) => ({ id, name: id === CALENDAR ? staffMessages['zh-CN'].knowledge.calendar : (nameOf(id) ?? id) });
}

/** An entry as a line of the studio's list. */
export function presentLine({ record, usage, citationsToReview }: EntryLine, person: (id: string) => PersonView): EntrySummary {
  const { _id, revision, status, live, next, draft, ended, updatedAt } = record;
  const content = contentOf(record);
  const writer = draft?.authors.at(-1);
  const author = live?.author ?? writer ?? next?.author ?? ended?.approved?.author ?? '';
  return {
    id: _id,
    revision,
    title: content.title,
    category: content.category,
    status,
    draftStatus: draft?.status,
    scheduledFor: next?.content.validFrom,
    author: person(author),
    draftAuthor: writer === undefined ? undefined : person(writer),
    updatedAt: updatedAt.toISOString(),
    validFrom: content.validFrom,
    validTo: content.validTo,
    reviewBy: content.reviewBy,
    staffOnly: content.audience.staffOnly,
    needsConfirmation: content.needsConfirmation === true,
    wordings: content.wordings.length,
    hits: usage.hits,
    useful: usage.useful,
    useless: usage.useless,
    lastHitAt: usage.lastHitOn,
    citationsToReview,
  };
}

/** An entry whole, with what this reader may do with it. */
export function presentEntry(line: EntryLine, person: (id: string) => PersonView, reader: Actor): EntryView {
  const { live, next, draft, ended } = line.record;
  const writes = can(reader, 'writeKnowledge');
  const approves = can(reader, 'approveKnowledge');
  const inReview = draft?.status === 'in_review';
  const own = draft?.authors.includes(reader._id) ?? false;
  const other = live ?? next ?? ended;
  return {
    ...presentLine(line, person),
    live: live && presentApproved(live, person),
    next: next && presentApproved(next, person),
    ended: ended && presentEnd(ended, person),
    draft: draft && presentDraft(draft, person),
    permissions: {
      edit: writes,
      submit: writes && draft?.status === 'draft',
      return: approves && inReview,
      publish: approves && inReview && !own,
      withdraw: approves && (live ?? next ?? (ended ? undefined : draft)) !== undefined,
      restore: writes,
      discard: writes && draft !== undefined && other !== undefined,
    },
    ownWork: approves && inReview && own,
  };
}

/** A line of an entry's history. */
export function presentVersion(version: EntryVersion, person: (id: string) => PersonView): VersionSummary {
  const { number, at, actor, kind, reason, override, changed } = version;
  return { number, at: at.toISOString(), actor: person(actor), kind, reason, override, changed: [...changed] };
}

/** A version with the content that it left. */
export function presentWholeVersion(version: EntryVersion, person: (id: string) => PersonView): VersionView {
  return { ...presentVersion(version, person), content: presentContent(version.content) };
}

function presentApproved(
  { version, content, author, approver, approvedAt, versionDate }: ApprovedVersion,
  person: (id: string) => PersonView,
) {
  return {
    version,
    content: presentContent(content),
    author: person(author),
    approver: person(approver),
    approvedAt: approvedAt.toISOString(),
    versionDate,
  };
}

function presentEnd({ how, at, reason, content, approved }: EntryEnd, person: (id: string) => PersonView) {
  const was = approved ? presentApproved(approved, person) : {};
  return { ...was, content: presentContent(content), how, at: at.toISOString(), reason };
}

function presentDraft(
  { content, status, authors, savedAt, submittedAt, returned }: EntryDraft,
  person: (id: string) => PersonView,
) {
  return {
    content: presentContent(content),
    status,
    authors: authors.map(person),
    savedAt: savedAt.toISOString(),
    submittedAt: submittedAt?.toISOString(),
    returned: returned && { by: person(returned.by), at: returned.at.toISOString(), reason: returned.reason },
  };
}

/** By name, field by field, is what the schema of the answer does. */
function presentContent(content: EntryVersion['content']): VersionView['content'] {
  return content as VersionView['content'];
}
