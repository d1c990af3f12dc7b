import type { Artefact, TrainedIntent } from '../model/artefact';
import { siblings } from '../model/siblings';
import type { Siblings } from '../model/siblings';
import { createFeatureReader } from '../model/features';
import { createJudges, temper } from '../model/judges';
import { normalise } from '../normalise';
import { loadSafetyRules } from '../safety';
import type { CoarseIntent } from '../types';
import { loadSentenceVectors } from '../../platform/sentence-vector';
import { disturb } from './augment';
import { fitTemperature } from './calibrate';
import type { Scored } from './calibrate';
import type { Corpus, Utterance } from './corpus';
import { prepareLesson } from './examples';
import { fitLinear } from './fit';
import { fitNetwork } from './fit-network';
import { quantise } from './quantise';
import { seededRandom } from './random';
import type { Text } from './text';

const SEED = 20261101;
/** Disturbed copies of each utterance, which together count as much as the original. */
const COPIES = 1;
/** One speaker in so many is held out to calibrate the scores. */
const HELD_OUT = 5;

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

/** How the classifier does on speakers it did not hear. */
function rehearse(
  corpus: Corpus,
  heard: readonly Text[],
  unheard: readonly Text[],
): Pick<Learned, 'heldOut'> & { temperature: number } {
  const trained = train(corpus, heard);
  const { intents } = trained;
  const groups = siblings(intents);
  const judge = createJudges(trained);
  const scored = unheard.flatMap(({ utterance, variants: [original] }): Scored[] => {
    const fine = intents.findIndex(({ name }) => name === utterance.intent);
    if (!original) return [];
    return [{ ofLabels: judge(original).ofLabels, label: groups.findIndex(({ to }) => fine < to) }];
  });
  const temperature = fitTemperature(scored);
  const nameOf = (label: number): CoarseIntent => (intents[(groups[label] as Siblings).from] as TrainedIntent).coarse;
  const heldOut = scored.map(({ ofLabels, label }): Judged => {
    const probabilities = temper(ofLabels, temperature);
    const highest = Math.max(...probabilities);
    return { expected: nameOf(label), coarse: nameOf(probabilities.indexOf(highest)), score: highest };
  });
  return { temperature, heldOut };
}

function train(corpus: Corpus, texts: readonly Text[]): Omit<Artefact, 'temperature'> {
  const random = seededRandom(SEED);
  const { intents, groups, keys, rows, fineKeys, ofIntents, ofLabels } = prepareLesson(corpus, texts);
  const fine = fitLinear(ofIntents, rows - keys.length + fineKeys, intents.length, random);
  const { hidden, head } = fitNetwork(ofLabels, rows, groups.length, random);
  return { intents, keys, fine: quantise(fine, fineKeys), hidden: quantise(hidden, keys.length), head };
}
