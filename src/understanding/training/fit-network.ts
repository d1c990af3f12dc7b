import { toProbabilities } from '../model/scorer';
import { inEpochs, slopeOf } from './fit';
import type { Random } from './random';
import { LearningRows } from './weights';
import type { Example, Weights } from './weights';

const OUTPUTS = 32;
const LEARNING_RATE = 0.2;
const HEAD_RATE = 0.05;
const DROPOUT = 0.4;
/** Share of the hidden outputs that are hidden from each example as well. */
const HIDDEN_DROPOUT = 0.2;
const FIRST_SQUARE = 1e-4;
const FIRST_HEAD_SQUARE = 1e-3;
/** Weights begin somewhere below this; those of the head so that their sums are about 1. */
const FIRST_WEIGHT = 0.17;
const FIRST_HEAD_WEIGHT = Math.sqrt(3 / OUTPUTS);

export interface Network {
  hidden: Weights;
  /** From each hidden output to each class, row by row; the last row is added as it stands. */
  head: Float32Array;
}

/** A network with one hidden layer. Deterministic for a given `random`. */
export function fitNetwork(examples: readonly Example[], rows: number, classes: number, random: Random): Network {
  const learning = new LearningRows(rows, OUTPUTS, FIRST_SQUARE, DROPOUT, random);
  learning.scatter(FIRST_WEIGHT);
  const head = Float32Array.from({ length: (OUTPUTS + 1) * classes }, (_, at) =>
    at < OUTPUTS * classes ? (2 * random() - 1) * FIRST_HEAD_WEIGHT : 0,
  );
  const squares = new Float32Array(head.length).fill(FIRST_HEAD_SQUARE);
  // The bias is one more hidden output, which is always 1.
  const hidden = new Float64Array(OUTPUTS + 1);
  const sums = hidden.subarray(0, OUTPUTS);
  const slopes = new Float64Array(OUTPUTS);
  const scores = new Float64Array(classes);

  inEpochs(examples, random, (example, pace) => {
    learning.read(example, sums);
    for (let output = 0; output < OUTPUTS; output++) {
      const shown = (hidden[output] as number) > 0 && random() >= HIDDEN_DROPOUT;
      hidden[output] = shown ? (hidden[output] as number) / (1 - HIDDEN_DROPOUT) : 0;
    }
    hidden[OUTPUTS] = 1;
    readHead();
    slopeOf(toProbabilities(scores), example.label);
    descendHead(HEAD_RATE * pace, example.weight);
    learning.descend(slopes, LEARNING_RATE * pace, 1);
  });
  return { hidden: learning.learnt(), head };

  function readHead(): void {
    scores.fill(0);
    for (let output = 0; output <= OUTPUTS; output++) {
      const value = hidden[output] as number;
      if (value === 0) continue;
      for (let label = 0; label < classes; label++)
        scores[label] = (scores[label] as number) + value * (head[output * classes + label] as number);
    }
  }

  /** Changes the head and leaves in `slopes` what each hidden output has to do with the loss. */
  function descendHead(rate: number, weight: number): void {
    slopes.fill(0);
    for (let output = 0; output <= OUTPUTS; output++) {
      const value = hidden[output] as number;
      if (value === 0) continue;
      let back = 0;
      for (let label = 0; label < classes; label++) {
        const at = output * classes + label;
        const slope = (scores[label] as number) * weight;
        back += slope * (head[at] as number);
        const square = (squares[at] as number) + (slope * value) ** 2;
        squares[at] = square;
        head[at] = (head[at] as number) - (rate * slope * value) / Math.sqrt(square);
      }
      if (output < OUTPUTS) slopes[output] = back / (1 - HIDDEN_DROPOUT);
    }
  }
}
