import type { FaqEntry } from './entry';
import { neighboursIn, patchSearch } from './patched-search';
import { createFaqSearch } from './search';
import type { FaqSearch, FaqSearchOptions } from './search';

/** Up to so many entries the index is built anew after a change, which takes less than a turn may wait. */
const BUILT_ANEW_UP_TO = 1000;
/** So many changes a patch finds: the latest. */
const PATCHED_UP_TO = 100;

/** A search that follows its entries: what changes is found, and what goes is not, from the next question on. */
export class LiveIndex {
  private base: FaqSearch;
  private patched?: FaqSearch;
  /** Since `base` was built; the latest change last. */
  private readonly changed = new Set<string>();
  /** Of changed entries, as `base` finds them: what one change cost is not paid again with the next. */
  private neighbours = new WeakMap<FaqEntry, readonly string[]>();

  constructor(
    private readonly entries: Map<string, FaqEntry>,
    private readonly options: FaqSearchOptions,
  ) {
    this.base = createFaqSearch([...entries.values()], options);
  }

  get search(): FaqSearch {
    if (this.changed.size === 0) return this.base;
    if (this.entries.size <= BUILT_ANEW_UP_TO) this.rebuild();
    else this.patched ??= this.patch(this.entries, this.changed);
    return this.patched ?? this.base;
  }

  /** More has changed than a patch holds: some of it is found only after `rebuild`. */
  get wantsRebuild(): boolean {
    return this.changed.size > PATCHED_UP_TO;
  }

  /** @param entry `undefined` where it is gone */
  update(id: string, entry: FaqEntry | undefined): void {
    if (entry) this.entries.set(id, entry);
    else if (!this.entries.delete(id)) return;
    this.changed.delete(id);
    this.changed.add(id);
    this.patched = undefined;
  }

  /** Builds the whole index with the next question: for 10,000 entries a matter of seconds. */
  rebuild(): void {
    this.changed.clear();
    this.patched = undefined;
    this.neighbours = new WeakMap();
    this.base = createFaqSearch([...this.entries.values()], this.options);
  }

  /** The search as it would be with entries as they are not yet; of many the last are sure to be found. */
  with(trial: readonly FaqEntry[]): FaqSearch {
    const entries = new Map(this.entries);
    for (const entry of trial) entries.set(entry._id, entry);
    if (entries.size <= BUILT_ANEW_UP_TO) return createFaqSearch([...entries.values()], this.options);
    const ids = trial.map(({ _id }) => _id);
    return this.patch(entries, new Set([...[...this.changed].filter((id) => !ids.includes(id)), ...ids]));
  }

  private patch(entries: ReadonlyMap<string, FaqEntry>, changed: ReadonlySet<string>): FaqSearch {
    const found = [...changed].slice(-PATCHED_UP_TO);
    const neighboursOf = (entry: FaqEntry): readonly string[] => this.neighboursOf(entry);
    return patchSearch(this.base, { entries, changed, found, neighboursOf }, this.options);
  }

  private neighboursOf(entry: FaqEntry): readonly string[] {
    const known = this.neighbours.get(entry) ?? neighboursIn(this.base, entry);
    this.neighbours.set(entry, known);
    return known;
  }
}
