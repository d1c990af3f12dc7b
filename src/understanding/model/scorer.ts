import { rowSize, UNIT_BYTES } from './artefact';
import type { Layer } from './artefact';
import type { Features } from './features';

/** The value of the bias row: the same in training. */
export const BIAS = 0.3;

/** Scores of the classes from `from` up to `to`, not yet probabilities. `rows` are those of the features' keys, -1 for unknown ones. */
export type Score = (features: Features, rows: Int32Array, from: number, to: number) => Float64Array;

/** Makes a stored layer ready for use. */
export function createScorer({ classes, keyed, table }: Layer): Score {
  const size = rowSize(classes);
  const units = new Float32Array(table.buffer, table.byteOffset, table.length / UNIT_BYTES);
  const biasRow = table.length / size - 1;
  const places = biasRow - keyed;
  const weightOf = (row: number, label: number): number =>
    (table[row * size + UNIT_BYTES + label] as number) * (units[(row * size) / UNIT_BYTES] as number);
  // Every text has a vector, so these weights are kept as they are multiplied: of one class side by side.
  const ofVector = Float32Array.from({ length: classes * places }, (_, index) =>
    weightOf(keyed + (index % places), Math.floor(index / places)),
  );

  return (features, rows, from, to) => {
    const scores = new Float64Array(to - from);
    for (let label = from; label < to; label++)
      scores[label - from] = BIAS * weightOf(biasRow, label) + alongVector(features.vector, label);
    addKeyed(scores, features.values, rows, from);
    return scores;
  };

  function alongVector(vector: Float32Array, label: number): number {
    const base = label * places;
    let sum = 0;
    for (let place = 0; place < vector.length; place++) sum += (vector[place] as number) * (ofVector[base + place] as number);
    return sum;
  }

  function addKeyed(scores: Float64Array, values: Float32Array, rows: Int32Array, from: number): void {
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as number;
      if (row < 0 || row >= keyed) continue;
      const unit = (values[index] as number) * (units[(row * size) / UNIT_BYTES] as number);
      const base = row * size + UNIT_BYTES + from;
      for (let label = 0; label < scores.length; label++)
        scores[label] = (scores[label] as number) + unit * (table[base + label] as number);
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
