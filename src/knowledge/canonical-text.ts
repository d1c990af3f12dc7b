/** The words that count as one (`content/synonyms.json`). */
export interface Synonyms {
  /** Each group's first word stands for all of it. */
  groups: readonly (readonly string[])[];
  /** Words that carry no question: 请问, 麻烦, 啊. */
  fillers: readonly string[];
}

/** A question with its synonyms folded and its fillers gone, so that 销户咋弄呀 and 怎么注销 share characters. */
export type Canonicalise = (normalised: string) => string;

/** Builds the folding: at each place the longest known word wins. */
export function createCanonicaliser(synonyms: Synonyms): Canonicalise {
  const standsFor = new Map<string, string>();
  for (const group of synonyms.groups) for (const word of group) standsFor.set(word, group[0] ?? word);
  for (const filler of synonyms.fillers) standsFor.set(filler, '');
  const longest = Math.max(1, ...[...standsFor.keys()].map((word) => word.length));
  const starts = new Set([...standsFor.keys()].map((word) => word[0]));

  return (text) => {
    let folded = '';
    for (let at = 0; at < text.length;) {
      const word = starts.has(text[at]) ? longestWordAt(text, at, standsFor, longest) : undefined;
      folded += word === undefined ? text[at] : standsFor.get(word);
      at += word?.length ?? 1;
    }
    return folded;
  };
}

function longestWordAt(text: string, at: number, known: ReadonlyMap<string, string>, longest: number): string | undefined {
  for (let length = Math.min(longest, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length);
    if (known.has(word)) return word;
  }
  return undefined;
}
