import { z } from 'zod';
import { readContent } from '../platform/content';
import type { SafetySignal } from './types';

const SIGNALS = [
  'fraud_in_progress',
  'card_stolen',
  'self_harm',
  'threat_others',
  'group_incident',
  'minor',
  'elder_help',
  'disability_help',
] as const satisfies readonly SafetySignal[];

const patterns = z.array(z.string().min(1));
const rulesFile = z.strictObject({
  about: z.string(),
  shared: z.record(z.string(), z.string()),
  masked: patterns,
  signals: z.record(z.enum(SIGNALS), z.strictObject({ masked: patterns, unless: patterns, signs: patterns.min(1) })),
});

interface Rule {
  signal: SafetySignal;
  masked: RegExp;
  /** What a message speaks of instead; the rules then leave it to the model. */
  unless: RegExp;
  signs: RegExp;
}

/** The rules for the dangers that a message speaks of (domain §3.1, §3.6). They take normalised text; linear in its length. */
export interface SafetyRules {
  find(normalised: string): SafetySignal[];
  /** The text without what does not count for this danger (没被骗, 新闻里说 …); `undefined` where all of it counts. */
  withoutHarmless(normalised: string, signal: SafetySignal): string | undefined;
}

/** What is taken out leaves this, so that the words around it do not join. */
const TAKEN_OUT = '□';
const NEVER = '(?!)';

/**
 * Compiles `content/safety-rules.json`: what does not count (idioms, negations, what is only supposed or told of others) is taken
 * out of the text, then any sign in the rest gives the signal, unless the message as a whole speaks of something else.
 * @throws ContentError
 */
export function loadSafetyRules(): SafetyRules {
  const file = readContent('safety-rules.json', rulesFile);
  const shared: Record<string, string> = {};
  for (const [name, source] of Object.entries(file.shared)) shared[name] = fillIn(source, shared);
  const compile = (sources: readonly string[]): RegExp =>
    new RegExp(sources.map((source) => `(?:${fillIn(source, shared)})`).join('|') || NEVER, 'g');
  const maskedForAll = compile(file.masked);
  const rules = SIGNALS.map((signal): Rule => {
    const { masked, unless, signs } = file.signals[signal];
    return { signal, masked: compile(masked), unless: compile(unless), signs: compile(signs) };
  });

  return {
    find(normalised) {
      const said = oneMark(normalised);
      // Most messages show no sign at all: what counts and what does not is looked at only where there is one.
      const shown = rules.filter(({ signs }) => said.search(signs) >= 0);
      if (shown.length === 0) return [];
      const text = said.replace(maskedForAll, TAKEN_OUT);
      return shown
        .filter(({ masked, unless, signs }) => text.replace(masked, TAKEN_OUT).search(signs) >= 0 && text.search(unless) < 0)
        .map(({ signal }) => signal);
    },
    withoutHarmless(normalised, signal) {
      const text = oneMark(normalised);
      const { masked } = rules.find((rule) => rule.signal === signal) as Rule;
      const left = text.replace(maskedForAll, TAKEN_OUT).replace(masked, TAKEN_OUT);
      return left === text ? undefined : left;
    },
  };
}

function fillIn(source: string, shared: Readonly<Record<string, string>>): string {
  return source.replace(/\{(\w+)\}/g, (whole, name: string) => shared[name] ?? whole);
}

/** More than this is not read for dangers: the beginning and the end of a very long text are. */
const HEAD = 6000;
const TAIL = 2000;
/** People who speak without a pause: a clause ends here at the latest, which keeps the rules linear. */
const LONGEST_CLAUSE = /[^,]{120}/g;

/** Every run of punctuation and white space between words is one comma; what is between a rule's words is then easy to say. */
function oneMark(normalised: string): string {
  const read = normalised.length > HEAD + TAIL ? `${normalised.slice(0, HEAD)},${normalised.slice(-TAIL)}` : normalised;
  return read
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\p{S}\s]+/gu, ',')
    .replace(/^,|,$/g, '')
    .replace(LONGEST_CLAUSE, '$&,');
}
