/**
 * Fits the weights of `src/knowledge/confidence.ts` and prints them. Every wording asks twice: once with only itself left out (the rest of
 * its entry should be found), once with its whole entry left out (whatever is found is wrong). No test question takes part.
 */
import { evidenceAt } from '../src/knowledge/confidence';
import { loadSearchLexicon } from '../src/knowledge/lexicon';
import { loadFaqEntries } from '../src/knowledge/load-content';
import { lettersOf } from '../src/understanding/letters';
import { normalise } from '../src/understanding/normalise';
import { createTextIndex } from '../src/knowledge/text-index';
import type { TextIndex } from '../src/knowledge/text-index';

const read = (text: string): string => lettersOf(normalise(text));

const ROUNDS = 10_000;
const STEP = 1;
const DECAY = 1e-4;

interface Sample {
  factors: number[];
  right: boolean;
}

const lexicon = loadSearchLexicon();
/** The index is built thousands of times over the same texts. */
const remembering = { ...lexicon, vectorOf: remember(lexicon.vectorOf) };
const entries = loadFaqEntries();
const published = entries.filter((entry) => entry.status === 'published').length;
const groups = [
  ...[...entries]
    .sort((a, b) => Number(b.status === 'published') - Number(a.status === 'published'))
    .map((e) => [e.title, ...e.wordings]),
  ...lexicon.declined.map((topic) => topic.wordings),
].map((group) => group.map(read));

const samples = groups.slice(0, published).flatMap((texts, group) => {
  const without = groups.map((others, at) => (at === group ? [] : others));
  const strangers = createTextIndex(without, remembering);
  return texts.flatMap((text) => {
    const left = groups.map((others, at) => (at === group ? texts.filter((other) => other !== text) : others));
    return [...ask(createTextIndex(left, remembering), text, group), ...ask(strangers, text, group)];
  });
});
console.log(`${samples.length} samples, ${samples.filter((sample) => sample.right).length} right`);
console.log('bias, likeness, coverage, lead:', fit(samples).join(', '));

function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? read(text);
    known.set(text, value);
    return value;
  };
}

function ask(index: TextIndex, text: string, group: number): Sample[] {
  const candidates = index.nearest(text);
  const found = candidates[0]?.group ?? Infinity;
  const { likeness, coverage, lead } = evidenceAt(candidates, 0);
  return found < published ? [{ factors: [1, likeness, coverage, lead], right: found === group }] : [];
}

/** Logistic regression by gradient descent: bias, likeness, coverage, lead. */
function fit(data: readonly Sample[]): number[] {
  const weights = new Array<number>(4).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight) => DECAY * weight);
    for (const { factors, right } of data) {
      const sum = factors.reduce((total, value, at) => total + value * weights[at]!, 0);
      const error = 1 / (1 + Math.exp(-sum)) - Number(right);
      factors.forEach((value, at) => (gradient[at]! += (error * value) / data.length));
    }
    weights.forEach((_, at) => (weights[at]! -= STEP * gradient[at]!));
  }
  return weights.map((weight) => Number(weight.toFixed(2)));
}
