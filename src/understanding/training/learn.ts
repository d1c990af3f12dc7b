import { BIAS, createClassifier } from '../model/classifier';
import type { Artefact } from '../model/artefact';
import { extractFeatures } from '../model/features';
import { normalise } from '../normalise';
import { loadSafetyRules } from '../safety';
import { RowTable } from '../model/row-table';
import { COARSE_INTENTS } from '../types';
import type { CoarseIntent } from '../types';
import { disturb } from './augment';
import { fitTemperature } from './calibrate';
import type { Corpus, Utterance } from './corpus';
import { fit } from './fit';
import type { Example, Weights } from './fit';
import { quantise } from './quantise';
import { seededRandom } from './random';
import { chooseKeys } from './vocabulary';

const SEED = 20261101;
/**
 * The model is the mean of so many, each trained on its own disturbed copies and in its own order: one alone moves by three points of
 * macro F1 with the seed. The mean of linear models is a linear model, so it costs nothing to run.
 */
const RUNS = 2;
/** Disturbed copies of each utterance in a run, which together count as much as the original. */
const COPIES = 2;
/** 0: each utterance counts the same. 1: each coarse label does. */
const BALANCE = 0.5;
/** One speaker in so many is held out to calibrate the scores. */
const HELD_OUT = 5;
const SETTINGS = { epochs: 5, learningRate: 0.2, dropout: 0.2, smoothing: 0.05, coarseShare: 0.5 };

/** How a text of a speaker who was not heard in training was judged. */
export interface Judged {
  expected: CoarseIntent;
  coarse: CoarseIntent;
  /** The calibrated probability. */
  score: number;
}

export interface Learned {
  artefact: Artefact;
  heldOut: readonly Judged[];
}

/** Trains the classifier; the temperature comes from speakers held out. The same corpus gives the same bytes. */
export function learn(corpus: Corpus): Learned {
  const isHeldOut = chooseHeldOut(corpus.utterances);
  const unheard = corpus.utterances.filter(isHeldOut);
  const trial = train({ ...corpus, utterances: corpus.utterances.filter((utterance) => !isHeldOut(utterance)) });
  const temperature = fitTemperature(trial, unheard);
  return { artefact: { ...train(corpus), temperature }, heldOut: judge({ ...trial, temperature }, unheard) };
}

/** Whole speakers, by a hash of their names, so that a new speaker changes no other. */
function chooseHeldOut(utterances: readonly Utterance[]): (utterance: Utterance) => boolean {
  const few = utterances.length < 200;
  return ({ speaker }) => {
    let hash = 7;
    for (let index = 0; index < speaker.length; index++) hash = Math.imul(hash ^ speaker.charCodeAt(index), 0x01000193);
    return ((hash ^ (hash >>> 13)) >>> 0) % (few ? 2 : HELD_OUT) === 0;
  };
}

function train({ intents, utterances }: Corpus): Artefact {
  const random = seededRandom(SEED);
  const findDangers = loadSafetyRules();
  const variants = utterances.map(({ text }) =>
    [text, ...Array.from({ length: RUNS * COPIES }, () => disturb(text, random))].map((one) => {
      const normalised = normalise(one);
      return extractFeatures(normalised, findDangers(normalised));
    }),
  );
  const keys = chooseKeys(variants);
  const table = new RowTable(keys);
  const labels = new Map(intents.map(({ name }, index) => [name, index]));
  const coarseOf = intents.map(({ coarse }) => COARSE_INTENTS.indexOf(coarse));
  const weightOf = balance(utterances.map(({ intent }) => coarseOf[labels.get(intent) ?? 0] ?? 0));
  const settings = { ...SETTINGS, rows: keys.length + 1, classes: intents.length, coarseOf };

  const fitted = Array.from({ length: RUNS }, (_, run) => {
    const examples = utterances.flatMap(({ intent }, index): Example[] => {
      const label = labels.get(intent) ?? 0;
      const weight = weightOf(coarseOf[label] ?? 0);
      const [original, ...disturbed] = variants[index] ?? [];
      return [original ?? new Map<number, number>(), ...disturbed.slice(run * COPIES, (run + 1) * COPIES)].map(
        (features, copy) => ({
          ...toRows(features, table, keys.length),
          label,
          weight: copy === 0 ? weight : weight / COPIES,
        }),
      );
    });
    return fit(examples, settings, random);
  });
  return { intents, temperature: 1, ...quantise(keys, average(fitted)) };
}

function average(fitted: readonly Weights[]): Weights {
  const [first, ...others] = fitted as [Weights, ...Weights[]];
  const weights = first.weights.map(
    (value, index) => others.reduce((sum, other) => sum + (other.weights[index] as number), value) / fitted.length,
  );
  return { ...first, weights };
}

function toRows(features: ReadonlyMap<number, number>, table: RowTable, biasRow: number): Pick<Example, 'rows' | 'values'> {
  const rows: number[] = [];
  const values: number[] = [];
  for (const [key, value] of features) {
    const row = table.find(key);
    if (row < 0) continue;
    rows.push(row);
    values.push(value);
  }
  return { rows: Int32Array.from([...rows, biasRow]), values: Float32Array.from([...values, BIAS]) };
}

function balance(coarse: readonly number[]): (label: number) => number {
  const counts = new Map<number, number>();
  for (const label of coarse) counts.set(label, (counts.get(label) ?? 0) + 1);
  const mean = coarse.length / counts.size;
  return (label) => (mean / (counts.get(label) ?? mean)) ** BALANCE;
}

function judge(artefact: Artefact, utterances: readonly Utterance[]): Judged[] {
  const classify = createClassifier(artefact);
  const findDangers = loadSafetyRules();
  const coarse = new Map(artefact.intents.map((intent) => [intent.name, intent.coarse]));
  return utterances.flatMap(({ text, intent }) => {
    const expected = coarse.get(intent);
    const normalised = normalise(text);
    const best = classify(normalised, findDangers(normalised))[0];
    return expected && best ? [{ expected, coarse: best.intent.coarse, score: best.coarseProbability }] : [];
  });
}
