import type { Artefact } from '../model/artefact';
import { createClassifier } from '../model/classifier';
import { normalise } from '../normalise';
import { loadSafetyRules } from '../safety';
import type { Utterance } from './corpus';

const CANDIDATES = Array.from({ length: 30 }, (_, step) => 0.4 * 1.08 ** step);

/**
 * The temperature at which the coarse probabilities of unheard speakers are most honest: the lowest mean negative log likelihood.
 * 1 where there is nobody to ask.
 */
export function fitTemperature(artefact: Artefact, unheard: readonly Utterance[]): number {
  if (unheard.length === 0) return 1;
  const coarseOf = new Map(artefact.intents.map(({ name, coarse }) => [name, coarse]));
  const findDangers = loadSafetyRules();
  const texts = unheard.map(({ text, intent }) => {
    const normalised = normalise(text);
    return { normalised, signals: findDangers(normalised), expected: coarseOf.get(intent) };
  });
  const losses = CANDIDATES.map((temperature) => {
    const classify = createClassifier({ ...artefact, temperature });
    return texts.reduce((loss, { normalised, signals, expected }) => {
      const right = classify(normalised, signals).find(({ intent }) => intent.coarse === expected);
      return loss - Math.log(Math.max(right?.coarseProbability ?? 0, 1e-6));
    }, 0);
  });
  return CANDIDATES[losses.indexOf(Math.min(...losses))] ?? 1;
}
