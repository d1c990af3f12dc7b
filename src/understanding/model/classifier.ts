import type { SafetySignal } from '../types';
import type { Artefact, TrainedIntent } from './artefact';
import type { ReadFeatures } from './features';
import { createJudges, temper } from './judges';
import { siblings } from './siblings';
import type { Siblings } from './siblings';

/** What the classifier says of a text. */
export interface Classification {
  intent: TrainedIntent;
  /** Of this fine intent. Those of all intents add up to 1. */
  probability: number;
  /** Of its coarse label. Those of all coarse labels add up to 1. */
  coarseProbability: number;
}

/** Takes normalised text, what the safety rules found in it, and how many intents are asked for; gives them best first. */
export type Classify = (normalised: string, signals: readonly SafetySignal[], count: number) => Classification[];

/** Makes a stored model ready for use. Some 80 µs a short message. */
export function createClassifier(artefact: Artefact, readFeatures: ReadFeatures): Classify {
  const { intents, temperature } = artefact;
  const judge = createJudges(artefact);
  const groups = siblings(intents);

  return (normalised, signals, count) => {
    const { ofIntents, ofLabels } = judge(readFeatures(normalised, signals));
    const ofCoarse = temper(ofLabels, temperature);
    const best: Classification[] = [];
    for (const label of highestPlaces(ofCoarse, groups.length)) {
      if (best.length >= count) break;
      const { from, to } = groups[label] as Siblings;
      const coarseProbability = ofCoarse[label] as number;
      const within = toShares(ofIntents.slice(from, to));
      for (const place of highestPlaces(within, count - best.length)) {
        const probability = (within[place] as number) * coarseProbability;
        best.push({ intent: intents[from + place] as TrainedIntent, probability, coarseProbability });
      }
    }
    return best;
  };
}

function toShares(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

/** Where the `count` highest values stand, highest first. */
function highestPlaces(values: Float64Array, count: number): number[] {
  const places = Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number));
  return places.slice(0, count);
}
