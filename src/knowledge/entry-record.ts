import { addDays, dayOf } from '../platform/shanghai';
import type { Day } from '../platform/shanghai';
import { defineCollection } from '../storage/database';
import type { EntryContent, EntryStatus, FaqEntry } from './entry';

/** A version that was approved. */
export interface ApprovedVersion {
  /** The number of the version that holds it in `faqVersions`. */
  version: number;
  content: EntryContent;
  /** Who wrote it last; everyone who wrote on it is in `authors`. */
  author: string;
  authors: readonly string[];
  approver: string;
  approvedAt: Date;
  /** The day of approval in Asia/Shanghai: the date a consumer reads. */
  versionDate: Day;
}

/** A text that is being written, beside whatever is live. */
export interface EntryDraft {
  content: EntryContent;
  status: 'draft' | 'in_review';
  /** Everyone who wrote on it since the last approval: none of them may approve it. */
  authors: readonly string[];
  savedAt: Date;
  submittedAt?: Date;
  returned?: { by: string; at: Date; reason: string };
}

/** Why an entry is over. */
export interface EntryEnd {
  how: 'expired' | 'withdrawn';
  at: Date;
  reason?: string;
  content: EntryContent;
  /** What consumers got last; absent where it was given up before anyone approved it. */
  approved?: ApprovedVersion;
}

/** An entry as it stands. Each change raises `revision` by one and leaves a version of that number. */
export interface EntryRecord {
  _id: string;
  revision: number;
  /** `published` while consumers get it, whatever is being written beside it. */
  status: EntryStatus;
  updatedAt: Date;
  live?: ApprovedVersion;
  /** Approved, and valid from a later day than today. */
  next?: ApprovedVersion;
  draft?: EntryDraft;
  /** Absent while something is live. */
  ended?: EntryEnd;
  /** The next day on which it goes live or expires by itself. */
  dueOn?: Day;
  /** The change that led here, until it has its place among the versions. */
  pending?: EntryVersion;
  /** The hash of the content it was seeded from, as long as nobody at the bank has touched it. */
  seed?: string;
}

export type ChangeKind =
  | 'created'
  | 'saved'
  | 'submitted'
  | 'returned'
  | 'published'
  | 'scheduled'
  | 'went_live'
  | 'withdrawn'
  | 'expired'
  | 'restored'
  | 'discarded'
  | 'imported';

/** One change of an entry, kept for good: who, when, why, and the whole content that it left. */
export interface EntryVersion {
  /** `deposit-insurance-limit@3` */
  _id: string;
  entryId: string;
  /** The entry's revision after the change. */
  number: number;
  at: Date;
  /** A staff id; a post for what was seeded; `calendar` for what happened by date. */
  actor: string;
  kind: ChangeKind;
  reason?: string;
  /** Why it was published although the gate refused it. */
  override?: string;
  content: EntryContent;
  /** Everyone who wrote on this content since it was last approved. */
  authors: readonly string[];
  /** Fields that differ from the version before. */
  changed: readonly (keyof EntryContent)[];
  /** For what consumers could read from here on. */
  approver?: string;
  /** What consumers saw of the change: a text came, or took the place of another; or it went. Absent where they saw nothing. */
  seen?: 'published' | 'withdrawn';
}

export const faqEntriesCollection = defineCollection<EntryRecord>({
  name: 'faqEntries',
  indexes: [
    { keys: { dueOn: 1 }, where: { dueOn: { $exists: true } } },
    { keys: { 'pending.number': 1 }, where: { 'pending.number': { $exists: true } } },
  ],
  watched: true,
});

export const faqVersionsCollection = defineCollection<EntryVersion>({
  name: 'faqVersions',
  indexes: [{ keys: { entryId: 1, number: 1 }, unique: true }],
});

/** The content that stands foremost: of what is live, else of what is written, approved for later, or ended. */
export function contentOf({ live, draft, next, ended }: EntryRecord): EntryContent {
  const content = live?.content ?? draft?.content ?? next?.content ?? ended?.content;
  if (!content) throw new Error('An entry without any content cannot come to be.');
  return content;
}

/** Every text that consumers get, will get or may get, with the day of its words: what is live, approved for later, written; else how it ended. */
export function textsOf({ live, next, draft, ended, updatedAt }: EntryRecord): { content: EntryContent; versionDate: Day }[] {
  const texts = [...(live ? [live] : []), ...(next ? [next] : [])].map(({ content, versionDate }) => ({ content, versionDate }));
  if (draft) texts.push({ content: draft.content, versionDate: dayOf(draft.savedAt) });
  return texts.length === 0 && ended ? [{ content: ended.content, versionDate: dayOf(updatedAt) }] : texts;
}

/** An approved version as the search knows entries. */
export function approvedEntry(_id: string, { content, version, author, approver, versionDate }: ApprovedVersion): FaqEntry {
  return { _id, version, status: 'published', author, approver, versionDate, ...content };
}

/**
 * What the search is told of an entry: its live version; else, of a fact that the bank has yet to confirm, the draft, so that the
 * question is known and its neighbour not taken for the answer.
 */
export function searchableOf({ _id, live, draft }: EntryRecord): FaqEntry | undefined {
  if (live) return approvedEntry(_id, live);
  if (!draft?.content.needsConfirmation) return undefined;
  const { content, authors } = draft;
  return { _id, version: 0, status: 'draft', author: authors.at(-1) ?? '', versionDate: content.validFrom, ...content };
}

/** The status and the next automatic change that follow from the parts. */
export function derived({
  live,
  next,
  draft,
  ended,
}: Pick<EntryRecord, 'live' | 'next' | 'draft' | 'ended'>): Pick<EntryRecord, 'status' | 'dueOn'> {
  const status: EntryStatus = live ? 'published' : (ended?.how ?? draft?.status ?? 'draft');
  // A version expires on the day after its last one.
  const days = [next?.content.validFrom, live?.content.validTo && addDays(live.content.validTo, 1)].filter(
    (day) => day !== undefined,
  );
  const dueOn = days.sort()[0];
  return { status, ...(dueOn ? { dueOn } : {}) };
}
