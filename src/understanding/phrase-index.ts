/** Finds many phrases in one pass over a text. Linear in the text; phrases that begin alike share a bucket. */
export interface PhraseIndex<T> {
  /** Every occurrence, left to right; a phrase inside a longer one is found as well. */
  find(text: string): { phrase: string; meaning: T }[];
}

/** Phrases must be in the form in which texts are asked for: normalised and lower case. */
export function indexPhrases<T>(entries: Iterable<readonly [phrase: string, meaning: T]>): PhraseIndex<T> {
  const buckets = new Map<number, { phrase: string; meaning: T }[]>();
  for (const [phrase, meaning] of entries) {
    const key = firstTwo(phrase, 0);
    const bucket = buckets.get(key);
    if (bucket) bucket.push({ phrase, meaning });
    else buckets.set(key, [{ phrase, meaning }]);
  }
  return {
    find(text) {
      const found: { phrase: string; meaning: T }[] = [];
      for (let at = 0; at < text.length - 1; at++) {
        const bucket = buckets.get(firstTwo(text, at));
        if (bucket) for (const entry of bucket) if (standsAt(entry.phrase, text, at)) found.push(entry);
      }
      return found;
    },
  };
}

/** Two characters as one number: no string is made for each place of a text. */
function firstTwo(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
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
