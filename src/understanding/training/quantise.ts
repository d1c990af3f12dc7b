import { rowSize, UNIT_BYTES } from '../model/artefact';
import type { Layer } from '../model/artefact';
import type { Weights } from './fit';

/**
 * A layer's table: each of the rows `kept`, then those that belong to no key, as integers of one byte and the size of their unit. A
 * quarter of the space of floating point, the same decisions.
 * @param keyed how many rows of `fitted` belong to a key; they are its first.
 */
export function quantise({ weights, rows, classes }: Weights, kept: readonly number[], keyed: number): Layer {
  const sources = [...kept, ...Array.from({ length: rows - keyed }, (_, place) => keyed + place)];
  const size = rowSize(classes);
  const table = new Int8Array(sources.length * size);
  const units = new Float32Array(table.buffer);
  sources.forEach((row, place) => {
    const largest = largestOf(weights, row, classes);
    units[(place * size) / UNIT_BYTES] = largest / 127;
    for (let label = 0; label < classes; label++)
      table[place * size + UNIT_BYTES + label] = Math.round(((weights[row * classes + label] as number) / largest) * 127);
  });
  return { classes, keyed: kept.length, table };
}

/** Those of the first `keyed` rows that have the largest weights, `count` of them, ascending. */
export function strongestRows({ weights, classes }: Weights, keyed: number, count: number): number[] {
  const largest = Float32Array.from({ length: keyed }, (_, row) => largestOf(weights, row, classes));
  return Array.from(largest.keys())
    .sort((a, b) => (largest[b] as number) - (largest[a] as number) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}

function largestOf(weights: Float32Array, row: number, classes: number): number {
  let largest = 1e-9;
  for (let at = row * classes; at < (row + 1) * classes; at++) largest = Math.max(largest, Math.abs(weights[at] as number));
  return largest;
}
