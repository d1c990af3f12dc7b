import { certainIntent } from './certain';
import { dangerIn, withoutFalseAlarms } from './danger';
import { findMappedEntities } from './entities/find-entities';
import { readArtefact } from './model/artefact';
import type { Artefact } from './model/artefact';
import { createClassifier } from './model/classifier';
import type { Classification } from './model/classifier';
import { createFeatureReader } from './model/features';
import { loadMood } from './mood';
import { normalise, normaliseWithMap } from './normalise';
import { loadSafetyRules } from './safety';
import { loadTaxonomy } from './taxonomy';
import type { IntentName, IntentScore, Understand, Urgency } from './types';
import { loadSentenceVectors } from '../platform/sentence-vector';
import { findWishes } from './wishes';

/** Fine intents listed behind the winner. */
const ALTERNATIVES = 4;
/** What a rule of `certain.ts` says stands as this. */
const CERTAIN = 0.99;
/**
 * Loads everything that understanding needs, once; with the model that `npm run build` made, or another one.
 * @throws ContentError where `content/` is not right or the model has not been built.
 */
export function createUnderstand(artefact: Artefact = readArtefact()): Understand {
  const rules = loadSafetyRules();
  const classify = withoutFalseAlarms(createClassifier(artefact, createFeatureReader(loadSentenceVectors())), rules);
  const readTaxonomy = loadTaxonomy();
  const readMood = loadMood();
  const { intents } = artefact;

  const classifyPart = (part: string): Classification => {
    const normalised = normalise(part);
    return preferCertain(classify(normalised, rules.find(normalised), 1), certainIntent(normalised, []), artefact)[0]!;
  };

  return (text, context) => {
    const mapped = normaliseWithMap(text);
    const normalised = mapped.text;
    const entities = findMappedEntities(mapped, context);
    const safety = rules.find(normalised);
    const ranked = preferCertain(classify(normalised, safety, 1 + ALTERNATIVES), certainIntent(normalised, entities), artefact);
    const wishes = findWishes(text, classifyPart);
    const best = wishes[0] ?? (ranked[0] as Classification);
    const danger = dangerIn(normalised, safety, ranked);
    return {
      text,
      normalised,
      ...coarseScore(best),
      alternatives: ranked
        .filter(({ intent }) => intent !== best.intent)
        .slice(0, ALTERNATIVES)
        .map(fineScore),
      wishes:
        wishes.length > 0 ? wishes.map((wish) => ({ ...coarseScore(wish), text: wish.text })) : [{ ...coarseScore(best), text }],
      urgency: moreUrgent(best.intent.urgency, intents.find(({ name }) => name === danger)?.urgency),
      route: best.intent.route,
      safety,
      danger,
      entities,
      ...readTaxonomy(normalised),
      mood: readMood(text, normalised),
    };
  };
}

function preferCertain(ranked: Classification[], certain: IntentName | undefined, { intents }: Artefact): Classification[] {
  const intent = certain && intents.find(({ name }) => name === certain);
  if (!intent) return ranked;
  const others = ranked.filter((one) => one.intent !== intent);
  return [{ intent, probability: CERTAIN, coarseProbability: CERTAIN }, ...others];
}

/** A danger counts by its own urgency, whatever else the message is about: either suffices. */
function moreUrgent(meant: Urgency, danger: Urgency = meant): Urgency {
  return danger < meant ? danger : meant;
}

/** What a message is taken for: how sure its coarse label is. */
function coarseScore({ intent, coarseProbability }: Classification): IntentScore {
  return { intent: intent.name, coarse: intent.coarse, score: coarseProbability };
}

/** What it might be besides. */
function fineScore({ intent, probability }: Classification): IntentScore {
  return { intent: intent.name, coarse: intent.coarse, score: probability };
}
