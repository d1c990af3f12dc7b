import type { Clock } from '../platform/clock';
import { dayOf } from '../platform/shanghai';
import { questionsOf } from './entry';
import type { FaqEntry, FaqResult } from './entry';
import type { EntryRecord } from './entry-record';
import { searchableOf } from './entry-record';
import type { SearchLexicon } from './lexicon';
import { LiveIndex } from './live-index';
import { CONSUMERS, isFor } from './reader';
import type { Reader } from './reader';
import type { FaqSearch, SearchOptions } from './search';
import type { SemanticVectors } from './semantic-vectors';
import { isValidOn } from './validity';

/** Finds entries for one kind of reader. */
export type AskKnowledge = (question: string, reader: Reader, options?: SearchOptions) => FaqResult;

export interface KnowledgeOptions {
  clock: Clock;
  lexicon: SearchLexicon;
  /** What the understanding reads texts by, so that a typo or a traditional character finds the same answer. */
  normalise: (text: string) => string;
  /** Where an embedding endpoint is asked what texts mean. */
  vectors?: SemanticVectors;
}

/** Readers to whom the same entries are open, and their index, built when the first of them asks. */
interface Group {
  readers: readonly Reader[];
  index?: LiveIndex;
}

/** After a bulk change the whole index is built anew when nothing has changed for so long. */
const QUIET_MS = 1000;

/**
 * The approved answers as they are at this moment, in memory: fed with every change of an entry, here or in another process, and
 * asked by every turn.
 */
export class Knowledge {
  private readonly entries = new Map<string, FaqEntry>();
  private groups: Group[] = [{ readers: ['staff', ...CONSUMERS] }];
  private quiet?: NodeJS.Timeout;

  constructor(private readonly options: KnowledgeOptions) {}

  /** Takes an entry in as it is now. */
  follow(record: EntryRecord): void {
    const entry = searchableOf(record);
    const before = this.entries.get(record._id);
    if (!entry && !before) return;
    if (entry) this.options.vectors?.want(questionsOf(entry));
    if (entry) this.entries.set(record._id, entry);
    else this.entries.delete(record._id);
    this.groups = this.groups.flatMap((group) => regroup(group, record._id, entry));
    if (this.groups.some(({ index }) => index?.wantsRebuild)) this.rebuildWhenQuiet();
  }

  /** Synchronous and local: at most `limit` matches (3 unless told), published, valid today and meant for this reader. */
  readonly search: AskKnowledge = (question, reader, options) => {
    const found = this.indexFor(reader).search.search(question, options);
    return found.verdict === 'answer' && this.belongsToOthers(question, reader, found, options?.vector)
      ? { ...found, verdict: 'suggest' }
      : found;
  };

  /** How questions would be answered were these entries live. */
  trial(entries: readonly FaqEntry[]): AskKnowledge {
    const built: { index: LiveIndex; ids: string; search: FaqSearch }[] = [];
    return (question, reader, options) => {
      const meant = entries.filter((entry) => isFor(entry, reader));
      const index = this.indexFor(reader);
      if (meant.length === 0) return index.search.search(question, options);
      const ids = meant.map(({ _id }) => _id).join();
      const known = built.find((one) => one.index === index && one.ids === ids) ?? { index, ids, search: index.with(meant) };
      if (!built.includes(known)) built.push(known);
      return known.search.search(question, options);
    };
  }

  /** The live entry, if it is valid today and this reader may have it. */
  entry(id: string, reader: Reader): FaqEntry | undefined {
    const entry = this.entries.get(id);
    const today = dayOf(this.options.clock.now());
    return entry?.status === 'published' && isValidOn(entry, today) && isFor(entry, reader) ? entry : undefined;
  }

  /** The entry as the search knows it, live or blocked, for whomever and whenever: for checks, never for a reader. */
  anyEntry(id: string): FaqEntry | undefined {
    return this.entries.get(id);
  }

  /** All that the search knows of, in no order. */
  anyEntries(): Iterable<FaqEntry> {
    return this.entries.values();
  }

  /** Builds the index that most consumers need, so that the first question does not. */
  warm(): void {
    this.indexFor(CONSUMERS[0]!).search.warm();
  }

  close(): void {
    clearTimeout(this.quiet);
  }

  /**
   * The question is rather one that only others get answered: its neighbour is not taken for the answer. Entries that share a way of
   * asking are the same question, answered to each audience in its own words.
   */
  private belongsToOthers(
    question: string,
    reader: Reader,
    { matches: [own] }: FaqResult,
    vector: Float32Array | undefined,
  ): boolean {
    if (reader === 'staff' || this.groups.length === 1) return false;
    const nearest = this.indexFor('staff').search.search(question, { limit: 1, vector }).matches[0]?.entry;
    if (!own || !nearest || isFor(nearest, reader)) return false;
    const ways = new Set(questionsOf(own.entry));
    return !questionsOf(nearest).some((way) => ways.has(way));
  }

  private indexFor(reader: Reader): LiveIndex {
    const group = this.groups.find(({ readers }) => readers.some((one) => sameReader(one, reader)))!;
    return (group.index ??= new LiveIndex(
      new Map([...this.entries].filter(([, entry]) => isFor(entry, group.readers[0]!))),
      this.options,
    ));
  }

  private rebuildWhenQuiet(): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      for (const { index } of this.groups) {
        if (!index?.wantsRebuild) continue;
        index.rebuild();
        index.search.warm();
      }
    }, QUIET_MS);
    this.quiet.unref();
  }
}

/** The same readers together, or apart from now on where the entry is for some of them only. */
function regroup({ readers, index }: Group, id: string, entry: FaqEntry | undefined): Group[] {
  const meant = readers.filter((reader) => entry && isFor(entry, reader));
  if (meant.length > 0 && meant.length < readers.length)
    return [{ readers: meant }, { readers: readers.filter((reader) => !meant.includes(reader)) }];
  index?.update(id, meant.length > 0 ? entry : undefined);
  return [{ readers, index }];
}

function sameReader(one: Reader, other: Reader): boolean {
  if (one === 'staff' || other === 'staff') return one === other;
  return one.channel === other.channel && one.elder === other.elder;
}
