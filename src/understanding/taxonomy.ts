import { z } from 'zod';
import { readContent } from '../platform/content';
import { normalise } from './normalise';
import { indexPhrases } from './phrase-index';
import type { PhraseIndex } from './phrase-index';
import type { Prediction, RequestKind, SensitivityFlag, TaxonomyPrediction } from './types';

/** Domain §2.1: at most three of each dimension are worth showing. */
const SHOWN = 3;
/** More text than this does not change what a complaint is about. */
const READ = 4000;

const category = z.object({ key: z.string(), phrases: z.array(z.string().min(1)) });
const keyed = <Key extends string>(keys: readonly [Key, ...Key[]]) =>
  z.array(z.object({ key: z.enum(keys), phrases: z.array(z.string().min(1)) }));
const taxonomyFile = z.object({
  channel: z.array(category),
  business: z.array(category.extend({ subcategories: z.array(category) })),
  cause: z.array(category),
  requests: keyed<RequestKind>([
    'refund',
    'explanation',
    'reply',
    'lookup',
    'compensation',
    'stop_harassment',
    'speed_up',
    'restore_service',
    'correction',
    'apology',
  ]),
  flags: keyed<SensitivityFlag>(['regulator', 'media', 'judicial', 'petition', 'extreme_act', 'agitated', 'special_group']),
});

/** The keys that a complaint may be classified by. @throws ContentError */
export function loadTaxonomyKeys() {
  const { channel, business, cause, requests, flags } = readContent('taxonomy.json', taxonomyFile);
  const keysOf = <Key extends string>(list: readonly { key: Key }[]): Key[] => list.map(({ key }) => key);
  return {
    channel: keysOf(channel),
    business: keysOf(business),
    cause: keysOf(cause),
    requests: keysOf(requests),
    flags: keysOf(flags),
  };
}

/** What a message says a complaint is about, wants and touches. */
export interface TaxonomyReading {
  taxonomy: TaxonomyPrediction;
  requests: readonly RequestKind[];
  flags: readonly SensitivityFlag[];
}

/**
 * Compiles `content/taxonomy.json` into a reader of normalised text.
 * @throws ContentError
 */
export function loadTaxonomy(): (normalised: string) => TaxonomyReading {
  const file = readContent('taxonomy.json', taxonomyFile);
  const channel = indexOf(file.channel);
  // A subcategory speaks for its category too.
  const business = indexOf(
    file.business.map(({ key, phrases, subcategories }) => ({
      key,
      phrases: [...phrases, ...subcategories.flatMap((one) => one.phrases)],
    })),
  );
  const cause = indexOf(file.cause);
  const requests = indexOf(file.requests);
  const flags = indexOf(file.flags);

  return (normalised) => {
    const text = normalised.slice(0, READ).toLowerCase();
    return {
      taxonomy: { channel: predict(channel, text), business: predict(business, text), cause: predict(cause, text) },
      requests: keysIn(requests, text),
      flags: keysIn(flags, text),
    };
  };
}

function indexOf<Key extends string>(categories: readonly { key: Key; phrases: readonly string[] }[]): PhraseIndex<Key> {
  return indexPhrases(
    categories.flatMap(({ key, phrases }) => {
      const distinct = new Set(phrases.map((phrase) => normalise(phrase).toLowerCase()).filter((phrase) => phrase.length > 1));
      return [...distinct].map((phrase) => [phrase, key] as const);
    }),
  );
}

/** Distinct phrases found, longer ones counting for more, as shares of the whole. */
function predict(index: PhraseIndex<string>, text: string): Prediction[] {
  const found = new Map<string, Set<string>>();
  for (const { phrase, meaning } of index.find(text)) found.set(meaning, (found.get(meaning) ?? new Set()).add(phrase));
  const weights = [...found].map(([key, phrases]) => ({
    key,
    phrases,
    weight: [...phrases].reduce((sum, one) => sum + one.length, 0),
  }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  return weights
    .sort((a, b) => b.weight - a.weight)
    .slice(0, SHOWN)
    .map(({ key, phrases, weight }) => ({ key, score: weight / total, reasons: [...phrases] }));
}

function keysIn<Key extends string>(index: PhraseIndex<Key>, text: string): Key[] {
  return [...new Set(index.find(text).map(({ meaning }) => meaning))];
}
