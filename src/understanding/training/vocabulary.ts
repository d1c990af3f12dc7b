import type { Text } from './text';

/** What one utterance alone has teaches nothing. */
const MIN_UTTERANCES = 2;

/** The hashes that get a row, ascending. */
export function chooseKeys(texts: readonly Text[]): Uint32Array {
  const counts = new Map<number, number>();
  for (const { variants } of texts) {
    const present = new Set(variants.flatMap((features) => [...features.keys()]));
    for (const key of present) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count >= MIN_UTTERANCES);
  return Uint32Array.from(frequent, ([key]) => key).sort();
}
