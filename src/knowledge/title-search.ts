import { followVectors } from './heard-meanings';
import { lettersOf } from '../understanding/letters';
import type { SearchLexicon } from './lexicon';
import { LONGEST_QUESTION } from './search';
import type { KnownVectors } from './semantic-vectors';
import { createTextIndex } from './text-index';

/** A title that a question found: its number among the titles given. */
export interface FoundTitle {
  title: number;
  /** Comparable within one question only. */
  score: number;
}

/** The titles nearest to a question, best first, scores never rising; at most 20. @param vector as in `SearchOptions` */
export type TitleSearch = (question: string, vector?: Float32Array) => FoundTitle[];

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
  vectors?: KnownVectors,
): TitleSearch {
  const read = (text: string): string => lettersOf(normalise(text));
  const hear =
    vectors &&
    followVectors(
      titles.map((title) => [title]),
      vectors,
    );
  const index = createTextIndex(
    titles.map((title) => [read(title)]),
    lexicon,
  );
  return (question, vector) => {
    let ceiling = Infinity;
    return index
      .nearest(read(question).slice(0, LONGEST_QUESTION), vector && hear?.(vector))
      .map(({ group, score }) => ({ title: group, score: (ceiling = Math.min(ceiling, score)) }));
  };
}
