import type { Layer } from './artefact';
import type { KnownFeatures } from './row-table';

/** The value of the bias row: the same in training. */
export const BIAS = 0.3;

/** Scores of the classes from `from` up to `to` for a text; not yet probabilities. */
export type Score = (features: KnownFeatures, from: number, to: number) => Float64Array;

/** Makes a stored layer ready for use. */
export function createScorer({ classes, rows, scales, weights }: Layer): Score {
  // Every text has a vector and the bias, so their rows are kept as they are multiplied.
  const dense = Float32Array.from(
    weights.subarray(rows * classes),
    (weight, index) => weight * (scales[rows + Math.floor(index / classes)] as number),
  );
  const biasAt = dense.length - classes;

  return (features, from, to) => {
    const scores = new Float64Array(to - from);
    for (let label = from; label < to; label++) scores[label - from] = BIAS * (dense[biasAt + label] as number);
    addKeyed(scores, features, from);
    const { vector } = features;
    for (let place = 0, base = from; place < vector.length; place++, base += classes) {
      const value = vector[place] as number;
      for (let label = 0; label < scores.length; label++)
        scores[label] = (scores[label] as number) + value * (dense[base + label] as number);
    }
    return scores;
  };

  function addKeyed(scores: Float64Array, features: KnownFeatures, from: number): void {
    for (let index = 0; index < features.rows.length; index++) {
      const row = features.rows[index] as number;
      if (row >= rows) continue;
      const unit = (features.values[index] as number) * (scales[row] as number);
      const base = row * classes + from;
      for (let label = 0; label < scores.length; label++)
        scores[label] = (scores[label] as number) + unit * (weights[base + label] as number);
    }
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
