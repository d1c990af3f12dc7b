import type { Clock } from '../platform/clock';
import type { FaqEntry } from './entry';
import { loadFaqEntries } from './load-content';
import { loadDisclaimers, sourceOf } from './present-entry';
import { loadSearchLexicon } from './lexicon';
import { createFaqSearch } from './search';
import type { FaqSearch } from './search';

/** The approved answers, how to find them, and what must stand beneath them. */
export interface Knowledge {
  search: FaqSearch;
  /** The published ones: a draft is never shown, not even as a follow-up. */
  entries: ReadonlyMap<string, FaqEntry>;
  source(entry: FaqEntry): string;
  disclaimer(entry: FaqEntry): string | undefined;
}

/** @param normalise what the understanding reads texts by, so that a typo or a traditional character finds the same answer. */
export function loadKnowledge(clock: Clock, normalise: (text: string) => string): Knowledge {
  const entries = loadFaqEntries();
  return {
    search: createFaqSearch(entries, { clock, lexicon: loadSearchLexicon(), normalise }),
    entries: new Map(entries.filter((entry) => entry.status === 'published').map((entry) => [entry._id, entry])),
    source: sourceOf,
    disclaimer: loadDisclaimers(),
  };
}
