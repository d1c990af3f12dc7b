import { z } from 'zod';
import { readContent } from '../platform/content';
import { normalise } from './normalise';
import { indexPhrases } from './phrase-index';
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
  const { channel, business, cause, requests, flags } = readContent('taxonomy.json', taxonomyFile);
  // A subcategory speaks for its category too.
  const ofBusiness = business.map(({ key, phrases, subcategories }) => ({
    key,
    phrases: [...phrases, ...subcategories.flatMap((one) => one.phrases)],
  }));
  // All in one index: a text is gone through once.
  const index = indexPhrases<Meaning>([
    ...entries(channel, (key) => ({ dimension: 'channel', key })),
    ...entries(ofBusiness, (key) => ({ dimension: 'business', key })),
    ...entries(cause, (key) => ({ dimension: 'cause', key })),
    ...entries(requests, (request) => ({ request })),
    ...entries(flags, (flag) => ({ flag })),
  ]);

  return (normalised) => {
    const found = index.find(normalised.slice(0, READ).toLowerCase());
    return {
      taxonomy: { channel: predict(found, 'channel'), business: predict(found, 'business'), cause: predict(found, 'cause') },
      requests: distinct(found.flatMap(({ meaning }) => ('request' in meaning ? [meaning.request] : []))),
      flags: distinct(found.flatMap(({ meaning }) => ('flag' in meaning ? [meaning.flag] : []))),
    };
  };
}

type Dimension = keyof TaxonomyPrediction;
type Meaning = { dimension: Dimension; key: string } | { request: RequestKind } | { flag: SensitivityFlag };

function entries<Key extends string>(
  categories: readonly { key: Key; phrases: readonly string[] }[],
  meaningOf: (key: Key) => Meaning,
): [phrase: string, meaning: Meaning][] {
  return categories.flatMap(({ key, phrases }) => {
    const meaning = meaningOf(key);
    const normalised = distinct(phrases.map((phrase) => normalise(phrase).toLowerCase()));
    return normalised.filter((phrase) => phrase.length > 1).map((phrase): [string, Meaning] => [phrase, meaning]);
  });
}

/** Distinct phrases found, longer ones counting for more, as shares of the whole. */
function predict(found: readonly { phrase: string; meaning: Meaning }[], dimension: Dimension): Prediction[] {
  const byKey = new Map<string, Set<string>>();
  for (const { phrase, meaning } of found)
    if ('key' in meaning && meaning.dimension === dimension)
      byKey.set(meaning.key, (byKey.get(meaning.key) ?? new Set()).add(phrase));
  const weights = [...byKey].map(([key, phrases]) => ({
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

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
