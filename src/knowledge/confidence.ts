import type { Nearest } from './text-index';

/** What speaks for a match. */
export interface Evidence {
  /** To the entry's most similar wording, 0–1. */
  likeness: number;
  /** The share of the question that the entry's wordings contain, 0–1. */
  coverage: number;
  /** By how much the match leads the next one. */
  lead: number;
}

/** Logistic regression over own wordings, each asked with itself or its whole entry left out: `eval/fit-faq-confidence.ts` prints them. */
const WEIGHTS = { bias: -3.81, likeness: 0.46, coverage: 3.92, lead: 3.1 };

/** The probability that the match is the right entry, 0–1. */
export function confidence({ likeness, coverage, lead }: Evidence): number {
  const { bias, ...weights } = WEIGHTS;
  return 1 / (1 + Math.exp(-(bias + weights.likeness * likeness + weights.coverage * coverage + weights.lead * lead)));
}

/** Evidence of the candidate at `place`; candidates come best first. */
export function evidenceAt(candidates: readonly Nearest[], place: number): Evidence {
  const { likeness = 0, coverage = 0, score = 0 } = candidates[place] ?? {};
  return { likeness, coverage, lead: score - (candidates[place + 1]?.score ?? 0) };
}
