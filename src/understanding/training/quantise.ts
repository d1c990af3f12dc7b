import type { Artefact } from '../model/artefact';
import type { Weights } from './fit';

/** Each row as integers of one byte and the size of their unit: a quarter of the space, the same decisions. */
export function quantise({ weights, rows, classes }: Weights): Pick<Artefact, 'scales' | 'weights'> {
  const scales = new Float32Array(rows);
  const small = new Int8Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const values = weights.subarray(row * classes, (row + 1) * classes);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    scales[row] = largest / 127;
    values.forEach((value, index) => (small[row * classes + index] = Math.round((value / largest) * 127)));
  }
  return { scales, weights: small };
}
