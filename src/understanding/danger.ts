import type { Classification, Classify } from './model/classifier';
import type { SafetyRules } from './safety';
import type { Danger, SafetySignal } from './types';

/** In the order in which they are answered when a message speaks of several: life first, then money, then who needs a hand. */
const DANGERS: readonly Danger[] = [
  'self_harm',
  'threat_others',
  'fraud_in_progress',
  'card_stolen',
  'group_incident',
  'card_lost',
  'fraud_suspected',
  'minor',
  'elder_help',
  'disability_help',
];
/** From here on the model is believed. */
const SURE = 0.5;
/** A bare 借记卡 is the answer to a question of ours, not a cry. */
const SHORTEST_CRY = 4;
const EVERY_INTENT = Infinity;

/**
 * The danger to answer before all else: the gravest that the rules found, or what the model takes the message for where that is
 * graver (domain §9.20: either suffices).
 * @param ranked best first, as `withoutFalseAlarms` gives it
 */
export function dangerIn(
  normalised: string,
  safety: readonly SafetySignal[],
  ranked: readonly Classification[],
): Danger | undefined {
  const found = new Set<Danger>(safety);
  const sure = ranked.filter(isDanger).reduce((sum, { probability }) => sum + probability, 0) >= SURE;
  const guess = sure && [...normalised.trim()].length >= SHORTEST_CRY ? guessOf(ranked) : undefined;
  return DANGERS.find((danger) => found.has(danger) || danger === guess);
}

/**
 * The classifier with the rules' word on what does not count: a model reads 我没被骗 by its 被骗. Where no rule finds the danger that
 * the model finds, and the model no longer does without what the rules say is harmless, the message is what else it may be.
 */
export function withoutFalseAlarms(classify: Classify, rules: SafetyRules): Classify {
  return (normalised, safety, count) => {
    const ranked = classify(normalised, safety, count);
    const guess = guessOf(ranked);
    const left = guess && !safety.includes(ruleFor(guess)) ? rules.withoutHarmless(normalised, ruleFor(guess)) : undefined;
    if (left === undefined || guessOf(classify(left, safety, 1))) return ranked;
    return withoutDangers(classify(normalised, safety, EVERY_INTENT)).slice(0, count);
  };
}

function guessOf([best]: readonly Classification[]): Danger | undefined {
  return DANGERS.find((danger) => danger === best?.intent.name);
}

function isDanger({ intent }: Classification): boolean {
  return DANGERS.some((danger) => danger === intent.name);
}

/** What is harmless in 卡丢了 and in an odd call is what is harmless in the graver case. */
function ruleFor(danger: Danger): SafetySignal {
  if (danger === 'card_lost') return 'card_stolen';
  return danger === 'fraud_suspected' ? 'fraud_in_progress' : danger;
}

/** What is left of a ranking, with probabilities that add up to 1 again. */
function withoutDangers(ranked: readonly Classification[]): Classification[] {
  const kept = ranked.filter((one) => !isDanger(one));
  const sumOf = (some: readonly Classification[]): number => some.reduce((sum, { probability }) => sum + probability, 0);
  const total = sumOf(kept);
  return kept
    .map(({ intent, probability }) => ({
      intent,
      probability: probability / total,
      coarseProbability: sumOf(kept.filter((other) => other.intent.coarse === intent.coarse)) / total,
    }))
    .sort((a, b) => b.coarseProbability - a.coarseProbability || b.probability - a.probability);
}
