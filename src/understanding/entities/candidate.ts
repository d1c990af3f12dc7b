import type { Entity } from '../types';

/** An entity before it has its `source`: `start` and `end` count in the normalised text. */
export type Draft = Entity extends infer Kind ? (Kind extends Entity ? Omit<Kind, 'source'> : never) : never;

/** How sure a parser can be of what it read: the higher one wins where two parsers claim the same characters. */
export const STRENGTH = { number: 5, stated: 4, time: 3, mention: 2, context: 1 } as const;

export type Strength = (typeof STRENGTH)[keyof typeof STRENGTH];

export type Candidate = Draft & { strength: Strength };

/**
 * Chooses where candidates overlap: the stronger one, then the longer one, then the one that begins earlier.
 * Gives them in the order of the text.
 */
export function resolveOverlaps(candidates: readonly Candidate[], length: number): Candidate[] {
  if (candidates.length < 2) return [...candidates];
  const taken = new Uint8Array(length);
  return candidates
    .toSorted((a, b) => b.strength - a.strength || b.end - b.start - (a.end - a.start) || a.start - b.start)
    .filter(({ start, end }) => {
      if (taken.subarray(start, end).includes(1)) return false;
      taken.fill(1, start, end);
      return true;
    })
    .sort((a, b) => a.start - b.start);
}
