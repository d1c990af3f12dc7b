import type { SafetySignal } from '../types';
import type { Artefact, TrainedIntent } from './artefact';
import { extractFeatures } from './features';
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

/** Makes a stored model ready for use. Some 10 µs a short message. */
export function createClassifier(artefact: Artefact): Classify {
  const { intents, keys, scales, weights, temperature } = artefact;
  const classes = intents.length;
  const table = new RowTable(keys);

  return (normalised, signals) => {
    const scores = new Float64Array(classes);
    addRow(scores, keys.length, BIAS);
    for (const [key, value] of extractFeatures(normalised, signals)) {
      const row = table.find(key);
      if (row >= 0) addRow(scores, row, value);
    }
    return rank(toProbabilities(scores, temperature), intents);
  };

  function addRow(scores: Float64Array, row: number, value: number): void {
    const unit = value * (scales[row] as number);
    const base = row * classes;
    for (let label = 0; label < classes; label++)
      scores[label] = (scores[label] as number) + unit * (weights[base + label] as number);
  }
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

/**
 * How a coarse label's probability comes from those of its fine intents: 1 would be their sum, infinity the highest of them. Between the
 * two, a label of many fine intents (faq) does not win what nobody knows; chosen on held-out text.
 */
const SHARPNESS = 1.5;

/** Coarse labels by probability, within each its fine intents: the first is the best fine intent of the best coarse label. */
function rank(probabilities: Float64Array, intents: readonly TrainedIntent[]): Classification[] {
  const ofCoarse = new Map<string, number>();
  intents.forEach(({ coarse }, index) => {
    ofCoarse.set(coarse, (ofCoarse.get(coarse) ?? 0) + (probabilities[index] as number) ** SHARPNESS);
  });
  let total = 0;
  for (const [coarse, mass] of ofCoarse) {
    const sharpened = mass ** (1 / SHARPNESS);
    ofCoarse.set(coarse, sharpened);
    total += sharpened;
  }
  return intents
    .map((intent, index) => ({
      intent,
      probability: probabilities[index] as number,
      coarseProbability: (ofCoarse.get(intent.coarse) as number) / total,
    }))
    .sort((a, b) => b.coarseProbability - a.coarseProbability || b.probability - a.probability);
}
