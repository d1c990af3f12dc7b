import { setImmediate as breathe } from 'node:timers/promises';
import { derivedId } from '../platform/ids';
import type { FaqSignal } from './feedback';
import { lettersOf } from '../understanding/letters';
import type { SearchLexicon } from './lexicon';
import { createTextIndex } from './text-index';

/** Questions that found no answer and ask about the same. */
export interface MissGroup {
  /** Stable as long as its most frequent question is. */
  id: string;
  /** The most frequent way of asking. */
  question: string;
  /** How often it was asked in any way. */
  count: number;
  firstAt: Date;
  lastAt: Date;
  /** Every way of asking, the most frequent first. */
  questions: string[];
  missIds: string[];
}

export interface MissReading {
  lexicon: SearchLexicon;
  normalise: (text: string) => string;
}

/** Two questions this alike (`Nearest.likeness`, 0–1) ask about the same. */
const ALIKE_FROM = 0.5;
const SLICE = 25;

/**
 * Groups misses by similarity, the most asked group first. Each question joins the most frequent one that it is like; lets turns
 * pass in between, since a thousand questions take about a second.
 */
export async function groupMisses(misses: readonly FaqSignal[], { lexicon, normalise }: MissReading): Promise<MissGroup[]> {
  const ways = waysOfAsking(misses, (text) => lettersOf(normalise(text)));
  const index = createTextIndex(
    ways.map(({ letters }) => [letters]),
    lexicon,
  );
  const taken = new Set<number>();
  const groups: MissGroup[] = [];
  for (const [at, way] of ways.entries()) {
    if (at % SLICE === SLICE - 1) await breathe();
    if (taken.has(at)) continue;
    const alike = index
      .nearest(way.letters)
      .filter(({ group, likeness }) => group > at && likeness >= ALIKE_FROM && !taken.has(group));
    const members = [way, ...alike.map(({ group }) => ways[group]!)];
    for (const { group } of alike) taken.add(group);
    groups.push(groupOf(members.map(({ signals }) => signals)));
  }
  return groups.sort((a, b) => b.count - a.count || b.lastAt.getTime() - a.lastAt.getTime());
}

/** Misses in the same words together, the most frequent first. */
function waysOfAsking(misses: readonly FaqSignal[], read: (text: string) => string): { letters: string; signals: FaqSignal[] }[] {
  const ways = new Map<string, FaqSignal[]>();
  for (const signal of misses) {
    const letters = read(signal.question ?? '');
    if (letters === '') continue;
    ways.set(letters, [...(ways.get(letters) ?? []), signal]);
  }
  return [...ways].map(([letters, signals]) => ({ letters, signals })).sort((a, b) => b.signals.length - a.signals.length);
}

function groupOf(ways: readonly (readonly FaqSignal[])[]): MissGroup {
  const signals = ways.flat();
  const times = signals.map(({ at }) => at.getTime());
  const questions = ways.map(([first]) => first?.question ?? '');
  const question = questions[0] ?? '';
  return {
    id: derivedId('mg', question),
    question,
    count: signals.length,
    firstAt: new Date(Math.min(...times)),
    lastAt: new Date(Math.max(...times)),
    questions,
    missIds: signals.map(({ _id }) => _id),
  };
}
