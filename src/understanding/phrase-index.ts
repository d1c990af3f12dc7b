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
        if (bucket) for (const entry of bucket) if (standsAt(entry.phrase, text, at)) found.push(entry);
      }
      return found;
    },
  };
}

/** Latin words only as a whole: "pos" is not in "deposit". */
function standsAt(phrase: string, text: string, at: number): boolean {
  if (!text.startsWith(phrase, at)) return false;
  const joins = (inside: string | undefined, outside: string | undefined) => isLatin(inside) && isLatin(outside);
  return !joins(phrase[0], text[at - 1]) && !joins(phrase.at(-1), text[at + phrase.length]);
}

function isLatin(character: string | undefined): boolean {
  return character !== undefined && character >= 'a' && character <= 'z';
}
