import { toProbabilities } from '../model/scorer';
import { shuffle } from './random';
import type { Random } from './random';
import { LearningRows } from './weights';
import type { Example, Weights } from './weights';

const EPOCHS = 5;
const LEARNING_RATE = 0.2;
/** Share of features hidden from each example. */
const DROPOUT = 0.4;
/** What all classes are granted together of a text of one of them. */
const SMOOTHING = 0.05;
/** Next to nothing, but no division by zero. */
const FIRST_SQUARE = 1e-6;

/** Softmax regression over all classes. Deterministic for a given `random`. */
export function fitLinear(examples: readonly Example[], rows: number, classes: number, random: Random): Weights {
  const learning = new LearningRows(rows, classes, FIRST_SQUARE, DROPOUT, random);
  const slopes = new Float64Array(classes);
  inEpochs(examples, random, (example, pace) => {
    learning.read(example, slopes);
    slopeOf(toProbabilities(slopes), example.label);
    learning.descend(slopes, LEARNING_RATE * pace, example.weight);
  });
  return learning.learnt();
}

/** Goes through the examples several times in another order each, at a pace that falls from 1 to near nothing. */
export function inEpochs(examples: readonly Example[], random: Random, learn: (example: Example, pace: number) => void): void {
  const order = [...examples];
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const example of order) learn(example, 1 - 0.9 * (epoch / EPOCHS));
  }
}

/** Makes of probabilities the slope of the cross entropy by their scores, in place. */
export function slopeOf(probabilities: Float64Array, label: number): void {
  for (let one = 0; one < probabilities.length; one++)
    probabilities[one] = (probabilities[one] as number) - (one === label ? 1 - SMOOTHING : 0) - SMOOTHING / probabilities.length;
}
