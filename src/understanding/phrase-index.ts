/** Finds many phrases in one pass over a text. Linear in the text; phrases that begin alike share a bucket. */
export interface PhraseIndex<T> {
  /** Every occurrence, left to right; a phrase inside a longer one is found as well. */
  find(text: string): { phrase: string; meaning: T }[];
}

/** Phrases must be in the form in which texts are asked for: normalised and lower case. */
export function indexPhrases<T>(entries: Iterable<readonly [phrase: string, meaning: T]>): PhraseIndex<T> {
  const buckets = new Map<string, { phrase: string; meaning: T }[]>();
  for (const [phrase, meaning] of entries) {
    const key = phrase.slice(0, 2);
    const bucket = buckets.get(key);
    if (bucket) bucket.push({ phrase, meaning });
    else buckets.set(key, [{ phrase, meaning }]);
  }
  return {
    find(text) {
      const found: { phrase: string; meaning: T }[] = [];
      for (let at = 0; at < text.length - 1; at++) {
        const bucket = buckets.get(text.slice(at, at + 2));
        if (bucket) for (const entry of bucket) if (text.startsWith(entry.phrase, at)) found.push(entry);
      }
      return found;
    },
  };
}
