import type { Text } from './text';

/** What one utterance alone has teaches nothing. */
const MIN_UTTERANCES = 2;
/** With the rows of the linear layer, as many as make a model of 7.5 MB. */
const MOST_KEYS = 80_000;

/**
 * The hashes that get a row, those of the most utterances, these first: rows that are often needed lie together in memory, in training and in
 * use.
 */
export function chooseKeys(texts: readonly Text[]): Uint32Array {
  const all = new Uint32Array(
    texts.reduce((sum, { variants }) => sum + variants.reduce((of, { keys }) => of + keys.length, 0), 0),
  );
  let length = 0;
  for (const text of texts) {
    const present = distinctKeys(text);
    all.set(present, length);
    length += present.length;
  }
  // Sorted, equal keys stand together: far quicker than counting millions of them in a map.
  return byFrequency(all.subarray(0, length).sort());
}

/** Ascending. */
function distinctKeys({ variants }: Text): Uint32Array {
  const keys = new Uint32Array(variants.reduce((sum, one) => sum + one.keys.length, 0));
  let length = 0;
  for (const one of variants) {
    keys.set(one.keys, length);
    length += one.keys.length;
  }
  return keys.sort().filter((key, index) => index === 0 || key !== keys[index - 1]);
}

function byFrequency(sorted: Uint32Array): Uint32Array {
  const frequent: { key: number; count: number }[] = [];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const key = sorted[from] as number;
    while (sorted[to] === key) to++;
    if (to - from >= MIN_UTTERANCES) frequent.push({ key, count: to - from });
  }
  return Uint32Array.from(frequent.sort((a, b) => b.count - a.count || a.key - b.key).slice(0, MOST_KEYS), ({ key }) => key);
}
