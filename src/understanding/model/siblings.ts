import { COARSE_INTENTS } from '../types';
import type { TrainedIntent } from './artefact';

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
