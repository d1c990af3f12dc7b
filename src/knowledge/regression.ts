import { setImmediate as breathe } from 'node:timers/promises';
import type { FaqEntry, FaqResult } from './entry';
import { questionsOf } from './entry';
import type { AskKnowledge } from './knowledge';
import { CONSUMERS, isFor } from './reader';
import type { Reader } from './reader';

/** A question whose answer changes. */
export interface Changed {
  question: string;
  /** The entry it belongs to; absent where it must find none. */
  owner?: string;
  before: FaqResult;
  after: FaqResult;
}

/** What a change does to the questions that are answered rightly today. */
export interface Regression {
  /** How many questions were asked, and how many of them were right before and after. */
  asked: number;
  before: number;
  after: number;
  drops: Changed[];
  gains: Changed[];
}

export interface RegressionSet {
  candidate: FaqEntry;
  /** The candidate as it is live. */
  former?: FaqEntry;
  /** Everything that can be found today. */
  entries: Iterable<FaqEntry>;
  /** Questions that must find none. */
  declined: readonly string[];
}

interface Question {
  question: string;
  owner?: string;
  reader: Reader;
  likeness: number;
}

/** Only questions that share so much of their characters with one way of asking for the candidate can be lost to it, or won. */
const SHARED_FROM = 0.5;
/** The most alike, of these, are asked. */
const ASKED = 400;
/** So many questions are asked before turns have their turn; so many are compared. */
const ASKED_AT_ONCE = 10;
const COMPARED_AT_ONCE = 2000;

/**
 * Asks again whatever the change can affect. A published wording finds its own entry because it says the same word for word; to be led astray
 * it has to be very like the candidate, so that the most similar questions are the ones at risk.
 */
export async function askAgain(ask: { before: AskKnowledge; after: AskKnowledge }, set: RegressionSet): Promise<Regression> {
  const questions = await atRisk(set);
  const found: Regression = { asked: questions.length, before: 0, after: 0, drops: [], gains: [] };
  for (const [at, { question, owner, reader }] of questions.entries()) {
    if (at % ASKED_AT_ONCE === 0) await breathe();
    const [before, after] = [ask.before(question, reader), ask.after(question, reader)];
    const [was, is] = [isRight(before, owner), isRight(after, owner)];
    if (was) found.before++;
    if (is) found.after++;
    if (was !== is) (was ? found.drops : found.gains).push({ question, ...(owner ? { owner } : {}), before, after });
  }
  return found;
}

/** Someone for whom an entry is meant: its questions are asked as this reader, as one for whom `other` is meant too where there is one. */
export function readerOf(entry: Audienced, other: Audienced = entry): Reader {
  const readers = CONSUMERS.filter((reader) => isFor(entry, reader));
  return readers.find((reader) => isFor(other, reader)) ?? readers[0] ?? 'staff';
}

type Audienced = Pick<FaqEntry, 'audience'>;

/** Two that asked about different things, as one. */
export function together(one: Regression, other: Regression): Regression {
  return {
    asked: one.asked + other.asked,
    before: one.before + other.before,
    after: one.after + other.after,
    drops: [...one.drops, ...other.drops],
    gains: [...one.gains, ...other.gains],
  };
}

/** The entries with the questions most like the candidate's, at most `most`; those that are hardly like it are left out. */
export function mostAlike(candidate: FaqEntry, entries: readonly FaqEntry[], most: number): FaqEntry[] {
  const ways = waysOf([candidate]);
  return entries
    .map((entry) => ({ entry, likeness: Math.max(...questionsOf(entry).map((question) => likenessTo(ways, question))) }))
    .filter(({ likeness }) => likeness >= SHARED_FROM)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ entry }) => entry);
}

async function atRisk({ candidate, former, entries, declined }: RegressionSet): Promise<Question[]> {
  const ways = waysOf(former ? [candidate, former] : [candidate]);
  const alike: Question[] = [];
  let compared = 0;
  const consider = async (question: string, owner: string | undefined, reader: Reader): Promise<void> => {
    if (++compared % COMPARED_AT_ONCE === 0) await breathe();
    const likeness = likenessTo(ways, question);
    if (likeness >= SHARED_FROM) alike.push({ question, owner, reader, likeness });
  };
  for (const entry of entries) {
    if (entry.status !== 'published') continue;
    const own = entry._id === candidate._id;
    // A wording that its authors have taken out is no longer the entry's to find.
    for (const question of questionsOf(entry))
      if (!own || candidate.wordings.includes(question)) await consider(question, entry._id, readerOf(entry, candidate));
  }
  for (const question of declined) await consider(question, undefined, readerOf(candidate));
  return alike.sort((a, b) => b.likeness - a.likeness).slice(0, ASKED);
}

function waysOf(entries: readonly FaqEntry[]): ReadonlySet<string>[] {
  return entries.flatMap(questionsOf).map((way) => new Set(way));
}

function likenessTo(ways: readonly ReadonlySet<string>[], question: string): number {
  return Math.max(...ways.map((way) => shared(question, way)));
}

/** The share of a text's characters that are in a set. */
function shared(text: string, among: ReadonlySet<string>): number {
  let [all, common] = [0, 0];
  for (const character of text) {
    all++;
    if (among.has(character)) common++;
  }
  return common / Math.max(1, all);
}

function isRight({ verdict, matches }: FaqResult, owner: string | undefined): boolean {
  return owner === undefined ? verdict === 'none' : matches[0]?.entry._id === owner;
}
