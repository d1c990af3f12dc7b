/** The shapes of docs/knowledge-api.md. Times are ISO 8601 in UTC, days `YYYY-MM-DD` in Asia/Shanghai. */

export type Status = 'draft' | 'in_review' | 'published' | 'expired' | 'withdrawn';
export type StatusFilter = Status | 'scheduled';
export type Channel = 'web' | 'wechat' | 'other';

export interface Citation {
  /** The short name of an instrument in the register. */
  instrument: string;
  article?: string;
  inForceFrom?: string;
  inForceTo?: string;
}

export interface Audience {
  /** None: every channel. */
  channels: Channel[];
  readers: 'all' | 'elder' | 'standard';
  staffOnly: boolean;
}

/** Everything that people write. */
export interface Content {
  title: string;
  category: string;
  wordings: string[];
  answer: string;
  detail?: string;
  plain?: string;
  citations: Citation[];
  followUps: string[];
  audience: Audience;
  validFrom: string;
  /** The last day. */
  validTo?: string;
  reviewBy?: string;
  needsConfirmation?: true;
}

export interface Person {
  id: string;
  name: string;
}

export interface Approved {
  version: number;
  content: Content;
  author: Person;
  approver: Person;
  approvedAt: string;
  versionDate: string;
}

export interface Draft {
  content: Content;
  status: 'draft' | 'in_review';
  authors: Person[];
  savedAt: string;
  submittedAt?: string;
  returned?: { by: Person; at: string; reason: string };
}

export interface EntrySummary {
  id: string;
  revision: number;
  title: string;
  category: string;
  status: Status;
  /** There is a newer text beside what is live. */
  draftStatus?: 'draft' | 'in_review';
  scheduledFor?: string;
  author: Person;
  /** Who wrote last on the text that is not approved yet. */
  draftAuthor?: Person;
  updatedAt: string;
  validFrom: string;
  validTo?: string;
  reviewBy?: string;
  staffOnly: boolean;
  needsConfirmation: boolean;
  wordings: number;
  /** Of the last 90 days, as are the next two. */
  hits: number;
  useful: number;
  useless: number;
  lastHitAt?: string;
  citationsToReview: string[];
}

export interface Permissions {
  edit: boolean;
  submit: boolean;
  return: boolean;
  publish: boolean;
  withdraw: boolean;
  restore: boolean;
  discard: boolean;
}

export interface EntryView extends EntrySummary {
  live?: Approved;
  next?: Approved;
  /** Without an approval where it was given up before anyone approved it. */
  ended?: Partial<Approved> & { content: Content; how: 'expired' | 'withdrawn'; at: string; reason?: string };
  draft?: Draft;
  permissions: Permissions;
  /** `publish` is false only because this person wrote it. */
  ownWork: boolean;
}

export interface EntryPage {
  entries: EntrySummary[];
  total: number;
  page: number;
  size: number;
  counts: Record<StatusFilter, number>;
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

export interface VersionSummary {
  number: number;
  at: string;
  actor: Person;
  kind: ChangeKind;
  reason?: string;
  changed: (keyof Content)[];
  /** Why it was published although the gate refused it. */
  override?: string;
}

export interface VersionView extends VersionSummary {
  content: Content;
}

export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

export interface FieldChange {
  field: keyof Content;
  before?: unknown;
  after?: unknown;
  pieces: Piece[];
}

export interface Match {
  id: string;
  title: string;
  score: number;
}

/** What a question finds. */
export interface Found {
  verdict: 'answer' | 'suggest' | 'none';
  matches: Match[];
}

export interface Tried {
  question: string;
  found: Found;
  /** As if the text under the pen were live. */
  withContent?: Found;
}

export interface Finding {
  rule: string;
  field: string;
  found: string;
  reason: string;
  severity: 'error' | 'warning';
}

export interface Moved {
  question: string;
  /** The entry that it belongs to; absent: a question without an answer. */
  owner?: string;
  before: Found;
  after: Found;
}

export interface GateReport {
  passes: boolean;
  /** Whether an approver may publish in spite of it, with a written reason. */
  overridable: boolean;
  findings: Finding[];
  duplicates: { id: string; title: string; question: string; score: number; same: boolean }[];
  regression: { asked: number; before: number; after: number; drops: Moved[]; gains: Moved[] };
  notFound: { question: string; found: Found }[];
}

export interface Bubble {
  text: string;
  choices: string[];
}

export type Length = 'short' | 'detail' | 'plain';

/** How a consumer would read it, in each length; on WeChat as the messages it is cut into. */
export type Preview = Record<Length, Bubble[]> & { wechat: Record<Length, string[]> };

export interface Instrument {
  shortName: string;
  name: string;
  issuer: string;
  number?: string;
  inForceFrom?: string;
  inForceTo?: string;
  successor?: string;
  citedBy: number;
}

export interface Registers {
  categories: { key: string; name: string; disclaimer?: string }[];
  instruments: Instrument[];
  /** Characters at most. */
  limits: { title: number; answer: number; plain: number; detail: number };
  authors: Person[];
}
