import type { Artefact, TrainedIntent } from '../model/artefact';
import type { Siblings } from '../model/classifier';
import { createFeatureReader } from '../model/features';
import { RowTable } from '../model/row-table';
import { createScorer, toProbabilities } from '../model/scorer';
import { normalise } from '../normalise';
import { loadSafetyRules } from '../safety';
import type { CoarseIntent } from '../types';
import { loadSentenceVectors } from '../../platform/sentence-vector';
import { disturb } from './augment';
import { fitTemperature } from './calibrate';
import type { Scored } from './calibrate';
import type { Corpus, Utterance } from './corpus';
import { prepareLesson } from './examples';
import type { Lesson } from './examples';
import { fit } from './fit';
import type { Weights } from './fit';
import { quantise, strongestRows } from './quantise';
import { seededRandom } from './random';
import type { Random } from './random';
import type { Text } from './text';

const SEED = 20261101;
/** Disturbed copies of each utterance, which together count as much as the original. */
const COPIES = 1;
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
  const { temperature, heldOut } = rehearse(
    corpus,
    texts.filter(({ utterance }) => !isHeldOut(utterance)),
    texts.filter(({ utterance }) => isHeldOut(utterance)),
  );
  return { artefact: { ...train(corpus, texts), temperature }, heldOut };
}

/** An utterance and its disturbed copies as the classifier sees them. */
function readTexts({ utterances }: Corpus): Text[] {
  const random = seededRandom(SEED);
  const readFeatures = createFeatureReader(loadSentenceVectors());
  const safetyRules = loadSafetyRules();
  return utterances.map((utterance) => ({
    utterance,
    variants: [utterance.text, ...Array.from({ length: COPIES }, () => disturb(utterance.text, random))].map((one) => {
      const normalised = normalise(one);
      return readFeatures(normalised, safetyRules.find(normalised));
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

/** How the coarse layer does on speakers it did not hear; the fine one has no part in that. */
function rehearse(
  corpus: Corpus,
  heard: readonly Text[],
  unheard: readonly Text[],
): Pick<Learned, 'heldOut'> & { temperature: number } {
  const lesson = prepareLesson(corpus, heard);
  const { intents, groups, keys } = lesson;
  const coarse = fitCoarse(lesson, seededRandom(SEED));
  const kept = strongestRows(coarse, keys.length, COARSE_ROWS);
  const table = new RowTable(keysOf(keys, kept));
  const score = createScorer(quantise(coarse, kept, keys.length));
  const scored = unheard.flatMap(({ utterance, variants: [original] }): Scored[] => {
    const fine = intents.findIndex(({ name }) => name === utterance.intent);
    if (!original) return [];
    return [{ scores: score(original, table.rowsOf(original.keys), 0, groups.length), label: lesson.coarseOf(fine) }];
  });
  const temperature = fitTemperature(scored);
  const nameOf = (label: number): CoarseIntent => (intents[(groups[label] as Siblings).from] as TrainedIntent).coarse;
  const heldOut = scored.map(({ scores, label }): Judged => {
    const probabilities = toProbabilities(scores, temperature);
    const highest = Math.max(...probabilities);
    return { expected: nameOf(label), coarse: nameOf(probabilities.indexOf(highest)), score: highest };
  });
  return { temperature, heldOut };
}

function train(corpus: Corpus, texts: readonly Text[]): Omit<Artefact, 'temperature'> {
  const random = seededRandom(SEED);
  const lesson = prepareLesson(corpus, texts);
  const { intents, keys } = lesson;
  const coarse = fitCoarse(lesson, random);
  const fine = fitFine(lesson, random);
  const fineRows = strongestRows(fine, keys.length, FINE_ROWS);
  const rows = [...new Set([...fineRows, ...strongestRows(coarse, keys.length, COARSE_ROWS)])];
  return {
    intents,
    keys: keysOf(keys, rows),
    coarse: quantise(coarse, rows, keys.length),
    fine: quantise(fine, fineRows, keys.length),
  };
}

function fitCoarse({ examples, coarseOf, groups, rows }: Lesson, random: Random): Weights {
  const all: Siblings = { from: 0, to: groups.length };
  return fit(
    examples.map((example) => ({ ...example, label: coarseOf(example.label) })),
    { ...SETTINGS, rows, classes: groups.length, rivals: () => all },
    random,
  );
}

function fitFine({ examples, intents, coarseOf, groups, rows }: Lesson, random: Random): Weights {
  const rivals = intents.map((_, label) => groups[coarseOf(label)] as Siblings);
  return fit(examples, { ...SETTINGS, rows, classes: intents.length, rivals: (label) => rivals[label] as Siblings }, random);
}

function keysOf(keys: Uint32Array, rows: readonly number[]): Uint32Array {
  return Uint32Array.from(rows, (row) => keys[row] as number);
}
