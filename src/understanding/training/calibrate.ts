import type { Artefact } from '../model/artefact';
import { createScorer, siblings, toProbabilities } from '../model/classifier';
import type { Text } from './text';

const CANDIDATES = Array.from({ length: 30 }, (_, step) => 0.4 * 1.08 ** step);

/**
 * The temperature at which the coarse probabilities of unheard speakers are most honest: the lowest mean negative log likelihood.
 * 1 where there is nobody to ask.
 */
export function fitTemperature({ intents, coarse }: Artefact, unheard: readonly Text[]): number {
  const groups = siblings(intents);
  const score = createScorer(coarse);
  const scored = unheard.flatMap(({ utterance, variants: [original] }) => {
    const fine = intents.findIndex(({ name }) => name === utterance.intent);
    return original ? [{ scores: score(original), label: groups.findIndex(({ to }) => fine < to) }] : [];
  });
  if (scored.length === 0) return 1;
  const losses = CANDIDATES.map((temperature) =>
    scored.reduce((loss, { scores, label }) => {
      const probability = toProbabilities(Float64Array.from(scores), temperature)[label] as number;
      return loss - Math.log(Math.max(probability, 1e-6));
    }, 0),
  );
  return CANDIDATES[losses.indexOf(Math.min(...losses))] as number;
}
