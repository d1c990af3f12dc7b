import { BIAS, createFeatureClassifier, siblings } from '../model/classifier';
import type { Siblings } from '../model/classifier';
import type { Artefact } from '../model/artefact';
import { createFeatureReader } from '../model/features';
import type { Features } from '../model/features';
import { normalise } from '../normalise';
import { loadSafetyRules } from '../safety';
import { RowTable } from '../model/row-table';
import { COARSE_INTENTS } from '../types';
import type { CoarseIntent } from '../types';
import { disturb } from './augment';
import { fitTemperature } from './calibrate';
import type { Corpus, Utterance } from './corpus';
import { fit } from './fit';
import type { Example } from './fit';
import { quantise } from './quantise';
import { seededRandom } from './random';
import { loadSentenceVectors } from '../../platform/sentence-vector';
import { chooseKeys } from './vocabulary';
import type { Text } from './text';

const SEED = 20261101;
/** Disturbed copies of each utterance, which together count as much as the original. */
const COPIES = 1;
/** 0: each utterance counts the same. 1: each coarse label does. */
const BALANCE = 1;
/** One speaker in so many is held out to calibrate the scores. */
const HELD_OUT = 5;
const SETTINGS = { epochs: 5, learningRate: 0.2, dropout: 0.4, smoothing: 0.05 };
/** Rows that are kept: together some 6 MB. */
const COARSE_ROWS = 150_000;
const FINE_ROWS = 40_000;

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
  const texts = readTexts(corpus);
  const isHeldOut = chooseHeldOut(corpus.utterances);
  const unheard = texts.filter(({ utterance }) => isHeldOut(utterance));
  const trial = train(
    corpus,
    texts.filter(({ utterance }) => !isHeldOut(utterance)),
  );
  const temperature = fitTemperature(trial, unheard);
  return { artefact: { ...train(corpus, texts), temperature }, heldOut: judge({ ...trial, temperature }, unheard) };
}

/** An utterance and its disturbed copies as the classifier sees them. */
function readTexts({ utterances }: Corpus): Text[] {
  const random = seededRandom(SEED);
  const readFeatures = createFeatureReader(loadSentenceVectors());
  const findDangers = loadSafetyRules();
  return utterances.map((utterance) => ({
    utterance,
    variants: [utterance.text, ...Array.from({ length: COPIES }, () => disturb(utterance.text, random))].map((one) => {
      const normalised = normalise(one);
      return readFeatures(normalised, findDangers(normalised));
    }),
  }));
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

function train(corpus: Corpus, texts: readonly Text[]): Artefact {
  const random = seededRandom(SEED);
  const intents = COARSE_INTENTS.flatMap((label) => corpus.intents.filter(({ coarse }) => coarse === label));
  const keys = chooseKeys(texts);
  const table = new RowTable(keys);
  const fineOf = new Map(intents.map(({ name }, index) => [name, index]));
  const groups = siblings(intents);
  const coarseOf = (fine: number): number => groups.findIndex(({ to }) => fine < to);
  const labels = texts.map(({ utterance }) => fineOf.get(utterance.intent) as number);
  const weightOf = balance(labels.map(coarseOf));

  const examples = labels.flatMap((label, index): Example[] =>
    (texts[index] as Text).variants.map((features, copy) => ({
      ...toRows(features, table, keys.length),
      label,
      weight: weightOf(coarseOf(label)) / (copy === 0 ? 1 : COPIES),
    })),
  );
  const rows = keys.length + 1;
  const all: Siblings = { from: 0, to: groups.length };
  const coarse = fit(
    examples.map((example) => ({ ...example, label: coarseOf(example.label) })),
    { ...SETTINGS, rows, classes: groups.length, rivals: () => all },
    random,
  );
  const rivals = intents.map((_, label) => groups[coarseOf(label)] as Siblings);
  const fine = fit(
    examples,
    { ...SETTINGS, rows, classes: intents.length, rivals: (label) => rivals[label] as Siblings },
    random,
  );
  return {
    intents,
    temperature: 1,
    coarse: quantise(keys, coarse, COARSE_ROWS),
    fine: quantise(keys, fine, FINE_ROWS),
  };
}

function toRows(features: Features, table: RowTable, biasRow: number): Pick<Example, 'rows' | 'values'> {
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

function judge(artefact: Artefact, texts: readonly Text[]): Judged[] {
  const classify = createFeatureClassifier(artefact);
  const coarse = new Map(artefact.intents.map((intent) => [intent.name, intent.coarse]));
  return texts.flatMap(({ utterance, variants: [original] }) => {
    const expected = coarse.get(utterance.intent);
    const best = original && classify(original)[0];
    return expected && best ? [{ expected, coarse: best.intent.coarse, score: best.coarseProbability }] : [];
  });
}
