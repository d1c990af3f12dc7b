import type { FaqEntry } from './entry';
import { questionsOf } from './entry';
import { createFaqSearch } from './search';
import type { FaqSearch, FaqSearchOptions } from './search';

/** Neighbours of each question of a changed entry that its small index must know, so that it leads them or does not. */
const NEIGHBOURS = 20;
/** So many others tell the small index which words are common. */
const BACKGROUND = 200;

export interface Patch {
  /** All entries as they are now. */
  entries: ReadonlyMap<string, FaqEntry>;
  /** Ids of those that are new, different or gone since the search below was built: it is not believed about them. */
  changed: ReadonlySet<string>;
  /** Those among them that are to be found. */
  found: Iterable<string>;
  /** As `neighboursIn` the search below finds them. */
  neighboursOf: (entry: FaqEntry) => readonly string[];
}

/**
 * A search over a few changed entries in front of the one that does not know them yet: ready in milliseconds where building anew
 * takes seconds. What has changed is judged among its neighbours; everything else as before.
 */
export function patchSearch(
  base: FaqSearch,
  { entries, changed, found, neighboursOf }: Patch,
  options: FaqSearchOptions,
): FaqSearch {
  const few = around(entries, found, neighboursOf);
  const known = new Set(few.map(({ _id }) => _id));
  const patch = createFaqSearch(few, options);
  return {
    warm: () => patch.warm(),
    search(question, { limit = 3, vector } = {}) {
      const before = base.search(question, { limit: limit + changed.size, vector });
      const now = patch.search(question, { limit, vector });
      const standing = before.matches.filter(({ entry }) => !changed.has(entry._id));
      // Where a changed entry comes into question, whoever stands beside it in the small index is judged there: scores of two indexes
      // say little about who leads whom.
      const concerned = now.matches.some(({ entry }) => changed.has(entry._id));
      const matches = concerned ? [...now.matches, ...standing.filter(({ entry }) => !known.has(entry._id))] : standing;
      matches.sort((a, b) => b.score - a.score);
      const best = matches[0];
      if (!best) return { verdict: 'none', matches: [] };
      const { verdict, matches: leading } = concerned ? now : before;
      const leads = leading[0]?.entry._id === best.entry._id;
      return { verdict: leads && verdict === 'answer' ? 'answer' : 'suggest', matches: matches.slice(0, limit) };
    },
  };
}

/** Ids of the entries that questions for this one could find instead. */
export function neighboursIn(base: FaqSearch, entry: FaqEntry): string[] {
  const near = questionsOf(entry).flatMap((text) => base.search(text, { limit: NEIGHBOURS }).matches);
  return [...new Set(near.map((match) => match.entry._id))];
}

/** The changed entries, those that are near them, and some that are not. */
function around(
  entries: ReadonlyMap<string, FaqEntry>,
  found: Iterable<string>,
  neighboursOf: Patch['neighboursOf'],
): FaqEntry[] {
  const present = [...found].flatMap((id) => entries.get(id) ?? []);
  const near = present.flatMap(neighboursOf).flatMap((id) => entries.get(id) ?? []);
  const stride = Math.max(1, Math.floor(entries.size / BACKGROUND));
  const background = [...entries.values()].filter((_, at) => at % stride === 0);
  return [...new Map([...background, ...near, ...present].map((entry) => [entry._id, entry])).values()];
}
