import { toProbabilities } from '../model/classifier';
import type { Siblings } from '../model/classifier';
import { shuffle } from './random';
import type { Random } from './random';

/** One text as the learner sees it: rows of the vocabulary with their values, its class and how much it counts. */
export interface Example {
  rows: Int32Array;
  values: Float32Array;
  label: number;
  weight: number;
}

/** `weights[row * classes + class]`; the last row is the bias. */
export interface Weights {
  weights: Float32Array;
  rows: number;
  classes: number;
}

export interface FitSettings {
  rows: number;
  classes: number;
  /** The classes that compete with a class: the text is known to be of one of these. */
  rivals: (label: number) => Siblings;
  epochs: number;
  learningRate: number;
  /** Share of features hidden from each example, so that no single one is relied on. */
  dropout: number;
  /** What each class is granted of a text that is not its own. */
  smoothing: number;
}

/** Softmax regression by AdaGrad, with cross entropy among the rivals of an example's class. Deterministic for a given `random`. */
export function fit(examples: readonly Example[], settings: FitSettings, random: Random): Weights {
  const { rows, classes, epochs, dropout, smoothing } = settings;
  const weights = new Float32Array(rows * classes);
  const squares = new Float32Array(rows * classes).fill(1e-6);
  const order = [...examples];
  const gradient = new Float64Array(classes);
  const scaleUp = 1 / Math.sqrt(1 - dropout);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const rate = settings.learningRate * (1 - 0.9 * (epoch / epochs));
    for (const example of order) step(example, settings.rivals(example.label), rate);
  }
  return { weights, rows, classes };

  function step(example: Example, { from, to }: Siblings, rate: number): void {
    const kept: number[] = [];
    for (let index = 0; index < example.rows.length; index++) if (random() >= dropout) kept.push(index);
    gradient.fill(0, from, to);
    for (const index of kept) {
      const base = (example.rows[index] as number) * classes;
      const value = (example.values[index] as number) * scaleUp;
      for (let label = from; label < to; label++)
        gradient[label] = (gradient[label] as number) + value * (weights[base + label] as number);
    }
    toProbabilities(gradient.subarray(from, to), 1);
    for (let label = from; label < to; label++)
      gradient[label] = (gradient[label] as number) - (label === example.label ? 1 - smoothing : 0) - smoothing / (to - from);
    for (const index of kept) {
      const base = (example.rows[index] as number) * classes;
      const value = (example.values[index] as number) * scaleUp * example.weight;
      for (let label = from; label < to; label++) {
        const slope = (gradient[label] as number) * value;
        const square = (squares[base + label] = (squares[base + label] as number) + slope * slope);
        weights[base + label] = (weights[base + label] as number) - (rate * slope) / Math.sqrt(square);
      }
    }
  }
}
