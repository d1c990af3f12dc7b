import type { Layer } from '../model/artefact';
import type { Weights } from './fit';

/**
 * A layer's tables: the rows that decide most, `most` of them, each as integers of one byte and the size of their unit. A quarter
 * of the space of floating point, the same decisions. The bias row is the last of `fitted` and of the result.
 */
export function quantise(keys: Uint32Array, fitted: Weights, most: number): Layer {
  const { classes } = fitted;
  const rowOf = (row: number) => fitted.weights.subarray(row * classes, (row + 1) * classes);
  const largest = Array.from({ length: fitted.rows }, (_, row) =>
    rowOf(row).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9),
  );
  const kept = [...strongest(largest.slice(0, keys.length), most), keys.length];
  const weights = new Int8Array(kept.length * classes);
  kept.forEach((row, place) => {
    rowOf(row).forEach(
      (value, label) => (weights[place * classes + label] = Math.round((value / (largest[row] as number)) * 127)),
    );
  });
  return {
    classes,
    keys: Uint32Array.from(kept.slice(0, -1), (row) => keys[row] as number),
    scales: Float32Array.from(kept, (row) => (largest[row] as number) / 127),
    weights,
  };
}

/** The rows with the largest weights, ascending. */
function strongest(largest: readonly number[], count: number): number[] {
  return largest
    .map((_, row) => row)
    .sort((a, b) => (largest[b] as number) - (largest[a] as number) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}
