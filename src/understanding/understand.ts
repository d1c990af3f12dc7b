import { certainIntent } from './certain';
import { findEntities } from './entities/find-entities';
import { readArtefact } from './model/artefact';
import { createClassifier } from './model/classifier';
import type { Classification, Classify } from './model/classifier';
import { loadMood } from './mood';
import { normalise } from './normalise';
import { loadSafetyRules } from './safety';
import { loadTaxonomy } from './taxonomy';
import type { IntentName, IntentScore, Understand, Wish } from './types';
import { divide } from './wishes';

/** Fine intents listed behind the winner. */
const ALTERNATIVES = 4;
/** What a rule of `certain.ts` says stands as this. */
const CERTAIN = 0.99;
/** Two wishes are reported only where both parts are at least this sure. */
const SURE_ANNOUNCED = 0.6;
const SURE_UNANNOUNCED = 0.8;
/** Labels that make a second wish: a greeting or a grumble beside a wish is none. */
const WISHES_BESIDE = new Set(['faq', 'progress_query', 'human_agent', 'education_activity', 'legal_consult', 'complaint']);

/**
 * Loads everything that understanding needs, once.
 * @throws ContentError where `content/` is not right or the model has not been built.
 */
export function createUnderstand(): Understand {
  const classify = createClassifier(readArtefact());
  const findDangers = loadSafetyRules();
  const readTaxonomy = loadTaxonomy();
  const readMood = loadMood();

  return (text, context) => {
    const normalised = normalise(text);
    const entities = findEntities(text, context);
    const ranked = preferCertain(classify(normalised), certainIntent(normalised, entities));
    const best = ranked[0] as Classification;
    const { name, urgency, route, coarse } = best.intent;
    const score = best.coarseProbability;
    return {
      text,
      normalised,
      intent: name,
      coarse,
      score,
      alternatives: ranked.slice(1, 1 + ALTERNATIVES).map(toScore),
      wishes: findWishes({ intent: name, coarse, score, text }, classify),
      urgency,
      route,
      safety: findDangers(normalised),
      entities,
      ...readTaxonomy(normalised),
      mood: readMood(text, normalised),
    };
  };
}

function preferCertain(ranked: Classification[], certain: IntentName | undefined): Classification[] {
  const chosen = certain && ranked.find(({ intent }) => intent.name === certain);
  if (!chosen) return ranked;
  return [{ ...chosen, probability: CERTAIN, coarseProbability: CERTAIN }, ...ranked.filter((one) => one !== chosen)];
}

function toScore({ intent, probability }: Classification): IntentScore {
  return { intent: intent.name, coarse: intent.coarse, score: probability };
}

/** Two wishes where both parts are sure, complete and of different kinds (帮我查下进度，顺便问年费怎么免); else one. */
function findWishes(whole: Wish, classify: Classify): Wish[] {
  const parts = divide(whole.text);
  if (parts.length === 1) return [whole];
  const wishes = parts.flatMap((part): Wish[] => {
    const best = classify(normalise(part.text))[0] as Classification;
    const sure = best.coarseProbability >= (part.announced ? SURE_ANNOUNCED : SURE_UNANNOUNCED);
    return sure && WISHES_BESIDE.has(best.intent.coarse)
      ? [{ ...toScore(best), score: best.coarseProbability, text: part.text }]
      : [];
  });
  const kinds = new Set(wishes.map(({ coarse, intent }) => (parts[0]?.announced ? intent : coarse)));
  return wishes.length === parts.length && kinds.size > 1 ? wishes : [whole];
}
