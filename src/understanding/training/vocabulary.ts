/** A feature must occur in this many utterances; more rows than this do not fit the artefact's size. */
const MIN_UTTERANCES = 2;
const MOST_ROWS = 90_000;

/** Features of one utterance, in all its disturbed copies. */
export type Variants = readonly ReadonlyMap<number, number>[];

/** The hashes that get a row, ascending: the most frequent that occur in at least two utterances. */
export function chooseKeys(utterances: readonly Variants[]): Uint32Array {
  const counts = new Map<number, number>();
  for (const variants of utterances) {
    const present = new Set(variants.flatMap((features) => [...features.keys()]));
    for (const key of present) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count >= MIN_UTTERANCES);
  frequent.sort(([keyA, countA], [keyB, countB]) => countB - countA || keyA - keyB);
  return Uint32Array.from(frequent.slice(0, MOST_ROWS), ([key]) => key).sort();
}
