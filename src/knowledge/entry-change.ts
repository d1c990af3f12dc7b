import type { SingleUpdate } from '../storage/database';
import { changedFields } from './changed-fields';
import type { EntryContent } from './entry';
import { contentOf, derived } from './entry-record';
import type { ApprovedVersion, ChangeKind, EntryRecord, EntryVersion } from './entry-record';

/** The parts of an entry that a change gives anew; a part left out is gone. */
export type EntryParts = Pick<EntryRecord, 'live' | 'next' | 'draft' | 'ended'>;

/** One change, as its command decided it. */
export interface EntryChange {
  kind: ChangeKind;
  actor: string;
  reason?: string;
  override?: string;
  approver?: string;
  /** The content that the version keeps: the one that was worked on. */
  content: EntryContent;
  authors: readonly string[];
  parts: EntryParts;
}

/** What an entry may be without. */
const OPTIONAL_PARTS = ['live', 'next', 'draft', 'ended', 'dueOn', 'seed'] as const;

/** The entry as the change leaves it, the version still to be filed in `pending`. `before`: nothing but its id and revision 0 for a new one. */
export function changed(
  before: Pick<EntryRecord, '_id' | 'revision'> & Partial<EntryRecord>,
  { parts: { live, next, draft, ended }, ...change }: EntryChange,
  at: Date,
  seed: string | undefined,
): EntryRecord {
  const { _id } = before;
  const revision = before.revision + 1;
  const former = before.status ? (before.draft?.content ?? contentOf(before as EntryRecord)) : undefined;
  const pending: EntryVersion = {
    _id: `${_id}@${revision}`,
    entryId: _id,
    number: revision,
    at,
    ...change,
    changed: changedFields(former, change.content),
    ...seenOf(before.live, live),
  };
  const parts = { live, next, draft, ended };
  return { _id, revision, ...derived(parts), updatedAt: at, ...parts, pending, seed };
}

function seenOf(before: ApprovedVersion | undefined, after: ApprovedVersion | undefined): Pick<EntryVersion, 'seen'> {
  if (after) return before?.version === after.version ? {} : { seen: 'published' };
  return before ? { seen: 'withdrawn' } : {};
}

/** The one write that takes an entry from `before` to `after`; it matches nothing where someone else was faster. */
export function updateTo(after: EntryRecord, { revision }: Pick<EntryRecord, 'revision'>): SingleUpdate<EntryRecord> {
  const { _id, ...fields } = after;
  const gone = OPTIONAL_PARTS.filter((part) => fields[part] === undefined);
  return {
    filter: { _id, revision },
    update: {
      $set: withoutUndefined(fields),
      ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map((part) => [part, ''])) } : {}),
    },
  };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
