import type { Nearest } from './text-index';

/** What speaks for a match. */
export interface Evidence {
  /** To the entry's most similar wording, 0–1. */
  likeness: number;
  /** The share of the question that the entry's wordings contain, 0–1. */
  coverage: number;
  /** In meaning, to the entry's closest wording, -1–1. */
  closeness: number;
  /** By how much the match leads the next one. */
  lead: number;
}

/** Logistic regression over own wordings, each asked with itself or its whole entry left out: `bench/fit-faq-confidence.ts` prints them. */
const WEIGHTS = { bias: -4.05, likeness: 1.1, coverage: 3.72, closeness: 0, lead: 3.76 };

/** The probability that the match is the right entry, 0–1. */
export function confidence({ likeness, coverage, closeness, lead }: Evidence): number {
  const { bias, ...weights } = WEIGHTS;
  const evidence =
    weights.likeness * likeness + weights.coverage * coverage + weights.closeness * closeness + weights.lead * lead;
  return 1 / (1 + Math.exp(-(bias + evidence)));
}

/** Evidence of the candidate at `place`; candidates come best first. */
export function evidenceAt(candidates: readonly Nearest[], place: number): Evidence {
  const { likeness = 0, coverage = 0, closeness = 0, score = 0 } = candidates[place] ?? {};
  return { likeness, coverage, closeness, lead: score - (candidates[place + 1]?.score ?? 0) };
}
