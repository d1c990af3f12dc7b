/**
 * What Xiaobao understood of one message. Everything behind `understand` is synchronous, local and free of I/O.
 */

export const COARSE_INTENTS = [
  'complaint',
  'faq',
  'fraud_emergency',
  'progress_query',
  'legal_consult',
  'human_agent',
  'education_activity',
  'smalltalk',
  'out_of_scope',
] as const;
export type CoarseIntent = (typeof COARSE_INTENTS)[number];

/** P0: safety or money leaving now. P1: the same day, a person. P2: normal. P3: self-service. */
export type Urgency = 'P0' | 'P1' | 'P2' | 'P3';

/** The post, desk or program that an intent leads to. */
export type Route = 'bot' | 'complaints' | 'legal' | 'education' | 'fraud' | 'human';

/** A fine intent as `content/intents/` declares it, e.g. `cc_fee`, `kb_loan`, `progress`. */
export type IntentName = string;

export interface IntentScore {
  intent: IntentName;
  coarse: CoarseIntent;
  /** A calibrated probability, 0–1. */
  score: number;
}

/** Dangers that rules find beside the model; either is enough (domain §3.1, §3.6). */
export type SafetySignal =
  | 'fraud_in_progress'
  | 'card_stolen'
  | 'self_harm'
  | 'threat_others'
  | 'group_incident'
  | 'minor'
  | 'elder_help'
  | 'disability_help';

/** What is answered before all else: what the rules find, and two that the model alone tells. */
export type Danger = SafetySignal | 'card_lost' | 'fraud_suspected';

/** Where something stands in the original text, in UTF-16 units: `text.slice(start, end) === source`. */
export interface Span {
  start: number;
  end: number;
  source: string;
}

/** Fen. A range for 两三百, 十几万. */
export type Fen = number;

export interface MoneyEntity extends Span {
  kind: 'money';
  value: Fen | readonly [low: Fen, high: Fen];
  /** 多, 几, 约, 左右. */
  approximate: boolean;
  /** `disputed` unless the words around it say that it is a limit, a balance or a threshold. */
  role: 'disputed' | 'limit' | 'balance' | 'threshold';
  /** ISO 4217, only where it is not the yuan; `value` then counts hundredths of that currency. */
  currency?: string;
}

export interface DateEntity extends Span {
  kind: 'date';
  /** What the text itself says, `YYYY-MM-DD` with `X` for what it does not: `XXXX-03-05`, `2026-XX-XX`. Empty for 昨天, 上个月. */
  stated: string;
  /** Days meant, in Asia/Shanghai, both included, resolved against the reference time; for a bare 3月5号 the latest one not after it. */
  from: string;
  to: string;
  /** Said in relation to the present (昨天, 上周三, 半年前). */
  relative: boolean;
  /** 每月15号: a statement day, not a day. */
  recurring: boolean;
  /**
   * Days on one side of the ones named, open to the other: `before` 3月5号之前, `until` 3月5号或之前, `since` 3月5号起, `after` 3月5号之后.
   * With 以来 `to` is today.
   * Absent where the named days themselves are meant.
   */
  open?: 'before' | 'until' | 'since' | 'after';
}

export interface TimeEntity extends Span {
  kind: 'time';
  /** `HH:MM`, 24 hours. */
  value: string;
}

export interface IdentifierEntity extends Span {
  kind: 'phone' | 'card' | 'cardTail' | 'idNumber' | 'creditCode' | 'hotline' | 'complaintNumber' | 'email';
  /** Normalised: digits only, upper case, half width. */
  value: string;
  /** Whether its check digit (Luhn, GB 11643, GB 32100) is right; true where there is none. */
  valid: boolean;
}

export interface MentionEntity extends Span {
  kind: 'product' | 'channel' | 'branch' | 'staff';
  /** The dictionary key, or the normalised words for a branch or a person. */
  value: string;
}

export type Entity = MoneyEntity | DateEntity | TimeEntity | IdentifierEntity | MentionEntity;

export interface Prediction<Key extends string = string> {
  key: Key;
  score: number;
  /** The words that led there. */
  reasons: readonly string[];
}

/** Domain §2.1: dimensions A, B and C of JR/T 0169 with our own stable keys; best first, at most three each. */
export interface TaxonomyPrediction {
  channel: readonly Prediction[];
  business: readonly Prediction[];
  cause: readonly Prediction[];
}

export type RequestKind =
  | 'refund'
  | 'explanation'
  | 'reply'
  | 'lookup'
  | 'compensation'
  | 'stop_harassment'
  | 'speed_up'
  | 'restore_service'
  | 'correction'
  | 'apology';

export type SensitivityFlag = 'regulator' | 'media' | 'judicial' | 'petition' | 'extreme_act' | 'agitated' | 'special_group';

export type Mood = 'calm' | 'upset' | 'furious' | 'desperate';

/** One of possibly several wishes in a message (帮我查下进度，顺便问年费怎么免). */
export interface Wish extends IntentScore {
  /** The part of the text that says it. */
  text: string;
}

export interface Understanding {
  /** The text as it was typed. */
  text: string;
  /** Half width, simplified, typos mended: for matching, never for showing. */
  normalised: string;
  intent: IntentName;
  coarse: CoarseIntent;
  score: number;
  /** Best first, without the winner. */
  alternatives: readonly IntentScore[];
  /** All wishes in the order said; one where there is only one. */
  wishes: readonly Wish[];
  urgency: Urgency;
  route: Route;
  /** Everything that the rules found. */
  safety: readonly SafetySignal[];
  /** The danger to answer before all else, found by a rule or by the model (domain §3.6: either suffices). */
  danger?: Danger | undefined;
  entities: readonly Entity[];
  taxonomy: TaxonomyPrediction;
  requests: readonly RequestKind[];
  flags: readonly SensitivityFlag[];
  mood: Mood;
}

export interface UnderstandingContext {
  /** The instant that 昨天 refers to. */
  now: Date;
}

/** Understands one message. Never throws; linear in the length of the text. */
export type Understand = (text: string, context: UnderstandingContext) => Understanding;
