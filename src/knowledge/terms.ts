import type { SearchLexicon } from './lexicon';

/** The weighted terms of a normalised text: characters, pairs of characters, and the groups of words it mentions. */
export type TermReader = (text: string) => Map<string, number>;

/**
 * Found by measuring (docs/search.md): pairs say where characters stand together but differ most between two ways of saying
 * the same, so they count less than the characters; a shared meaning counts most.
 */
const PAIR_WEIGHT = 0.5;
const GROUP_WEIGHT = 2;
const LIGHT_WEIGHT = 0.3;

/** Builds the reader. Words of one synonym group give one term, so that 销户 and 注销 meet although they share no character. */
export function createTermReader({ light, groups }: Pick<SearchLexicon, 'light' | 'groups'>): TermReader {
  const groupOf = new Map<string, string>();
  groups.forEach((words, group) => words.forEach((word) => groupOf.set(word, `#${group}`)));
  const longest = Math.max(1, ...[...groupOf.keys()].map((word) => word.length));
  const weightOf = (character: string): number => (light.has(character) ? LIGHT_WEIGHT : 1);

  return (text) => {
    const terms = new Map<string, number>();
    const characters = [...text];
    characters.forEach((character, at) => {
      terms.set(character, weightOf(character));
      const next = characters[at + 1];
      if (next !== undefined)
        terms.set(character + next, PAIR_WEIGHT * Math.max(weightOf(character) * weightOf(next), LIGHT_WEIGHT));
    });
    for (let at = 0; at < text.length;) {
      const word = longestWordAt(text, at, groupOf, longest);
      if (word !== undefined) terms.set(groupOf.get(word) ?? word, GROUP_WEIGHT);
      at += word?.length ?? 1;
    }
    return terms;
  };
}

function longestWordAt(text: string, at: number, known: ReadonlyMap<string, string>, longest: number): string | undefined {
  for (let length = Math.min(longest, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length);
    if (known.has(word)) return word;
  }
  return undefined;
}
