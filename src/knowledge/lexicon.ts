import { z } from 'zod';
import { readContent } from '../platform/content';
import { loadSentenceVectors } from '../platform/sentence-vector';
import type { SentenceVector } from '../platform/sentence-vector';

const synonymsSchema = z.strictObject({
  /** Characters that most questions share and that say little: 的, 吗, 我. */
  light: z.string(),
  /** A line is a group, its words parted by spaces: they mean the same thing, or name things of one kind. */
  groups: z.array(z.string()),
});

const declinedSchema = z.array(z.strictObject({ topic: z.string(), wordings: z.array(z.string().min(1)).min(1) }));

/** What the search knows of words before it sees an entry. */
export interface SearchLexicon {
  light: ReadonlySet<string>;
  groups: readonly (readonly string[])[];
  /** Questions that Xiaobao recognises and leaves to others: balances, today's rates, the weather. */
  declined: readonly { topic: string; wordings: readonly string[] }[];
  /** Where texts stand by their meaning. */
  vectorOf: SentenceVector;
}

/**
 * The lexicon: `content/synonyms.json`, `content/declined.json` and `content/vectors`.
 * @throws ContentError
 */
export function loadSearchLexicon(): SearchLexicon {
  const { light, groups } = readContent('synonyms.json', synonymsSchema);
  return {
    light: new Set(light),
    groups: groups.map((line) => line.split(' ')),
    declined: readContent('declined.json', declinedSchema),
    vectorOf: loadSentenceVectors(),
  };
}
