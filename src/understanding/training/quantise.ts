import { rowSize, UNIT_BYTES } from '../model/artefact';
import type { Layer } from '../model/artefact';
import type { Weights } from './weights';

/**
 * A layer's table: its rows as integers of one byte and the size of their unit. A quarter of the space of floating point, the same
 * decisions.
 * @param keyed how many rows belong to a key; they are the first.
 */
export function quantise({ weights, rows, outputs }: Weights, keyed: number): Layer {
  const size = rowSize(outputs);
  const table = new Int8Array(rows * size);
  const units = new Float32Array(table.buffer);
  for (let row = 0; row < rows; row++) {
    const largest = largestOf(weights, row, outputs);
    units[(row * size) / UNIT_BYTES] = largest / 127;
    for (let output = 0; output < outputs; output++)
      table[row * size + UNIT_BYTES + output] = Math.round(((weights[row * outputs + output] as number) / largest) * 127);
  }
  return { outputs, keyed, table };
}

function largestOf(weights: Float32Array, row: number, outputs: number): number {
  let largest = 1e-9;
  for (let at = row * outputs; at < (row + 1) * outputs; at++) largest = Math.max(largest, Math.abs(weights[at] as number));
  return largest;
}
