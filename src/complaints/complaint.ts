import { defineCollection } from '../storage/database';
import type { Sealed } from '../platform/sealing';
import type { Day } from '../platform/shanghai';
import type { Mood, RequestKind, SensitivityFlag, TaxonomyPrediction } from '../understanding/types';

export type ComplaintStatus = 'received' | 'investigating' | 'decided' | 'closed' | 'withdrawn';

/** For whom someone complains (令2020年第3号 art. 14): for oneself, with an authorisation, or as an heir. */
export type Standing = 'self' | 'agent' | 'heir';

/** A personal datum: what may be shown, and the sealed original. */
export interface Personal {
  masked: string;
  sealed: Sealed;
}

/** What the machine read in a complaint: with reasons, best first; never changed afterwards. */
export interface PredictedClassification extends TaxonomyPrediction {
  requests?: readonly RequestKind[];
  flags?: readonly SensitivityFlag[];
}

/** What a person says that a complaint is about: keys of `content/taxonomy.json`. */
export interface Classification {
  channel: string;
  business: string;
  cause: string;
  requests: readonly RequestKind[];
  flags: readonly SensitivityFlag[];
}

/** The keys of `content/taxonomy.json` that a classification takes. */
export type ClassificationKeys = Record<'channel' | 'business' | 'cause', readonly string[]> &
  Pick<Classification, 'requests' | 'flags'>;

/** A classification with who gave it and when. */
export interface ConfirmedClassification extends Classification {
  by: string;
  at: Date;
}

export interface ComplaintEvent {
  at: Date;
  actor: string;
  type: 'received' | 'supplemented' | 'withdrawn' | 'classified';
  /** Names the message it came from, so that a repeated turn adds it once. */
  key?: string;
  detail?: string;
}

/** A registered complaint: what art. 13 allows to ask, and what the system adds by itself. */
export interface Complaint {
  _id: string;
  /** Given to the consumer: `XB20261125-K7Q2MX`, unique and not guessable. */
  number: string;
  conversationId: string;
  /** Where it came in. */
  entry: string;
  consumerId: string;
  status: ComplaintStatus;
  receivedAt: Date;
  /** The rule version that governs it, e.g. `DECIDE_SIMPLE@2020-03-01`, and the last day under it. */
  rule: string;
  dueOn: Day;
  standing: Standing;
  name?: Personal;
  phone?: Personal;
  /** The last four digits of the account or card, where the consumer agreed to leave them. */
  accountTail?: Personal;
  /** The consumer's account, with identifiers masked. */
  facts: string;
  /** As said and as understood: `2026-10` or `2026-10-05`. */
  happened?: string;
  amountFen?: number | readonly [number, number];
  product?: string;
  /** Branch or member of staff complained about. */
  respondent?: string;
  requests: readonly RequestKind[];
  requestText: string;
  attachmentUrls: readonly string[];
  /** The machine's reading, and a person's beside it. */
  taxonomy: { predicted: PredictedClassification; confirmed?: ConfirmedClassification };
  flags: readonly SensitivityFlag[];
  mood: Mood;
  history: readonly ComplaintEvent[];
}

export const complaintsCollection = defineCollection<Complaint>({
  name: 'complaints',
  indexes: [{ keys: { number: 1 }, unique: true }, { keys: { conversationId: 1, receivedAt: 1 } }, { keys: { receivedAt: 1 } }],
});
