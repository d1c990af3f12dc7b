import { defineCollection } from '../storage/database';
import type { CoarseIntent, IntentName } from '../understanding/types';

/** Why a sentence was kept: its score was below the threshold for asking back, or the consumer said that it was taken wrongly. */
export type UnclearReason = 'unsure' | 'rejected';

/** How it was taken at the time. */
export interface Guess {
  intent: IntentName;
  coarse: CoarseIntent;
  score: number;
}

export const UNCLEAR_STATUSES = ['open', 'labelled', 'dismissed'] as const;
export type UnclearStatus = (typeof UNCLEAR_STATUSES)[number];

/** A sentence that was not understood, once however often it is said. */
export interface UnclearUtterance {
  /** Derived from its letters. */
  _id: string;
  /** Identifiers masked. */
  text: string;
  reason: UnclearReason;
  predicted?: Guess;
  times: number;
  firstAt: Date;
  lastAt: Date;
  /** The latest turns that said it, so that a repeated turn counts once. */
  keys: readonly string[];
  /** Alike sentences share it. */
  group: string;
  /** What alike sentences are found by: `b0` … `b5`. */
  bands: Readonly<Record<string, string>>;
  status: UnclearStatus;
  intent?: IntentName;
  decidedBy?: string;
  decidedAt?: Date;
}

export const unclearUtterancesCollection = defineCollection<UnclearUtterance>({
  name: 'unclearUtterances',
  indexes: [
    { keys: { status: 1, decidedAt: 1 } },
    { keys: { group: 1 } },
    ...[0, 1, 2, 3, 4, 5].map((band) => ({ keys: { [`bands.b${band}`]: 1 as const } })),
  ],
});
