import { toProbabilities } from '../model/classifier';
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
  /** Coarse label of each class. */
  coarseOf: readonly number[];
  epochs: number;
  learningRate: number;
  /** Share of features hidden from each example, so that no single one is relied on. */
  dropout: number;
  smoothing: number;
  /** How much the coarse label counts beside the fine one, 0–1. */
  coarseShare: number;
}

/**
 * Softmax regression by AdaGrad. The loss is a mixture of cross entropy on the fine intent and on the coarse label whose probability
 * is the sum over its fine intents: neighbours within one label compete less than labels do. Deterministic for a given `random`.
 */
export function fit(examples: readonly Example[], settings: FitSettings, random: Random): Weights {
  const { rows, classes, epochs } = settings;
  const weights = new Float32Array(rows * classes);
  const squares = new Float32Array(rows * classes).fill(1e-6);
  const order = [...examples];
  const gradient = new Float64Array(classes);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const rate = settings.learningRate * (1 - 0.9 * (epoch / epochs));
    for (const example of order) step(example, rate);
  }
  return { weights, rows, classes };

  function step(example: Example, rate: number): void {
    const kept: number[] = [];
    for (let index = 0; index < example.rows.length; index++) if (random() >= settings.dropout) kept.push(index);
    const scaleUp = 1 / Math.sqrt(1 - settings.dropout);
    scores(example, kept, scaleUp);
    lossGradient(gradient, example.label, settings);
    const active: number[] = [];
    for (let label = 0; label < classes; label++) if (Math.abs(gradient[label] ?? 0) > 2e-3) active.push(label);
    for (const index of kept) {
      const base = (example.rows[index] ?? 0) * classes;
      const value = (example.values[index] ?? 0) * scaleUp * example.weight;
      for (const label of active) {
        const slope = (gradient[label] as number) * value;
        const square = (squares[base + label] = (squares[base + label] as number) + slope * slope);
        weights[base + label] = (weights[base + label] as number) - (rate * slope) / Math.sqrt(square);
      }
    }
  }

  function scores(example: Example, kept: readonly number[], scaleUp: number): void {
    gradient.fill(0);
    for (const index of kept) {
      const base = (example.rows[index] ?? 0) * classes;
      const value = (example.values[index] ?? 0) * scaleUp;
      for (let label = 0; label < classes; label++)
        gradient[label] = (gradient[label] as number) + value * (weights[base + label] as number);
    }
  }
}

/** Turns scores into the slope of the loss with respect to each score, in place. */
function lossGradient(scores: Float64Array, label: number, { classes, coarseOf, smoothing, coarseShare }: FitSettings): void {
  toProbabilities(scores, 1);
  const coarse = coarseOf[label];
  let coarseMass = 1e-12;
  for (let other = 0; other < classes; other++) if (coarseOf[other] === coarse) coarseMass += scores[other] as number;
  for (let other = 0; other < classes; other++) {
    const probability = scores[other] as number;
    const fineTarget = (other === label ? 1 - smoothing : 0) + smoothing / classes;
    const coarseTarget = (coarseOf[other] === coarse ? (1 - smoothing) * (probability / coarseMass) : 0) + smoothing / classes;
    scores[other] = probability - (1 - coarseShare) * fineTarget - coarseShare * coarseTarget;
  }
}
