import type { Siblings } from '../model/classifier';
import { toProbabilities } from '../model/scorer';
import { shuffle } from './random';
import type { Random } from './random';

/** One text as the learner sees it: rows of the weights with their values, its class and how much it counts. */
export interface Example {
  rows: Int32Array;
  values: Float32Array;
  label: number;
  weight: number;
}

/** `weights[row * classes + class]`: rows of keys, then of the places of the vector; the last row is the bias. */
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

/** What the sums of squares begin with: next to nothing, but no division by zero. */
const FIRST_SQUARE = 1e-6;

/** Softmax regression by AdaGrad, with cross entropy among the rivals of an example's class. Deterministic for a given `random`. */
export function fit(examples: readonly Example[], settings: FitSettings, random: Random): Weights {
  const { rows, classes, epochs, dropout, smoothing } = settings;
  // Of a row and a run of rivals `from … to` first the weights, then the sums of squared slopes, `2 * (row * classes + from)` on: what is
  // needed together lies together, since most of the time goes into fetching rows that are seldom needed.
  const table = new Float32Array(2 * rows * classes);
  eachWeight(settings, (_, place, { from, to }) => (table[place + to - from] = FIRST_SQUARE));
  const order = [...examples];
  const gradient = new Float64Array(classes);
  const most = examples.reduce((sum, example) => Math.max(sum, example.rows.length), 0);
  const keptRows = new Int32Array(most);
  const values = new Float64Array(most);
  const scaleUp = 1 / Math.sqrt(1 - dropout);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const rate = settings.learningRate * (1 - 0.9 * (epoch / epochs));
    for (const example of order) {
      const { from, to } = settings.rivals(example.label);
      const kept = keepSome(example);
      const slopes = gradient.subarray(0, to - from).fill(0);
      addScores(slopes, kept, from);
      toProbabilities(slopes, 1);
      for (let rival = 0; rival < slopes.length; rival++)
        slopes[rival] =
          (slopes[rival] as number) - (from + rival === example.label ? 1 - smoothing : 0) - smoothing / slopes.length;
      descend(slopes, kept, from, rate, example.weight);
    }
  }
  const weights = new Float32Array(rows * classes);
  eachWeight(settings, (index, place) => (weights[index] = table[place] as number));
  return { weights, rows, classes };

  /** The rows of an example that are not hidden, and their values; returns how many. */
  function keepSome(example: Example): number {
    let kept = 0;
    for (let index = 0; index < example.rows.length; index++) {
      keptRows[kept] = example.rows[index] as number;
      values[kept] = (example.values[index] as number) * scaleUp;
      // Counted without a branch: the processor would guess this one wrong nearly every other time.
      kept += Number(random() >= dropout);
    }
    return kept;
  }

  function addScores(scores: Float64Array, kept: number, from: number): void {
    for (let index = 0; index < kept; index++) {
      const base = 2 * ((keptRows[index] as number) * classes + from);
      const value = values[index] as number;
      for (let rival = 0; rival < scores.length; rival++)
        scores[rival] = (scores[rival] as number) + value * (table[base + rival] as number);
    }
  }

  function descend(slopes: Float64Array, kept: number, from: number, rate: number, weight: number): void {
    const rivals = slopes.length;
    for (let index = 0; index < kept; index++) {
      const base = 2 * ((keptRows[index] as number) * classes + from);
      const value = (values[index] as number) * weight;
      for (let rival = 0; rival < rivals; rival++) {
        const slope = (slopes[rival] as number) * value;
        const square = (table[base + rivals + rival] as number) + slope * slope;
        table[base + rivals + rival] = square;
        table[base + rival] = (table[base + rival] as number) - (rate * slope) / Math.sqrt(square);
      }
    }
  }
}

/** Tells of each weight its `row * classes + class` and its place in the table. */
function eachWeight({ rows, classes, rivals }: FitSettings, tell: (index: number, place: number, run: Siblings) => void): void {
  const runs = Array.from({ length: classes }, (_, label) => rivals(label));
  for (let row = 0; row < rows; row++)
    runs.forEach((run, label) => tell(row * classes + label, 2 * (row * classes + run.from) + label - run.from, run));
}
