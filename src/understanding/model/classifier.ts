import { COARSE_INTENTS } from '../types';
import type { SafetySignal } from '../types';
import type { Artefact, Layer, TrainedIntent } from './artefact';
import type { Features, ReadFeatures } from './features';
import { RowTable } from './row-table';

/** What the classifier says of a text, best first. Probabilities of all intents add up to 1. */
export interface Classification {
  intent: TrainedIntent;
  /** Of this fine intent. */
  probability: number;
  /** Of its coarse label. Those of all coarse labels add up to 1. */
  coarseProbability: number;
}

/** Takes normalised text and what the safety rules found in it. */
export type Classify = (normalised: string, signals: readonly SafetySignal[]) => Classification[];

/** The value of the bias row: the same in training. */
export const BIAS = 0.3;

/** Makes a stored model ready for use. Some 50 µs a short message. */
export function createClassifier(artefact: Artefact, readFeatures: ReadFeatures): Classify {
  const classify = createFeatureClassifier(artefact);
  return (normalised, signals) => classify(readFeatures(normalised, signals));
}

/** The same for features that were read before. */
export function createFeatureClassifier({
  intents,
  temperature,
  coarse,
  fine,
}: Artefact): (features: Features) => Classification[] {
  const scoreCoarse = createScorer(coarse);
  const scoreFine = createScorer(fine);
  const groups = siblings(intents);

  return (features) => {
    const ofCoarse = toProbabilities(scoreCoarse(features), temperature);
    const within = scoreFine(features);
    for (const { from, to } of groups) toProbabilities(within.subarray(from, to), 1);
    const classified = groups.flatMap(({ from, to }, label) => {
      const coarseProbability = ofCoarse[label] as number;
      return intents.slice(from, to).map((intent, place) => ({
        intent,
        probability: (within[from + place] as number) * coarseProbability,
        coarseProbability,
      }));
    });
    return classified.sort((a, b) => b.coarseProbability - a.coarseProbability || b.probability - a.probability);
  };
}

/** A run of fine intents that share a coarse label: `intents.slice(from, to)`. Its place in the list is the label's class. */
export interface Siblings {
  from: number;
  to: number;
}

/** The runs of intents of one coarse label each, in the order of `COARSE_INTENTS`; the intents of a label stand together. */
export function siblings(intents: readonly Pick<TrainedIntent, 'coarse'>[]): Siblings[] {
  return COARSE_INTENTS.flatMap((label) => {
    const from = intents.findIndex(({ coarse }) => coarse === label);
    return from < 0 ? [] : [{ from, to: intents.findLastIndex(({ coarse }) => coarse === label) + 1 }];
  });
}

/** Softmax at a temperature, in place. */
export function toProbabilities(scores: Float64Array, temperature: number): Float64Array {
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  let sum = 0;
  for (let index = 0; index < scores.length; index++) {
    sum += scores[index] = Math.exp(((scores[index] as number) - highest) / temperature);
  }
  for (let index = 0; index < scores.length; index++) scores[index] = (scores[index] as number) / sum;
  return scores;
}

/** Scores of a layer's classes for a text; not yet probabilities. */
export function createScorer({ classes, keys, scales, weights }: Layer): (features: Features) => Float64Array {
  const table = new RowTable(keys);
  const addRow = (scores: Float64Array, row: number, value: number): void => {
    const unit = value * (scales[row] as number);
    const base = row * classes;
    for (let label = 0; label < classes; label++)
      scores[label] = (scores[label] as number) + unit * (weights[base + label] as number);
  };
  return (features) => {
    const scores = new Float64Array(classes);
    addRow(scores, keys.length, BIAS);
    for (const [key, value] of features) {
      const row = table.find(key);
      if (row >= 0) addRow(scores, row, value);
    }
    return scores;
  };
}
