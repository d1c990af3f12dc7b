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

/** Other entries come into question for one that is changed when they are among so many that its own wordings find. */
const NEIGHBOURS = 20;
/** So many questions are asked before turns have their turn. */
const SLICE = 25;

/**
 * Asks again what the change can affect: every way of asking for the entries that the changed one's own wordings come near, its own former
 * wordings, and every question that must find none. Entries further away share too little with it to lose a question to it.
 *
 * @param former the entry as it is live
 * @param declined questions that must find none
 */
export async function askAgain(
  ask: { before: AskKnowledge; after: AskKnowledge },
  {
    candidate,
    former,
    declined,
    entry,
  }: {
    candidate: FaqEntry;
    former?: FaqEntry;
    declined: readonly string[];
    entry: (id: string) => FaqEntry | undefined;
  },
): Promise<Regression> {
  const reader = readerOf(candidate);
  const near = new Set(
    [...questionsOf(candidate), ...(former ? questionsOf(former) : [])].flatMap((question) =>
      ask.after(question, reader, { limit: NEIGHBOURS }).matches.map((match) => match.entry._id),
    ),
  );
  near.delete(candidate._id);
  const kept = former && { ...former, wordings: former.wordings.filter((wording) => candidate.wordings.includes(wording)) };
  const owners = [...[...near].flatMap((id) => entry(id) ?? []), ...(kept ? [kept] : [])].filter(
    ({ status }) => status === 'published',
  );
  const questions: { question: string; owner?: string; reader: Reader }[] = [
    ...owners.flatMap((owner) => questionsOf(owner).map((question) => ({ question, owner: owner._id, reader: readerOf(owner) }))),
    ...declined.map((question) => ({ question, reader })),
  ];

  const found: Regression = { asked: questions.length, before: 0, after: 0, drops: [], gains: [] };
  for (const [at, { question, owner, reader: asking }] of questions.entries()) {
    if (at % SLICE === SLICE - 1) await breathe();
    const [before, after] = [ask.before(question, asking), ask.after(question, asking)];
    const [was, is] = [isRight(before, owner), isRight(after, owner)];
    if (was) found.before++;
    if (is) found.after++;
    if (was !== is) (was ? found.drops : found.gains).push({ question, ...(owner ? { owner } : {}), before, after });
  }
  return found;
}

/** Someone for whom an entry is meant: its questions are asked as this reader. */
export function readerOf(entry: FaqEntry): Reader {
  return CONSUMERS.find((reader) => isFor(entry, reader)) ?? 'staff';
}

function isRight({ verdict, matches }: FaqResult, owner: string | undefined): boolean {
  return owner === undefined ? verdict === 'none' : matches[0]?.entry._id === owner;
}
