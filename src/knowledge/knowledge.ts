import type { Clock } from '../platform/clock';
import type { FaqEntry } from './entry';
import { loadFaqEntries } from './load-content';
import { loadDisclaimers, sourceOf } from './present-entry';
import { plainNormalise } from './plain-normalise';
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

export function loadKnowledge(clock: Clock): Knowledge {
  const entries = loadFaqEntries();
  return {
    search: createFaqSearch(entries, { clock, lexicon: loadSearchLexicon(), normalise: plainNormalise }),
    entries: new Map(entries.filter((entry) => entry.status === 'published').map((entry) => [entry._id, entry])),
    source: sourceOf,
    disclaimer: loadDisclaimers(),
  };
}
