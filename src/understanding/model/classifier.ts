import { COARSE_INTENTS } from '../types';
import type { SafetySignal } from '../types';
import type { Artefact, TrainedIntent } from './artefact';
import type { ReadFeatures } from './features';
import { RowTable } from './row-table';
import { createScorer, toProbabilities } from './scorer';

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

/** Makes a stored model ready for use. Some 60 µs a short message. */
export function createClassifier(artefact: Artefact, readFeatures: ReadFeatures): Classify {
  const { intents, temperature, keys, coarse, fine } = artefact;
  const table = new RowTable(keys);
  const scoreCoarse = createScorer(coarse);
  const scoreFine = createScorer(fine);
  const groups = siblings(intents);

  return (normalised, signals, count) => {
    const features = readFeatures(normalised, signals);
    const rows = table.rowsOf(features.keys);
    const ofCoarse = toProbabilities(scoreCoarse(features, rows, 0, groups.length), temperature);
    const labels = groups.map((_, label) => label).sort((a, b) => (ofCoarse[b] as number) - (ofCoarse[a] as number));
    const best: Classification[] = [];
    for (const label of labels) {
      if (best.length >= count) break;
      const { from, to } = groups[label] as Siblings;
      const coarseProbability = ofCoarse[label] as number;
      const within = toProbabilities(scoreFine(features, rows, from, to), 1);
      for (const place of highestPlaces(within, count - best.length)) {
        const probability = (within[place] as number) * coarseProbability;
        best.push({ intent: intents[from + place] as TrainedIntent, probability, coarseProbability });
      }
    }
    return best;
  };
}

/** Where the `count` highest values stand, highest first: a few of many, so quicker than sorting all. */
function highestPlaces(values: Float64Array, count: number): number[] {
  const places: number[] = [];
  while (places.length < Math.min(count, values.length)) {
    let highest = -1;
    for (let place = 0; place < values.length; place++)
      if (!places.includes(place) && (highest < 0 || (values[place] as number) > (values[highest] as number))) highest = place;
    places.push(highest);
  }
  return places;
}

/** A run of fine intents that share a coarse label: `intents.slice(from, to)`. Its place in the list is the label's class. */
export interface Siblings {
  from: number;
  to: number;
}

/** The runs of intents of one coarse label each, in the order of `COARSE_INTENTS`; the intents of a label stand together. */
export function siblings(intents: readonly Pick<TrainedIntent, 'coarse'>[]): Siblings[] {
  return COARSE_INTENTS.flatMap((label) => {
    const from = intents.findIndex(({ coarse }) => coarse === label);
    return from < 0 ? [] : [{ from, to: intents.findLastIndex(({ coarse }) => coarse === label) + 1 }];
  });
}
