import { lettersOf } from './letters';
import type { SearchLexicon } from './lexicon';
import { LONGEST_QUESTION } from './search';
import { createTextIndex } from './text-index';

/** A title that a question found: its number among the titles given. */
export interface FoundTitle {
  title: number;
  /** Comparable within one question only. */
  score: number;
}

/** The titles nearest to a question, best first, scores never rising; at most 20. */
export type TitleSearch = (question: string) => FoundTitle[];

/**
 * The product's own ranking over any titles, each standing alone: what the command line and the bench measure.
 * @param normalise what the understanding reads texts by
 * @example
 * const search = createTitleSearch(['怎么销户', '信用卡年费'], loadSearchLexicon(), normalise);
 * search('我要注销账户')[0]; // { title: 0, score: … }
 */
export function createTitleSearch(
  titles: readonly string[],
  lexicon: SearchLexicon,
  normalise: (text: string) => string,
): TitleSearch {
  const read = (text: string): string => lettersOf(normalise(text));
  const index = createTextIndex(
    titles.map((title) => [read(title)]),
    lexicon,
  );
  return (question) => {
    let ceiling = Infinity;
    return index
      .nearest(read(question).slice(0, LONGEST_QUESTION))
      .map(({ group, score }) => ({ title: group, score: (ceiling = Math.min(ceiling, score)) }));
  };
}
