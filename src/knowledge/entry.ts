/** The clause of an instrument that an answer rests on. */
export interface Citation {
  /** The instrument's name, e.g. 存款保险条例. */
  instrument: string;
  /** e.g. 第5条; absent where the whole instrument is meant. */
  article?: string;
  /** YYYY-MM-DD. */
  inForceFrom?: string;
  inForceTo?: string;
}

export type EntryStatus = 'draft' | 'in_review' | 'published' | 'expired' | 'withdrawn';

/** Whom an answer is for. */
export interface Audience {
  /** Where it may be said; none named: everywhere. */
  channels: readonly AudienceChannel[];
  /** `elder`: only in elder mode; `standard`: only outside it. */
  readers: 'all' | 'elder' | 'standard';
  /** For colleagues at the desk; never reaches a consumer. */
  staffOnly: boolean;
}

export const AUDIENCE_CHANNELS = ['web', 'wechat', 'other'] as const;
export type AudienceChannel = (typeof AUDIENCE_CHANNELS)[number];

/** What an educator writes. */
export interface EntryContent {
  /** A topic of domain §3.4 without its prefix: `deposit_insurance`, `antifraud`, `rights`, `complaints` … */
  category: string;
  /** The standard question, as a consumer would read it in a list. */
  title: string;
  /** Other ways of asking. */
  wordings: readonly string[];
  /** Whole and short: two or three sentences. */
  answer: string;
  /** The longer form, shown on 详细. */
  detail?: string;
  /** For elder mode, where plainer words help. */
  plain?: string;
  citations: readonly Citation[];
  /** Ids of entries offered next. */
  followUps: readonly string[];
  audience: Audience;
  /** YYYY-MM-DD in Asia/Shanghai. */
  validFrom: string;
  /** The last day. */
  validTo?: string;
  reviewBy?: string;
  /** Domain.md marks the fact `[U]`: it stays a draft until the bank has confirmed it. */
  needsConfirmation?: boolean;
}

export const EVERYONE: Audience = { channels: [], readers: 'all', staffOnly: false };

/** One version of an answer. Its text leaves Xiaobao verbatim or not at all. */
export interface FaqEntry extends Omit<EntryContent, 'audience'> {
  /** Stable key, e.g. `deposit-insurance-limit`. */
  _id: string;
  version: number;
  status: EntryStatus;
  /** Absent: everyone. */
  audience?: Audience;
  author: string;
  approver?: string;
  /** The date of this version, YYYY-MM-DD. */
  versionDate: string;
}

export interface FaqMatch {
  entry: FaqEntry;
  /** 0–1; comparable between questions. */
  score: number;
}

/** `answer`: sure enough to answer. `suggest`: at most three titles to choose from. `none`: honest 不确定. */
export interface FaqResult {
  verdict: 'answer' | 'suggest' | 'none';
  matches: readonly FaqMatch[];
}

/** Every way of asking for an entry: its title and its wordings. */
export function questionsOf({ title, wordings }: Pick<EntryContent, 'title' | 'wordings'>): string[] {
  return [title, ...wordings];
}
