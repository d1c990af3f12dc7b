import { rowSize, UNIT_BYTES } from './artefact';
import type { Layer } from './artefact';
import type { Features } from './features';

/** The value of the bias row: the same in training. */
export const BIAS = 0.3;

/** The outputs of a layer for a text. `rows` are those of the features' keys, -1 for unknown ones. */
export type Score = (features: Features, rows: Int32Array) => Float64Array;

/** Rows that are added in one go: the outputs are then fetched and stored once for all of them. */
const TOGETHER = 4;

/** Makes a stored layer ready for use. */
export function createScorer({ outputs, keyed, table }: Layer): Score {
  const size = rowSize(outputs);
  const units = new Float32Array(table.buffer, table.byteOffset, table.length / UNIT_BYTES);
  const biasRow = table.length / size - 1;

  return ({ values, vector }, rows) => {
    const most = rows.length + vector.length + 1;
    // Where the weights of each row begin and what one unit of them counts; those that are left over count nothing.
    const starts = new Int32Array(most + TOGETHER);
    const factors = new Float64Array(most + TOGETHER);
    let count = 0;
    const put = (row: number, value: number): void => {
      starts[count] = row * size + UNIT_BYTES;
      factors[count] = value * (units[(row * size) / UNIT_BYTES] as number);
      count++;
    };
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] as number;
      if (row >= 0 && row < keyed) put(row, values[index] as number);
    }
    for (let place = 0; place < vector.length; place++) put(keyed + place, vector[place] as number);
    put(biasRow, BIAS);
    const scores = new Float64Array(outputs);
    for (let from = 0; from < count; from += TOGETHER) addRows(scores, starts, factors, from);
    return scores;
  };

  function addRows(scores: Float64Array, starts: Int32Array, factors: Float64Array, from: number): void {
    const [a, b, c, d] = [starts[from]!, starts[from + 1]!, starts[from + 2]!, starts[from + 3]!];
    const [p, q, r, s] = [factors[from]!, factors[from + 1]!, factors[from + 2]!, factors[from + 3]!];
    for (let output = 0; output < outputs; output++)
      scores[output] =
        scores[output]! + p * table[a + output]! + q * table[b + output]! + r * table[c + output]! + s * table[d + output]!;
  }
}

/** Softmax, in place. */
export function toProbabilities(scores: Float64Array): Float64Array {
  let highest = -Infinity;
  for (let index = 0; index < scores.length; index++) highest = Math.max(highest, scores[index] as number);
  let sum = 0;
  for (let index = 0; index < scores.length; index++) sum += scores[index] = Math.exp((scores[index] as number) - highest);
  for (let index = 0; index < scores.length; index++) scores[index] = (scores[index] as number) / sum;
  return scores;
}
