import { derivedId } from '../../platform/ids';
import type { Day } from '../../platform/shanghai';
import { changedFields } from '../changed-fields';
import { CONTENT_LIMITS, ENTRY_ID } from '../content-limits';
import { EVERYONE } from '../entry';
import type { EntryContent } from '../entry';
import type { EntryRecord } from '../entry-record';
import { checkRow } from './check-row';
import type { RowDraft, RowProblem } from './columns';
import { readCells, workedOn } from './entry-cells';
import type { CellContext } from './entry-cells';
import { fill } from './sheet';

/** What an import would do with a row. `same`: nothing. */
export interface PlannedRow {
  row: number;
  action: 'create' | 'change' | 'same' | 'refuse';
  /** Of the entry; absent where there is none to be. */
  id?: string;
  title: string;
  /** The fields that become different. */
  changes: (keyof EntryContent)[];
  /** Why it is refused; beside another action, what is worth knowing. */
  problems: RowProblem[];
  /** What the entry is to hold, for `create` and `change`. */
  content?: EntryContent;
  /** For `change`: the revision that was looked at. */
  revision?: number;
}

export interface PlanContext extends CellContext {
  /** Every entry there is. */
  records: Iterable<EntryRecord>;
  today: Day;
}

/** A row and the entry that it is about. */
interface Addressed {
  draft: RowDraft;
  title: string;
  id?: string;
  record?: EntryRecord;
  problems: RowProblem[];
}

/**
 * Says row by row what an import would do. Pure: looks and writes nothing. A row without an id is about the entry of its title; where
 * there is none, its id follows from the title, so that the same row imported twice is one entry.
 */
export function planImport(drafts: readonly RowDraft[], context: PlanContext): PlannedRow[] {
  const byId = new Map<string, EntryRecord>();
  const byTitle = new Map<string, EntryRecord[]>();
  for (const record of context.records) {
    byId.set(record._id, record);
    const { title } = workedOn(record);
    byTitle.set(title, [...(byTitle.get(title) ?? []), record]);
  }
  const addressed = address(drafts, byId, byTitle, context);
  const named = new Map<string, string>();
  for (const { id, title, draft } of addressed) {
    if (id === undefined) continue;
    for (const name of [title, id, ...(draft.key === undefined ? [] : [draft.key])]) if (!named.has(name)) named.set(name, id);
  }
  const idNamed = (name: string): string | undefined => named.get(name) ?? (byId.has(name) ? name : byTitle.get(name)?.[0]?._id);
  return addressed.map((one) => planRow(one, idNamed, context));
}

function address(
  drafts: readonly RowDraft[],
  byId: ReadonlyMap<string, EntryRecord>,
  byTitle: ReadonlyMap<string, readonly EntryRecord[]>,
  { words }: PlanContext,
): Addressed[] {
  const rowOfId = new Map<string, number>();
  const rowOfTitle = new Map<string, number>();
  return drafts.map((draft) => {
    const problems = [...draft.problems];
    if (draft.blank) return { draft, title: '', problems };
    const given = draft.cells.id?.trim() ?? '';
    const wanted = draft.cells.title?.trim() ?? '';
    const namesakes = byTitle.get(wanted) ?? [];
    const record = given ? byId.get(given) : namesakes[0];
    const say = (column: 'id' | 'title', message: string): void => void problems.push({ field: words.columns[column], message });
    if (given && !ENTRY_ID.test(given)) say('id', fill(words.rows.badId, { found: given.slice(0, 80) }));
    if (!given && namesakes.length > 1) say('title', words.rows.ambiguousTitle);
    const id = given || record?._id || derivedId('faq', wanted).replace('_', '-').slice(0, 20);
    const title = draft.cells.title === undefined && record ? workedOn(record).title : wanted;
    const before = rowOfId.get(id) ?? (title ? rowOfTitle.get(title) : undefined);
    if (before !== undefined) say(rowOfId.has(id) && given ? 'id' : 'title', fill(words.rows.duplicateRow, { row: before }));
    else {
      rowOfId.set(id, draft.row);
      rowOfTitle.set(title, draft.row);
    }
    const other = namesakes.find(({ _id }) => _id !== id);
    if (given && other && (!record || workedOn(record).title !== title))
      say('title', fill(words.rows.duplicateTitle, { id: other._id }));
    return { draft, title, id, record, problems };
  });
}

function planRow(
  { draft, title, id, record, problems }: Addressed,
  idNamed: (name: string) => string | undefined,
  context: PlanContext,
): PlannedRow {
  const { words } = context;
  const plan = { row: draft.row, ...(id === undefined ? {} : { id }), title, changes: [], problems };
  if (draft.blank) return { ...plan, action: problems.some(({ field }) => field !== '') ? 'refuse' : 'same' };

  const base = record ? workedOn(record) : emptyContent(context.today);
  const read = readCells(draft.cells, base, context);
  const unknown = read.followUps.filter((name) => idNamed(name) === undefined && !base.followUps.includes(name));
  const followUps = read.followUps.flatMap((name) => (base.followUps.includes(name) ? name : (idNamed(name) ?? [])));
  const content: EntryContent = { ...read.content, followUps };
  const given = draft.cells.revision?.trim();
  const changes = changedFields(record && !(isGivenUp(record) && !given) ? base : undefined, content);
  const clean = problems.length === 0 && read.unread.length === 0 && unknown.length === 0;
  if (record && changes.length === 0 && clean) return { ...plan, action: 'same' };

  const field = words.columns.followUps;
  problems.push(...checkRow({ ...read, content }, { base, isNew: !record, today: context.today }, context));
  for (const found of unknown) problems.push({ field, message: fill(words.rows.unknownFollowUp, { found: found.slice(0, 80) }) });
  if (id !== undefined && followUps.includes(id) && !base.followUps.includes(id))
    problems.push({ field, message: words.rows.ownFollowUp });
  if (followUps.length > CONTENT_LIMITS.followUps)
    problems.push({ field, message: fill(words.rows.tooMany, { count: followUps.length, limit: CONTENT_LIMITS.followUps }) });
  if (record && given && given !== String(record.revision))
    problems.push({ field: words.columns.revision, message: fill(words.rows.moved, { given, now: record.revision }) });
  if (problems.length > 0) return { ...plan, action: 'refuse', changes };

  if (content.category === '') problems.push({ field: words.columns.category, message: words.rows.noCategory });
  if (!record) return { ...plan, action: 'create', changes, content };
  return { ...plan, action: 'change', changes, content, revision: record.revision };
}

/** Nobody ever approved it and nobody writes on it: a row that does not come from an export begins it anew. */
function isGivenUp({ ended, draft }: EntryRecord): boolean {
  return ended !== undefined && !ended.approved && !draft;
}

function emptyContent(today: Day): EntryContent {
  return {
    title: '',
    category: '',
    wordings: [],
    answer: '',
    citations: [],
    followUps: [],
    audience: EVERYONE,
    validFrom: today,
  };
}
