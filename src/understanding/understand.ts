import { readArtefact } from './model/artefact';
import { createClassifier } from './model/classifier';
import type { Classification } from './model/classifier';
import { normalise } from './normalise';
import type { IntentScore, SafetySignal, Understand } from './types';

const ALTERNATIVES = 4;
const SAFETY: readonly (readonly [SafetySignal, RegExp])[] = [
  ['self_harm', /不想活|跳楼|自杀/],
  ['fraud_in_progress', /被骗了|给骗子转/],
];

/**
 * Loads the trained model.
 * @throws ContentError where the program has not been built.
 */
export function createUnderstand(): Understand {
  const classify = createClassifier(readArtefact());
  return (text) => {
    const normalised = normalise(text);
    const ranked = classify(normalised);
    const best = ranked[0] as Classification;
    const { name: intent, coarse, urgency, route } = best.intent;
    const score = best.coarseProbability;
    return {
      text,
      normalised,
      intent,
      coarse,
      score,
      alternatives: ranked.slice(1, 1 + ALTERNATIVES).map(toScore),
      wishes: [{ intent, coarse, score, text }],
      urgency,
      route,
      safety: SAFETY.filter(([, pattern]) => pattern.test(text)).map(([signal]) => signal),
      entities: [],
      taxonomy: { channel: [], business: [], cause: [] },
      requests: [],
      flags: [],
      mood: 'calm',
    };
  };
}

function toScore({ intent, probability }: Classification): IntentScore {
  return { intent: intent.name, coarse: intent.coarse, score: probability };
}
