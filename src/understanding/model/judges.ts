import type { Artefact } from './artefact';
import { siblings } from './siblings';
import type { Features } from './features';
import { RowTable } from './row-table';
import { createScorer, toProbabilities } from './scorer';

/** What is as good as impossible still has a logarithm. */
const LEAST = 1e-9;

/** What the two classifiers make of a text. */
export interface Judgement {
  /** Of each intent, by the linear one. */
  ofIntents: Float64Array;
  /** Of each coarse label, the mean of both, not yet calibrated. */
  ofLabels: Float64Array;
}

/** Makes what was trained ready for use: all of an artefact but the temperature, which is found with this. */
export function createJudges(trained: Omit<Artefact, 'temperature'>): (features: Features) => Judgement {
  const { intents, keys, fine, hidden, head } = trained;
  const table = new RowTable(keys);
  const scoreIntents = createScorer(fine);
  const scoreHidden = createScorer(hidden);
  const labelOf = siblings(intents).flatMap(({ from, to }, label) => Array<number>(to - from).fill(label));

  return (features) => {
    const rows = table.rowsOf(features.keys);
    const ofIntents = toProbabilities(scoreIntents(features, rows));
    const ofLabels = toProbabilities(readHead(scoreHidden(features, rows), head));
    for (let label = 0; label < ofLabels.length; label++) ofLabels[label] = (ofLabels[label] as number) / 2;
    for (let intent = 0; intent < ofIntents.length; intent++) {
      const label = labelOf[intent] as number;
      ofLabels[label] = (ofLabels[label] as number) + (ofIntents[intent] as number) / 2;
    }
    return { ofIntents, ofLabels };
  };
}

/** Scores of the coarse labels from a hidden layer; outputs below zero say nothing. */
function readHead(hidden: Float64Array, head: Float32Array): Float64Array {
  const labels = head.length / (hidden.length + 1);
  const scores = Float64Array.from(head.subarray(hidden.length * labels));
  for (let output = 0; output < hidden.length; output++) {
    const value = hidden[output] as number;
    if (value <= 0) continue;
    for (let label = 0; label < labels; label++)
      scores[label] = (scores[label] as number) + value * (head[output * labels + label] as number);
  }
  return scores;
}

/** Probabilities made less (above 1) or more sure. */
export function temper(probabilities: Float64Array, temperature: number): Float64Array {
  return toProbabilities(probabilities.map((one) => Math.log(Math.max(one, LEAST)) / temperature));
}
