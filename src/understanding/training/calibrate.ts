import type { Artefact } from '../model/artefact';
import { createFeatureClassifier } from '../model/classifier';
import type { Text } from './text';

const CANDIDATES = Array.from({ length: 30 }, (_, step) => 0.4 * 1.08 ** step);

/**
 * The temperature at which the coarse probabilities of unheard speakers are most honest: the lowest mean negative log likelihood.
 * 1 where there is nobody to ask.
 */
export function fitTemperature(artefact: Artefact, unheard: readonly Text[]): number {
  if (unheard.length === 0) return 1;
  const coarseOf = new Map(artefact.intents.map(({ name, coarse }) => [name, coarse]));
  const losses = CANDIDATES.map((temperature) => {
    const classify = createFeatureClassifier({ ...artefact, temperature });
    return unheard.reduce((loss, { utterance, variants: [original] }) => {
      const expected = coarseOf.get(utterance.intent);
      const right = original && classify(original).find(({ intent }) => intent.coarse === expected);
      return loss - Math.log(Math.max(right?.coarseProbability ?? 0, 1e-6));
    }, 0);
  });
  return CANDIDATES[losses.indexOf(Math.min(...losses))] ?? 1;
}
