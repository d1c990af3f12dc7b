import { z } from 'zod';
import { readContent } from '../platform/content';
import type { FaqEntry } from './entry';
import { findInstrument, isInForce } from './instruments';
import type { Instrument } from './instruments';

const rulesSchema = z.strictObject({
  /** Domain §9.26–29: what no answer may say. */
  forbidden: z.array(
    z.strictObject({
      id: z.string(),
      /** A regular expression. */
      pattern: z.string().transform((pattern) => new RegExp(pattern, 'u')),
      /** Taken out of the text before the pattern is tried: a longer word that is allowed. */
      unless: z.string().optional(),
      /** Said to the author. */
      reason: z.string(),
    }),
  ),
  /** At most so many characters. */
  lengths: z.strictObject({ title: z.number(), answer: z.number(), plain: z.number(), detail: z.number() }),
  /** Said to the author about everything else. */
  messages: z.strictObject({
    tooLong: z.string(),
    unknownInstrument: z.string(),
    replaced: z.string(),
    notInForce: z.string(),
    noApprover: z.string(),
    unconfirmed: z.string(),
    datesReversed: z.string(),
    over: z.string(),
    missing: z.string(),
    unknownCategory: z.string(),
    fewWordings: z.string(),
    noCitation: z.string(),
    unknownFollowUp: z.string(),
    ownFollowUp: z.string(),
    markup: z.string(),
    placeholder: z.string(),
  }),
});

/** The rules of `content/lint.json`. */
export type LintRules = z.infer<typeof rulesSchema>;

export interface Finding {
  /** The rule of `content/lint.json`, or `length`, `citation`, `approval`, `dates` … */
  rule: string;
  field: string;
  /** What was found. */
  found: string;
  /** For the author: why it is refused and what to do. */
  reason: string;
}

/** Something that keeps an entry from being published. */
export interface LintFinding extends Finding {
  entry: string;
}

/**
 * The rules, `content/lint.json`.
 * @throws ContentError
 */
export function loadLintRules(): LintRules {
  return readContent('lint.json', rulesSchema);
}

/**
 * All that is wrong with an entry on a day (`YYYY-MM-DD`); empty where it may be published.
 * Title and wordings are the consumer's own question and may mention anything.
 */
export function lintEntry(entry: FaqEntry, rules: LintRules, instruments: readonly Instrument[], day: string): LintFinding[] {
  const findings = [
    ...statementsOf(entry).flatMap(({ field, text }) => lintText(text, rules).map((finding) => ({ field, ...finding }))),
    ...lintLengths(entry, rules),
    ...entry.citations.flatMap(({ instrument }) => lintCitation(findInstrument(instruments, instrument), instrument, rules, day)),
    ...lintApproval(entry, rules),
  ];
  return findings.map((finding) => ({ entry: entry._id, ...finding }));
}

/** What a text says that no answer may say: also for replies written by hand. */
export function lintText(text: string, { forbidden }: LintRules): { rule: string; found: string; reason: string }[] {
  return forbidden.flatMap(({ id, pattern, unless, reason }) => {
    const found = (unless ? text.replaceAll(unless, '') : text).match(pattern)?.[0];
    return found === undefined ? [] : [{ rule: id, found, reason }];
  });
}

function lintLengths(entry: FaqEntry, { lengths, messages }: LintRules): Finding[] {
  return [{ field: 'title' as const, text: entry.title }, ...statementsOf(entry)]
    .filter(({ field, text }) => text.length > lengths[field])
    .map(({ field, text }) => ({
      field,
      rule: 'length',
      found: `${text.length}`,
      reason: messages.tooLong.replace('{limit}', `${lengths[field]}`),
    }));
}

function lintCitation(known: Instrument | undefined, name: string, { messages }: LintRules, day: string): Finding[] {
  const refuse = (reason: string): Finding[] => [{ field: 'citations', rule: 'citation', found: name, reason }];
  if (!known) return refuse(messages.unknownInstrument);
  if (isInForce(known, day)) return [];
  return refuse(known.successor ? messages.replaced.replace('{successor}', known.successor) : messages.notInForce);
}

function lintApproval({ status, approver, needsConfirmation, validFrom, validTo }: FaqEntry, { messages }: LintRules): Finding[] {
  const findings: Finding[] = [];
  const refuse = (field: string, rule: string, reason: string): number => findings.push({ field, rule, found: '', reason });
  if (status === 'published' && !approver) refuse('approver', 'approval', messages.noApprover);
  if (status === 'published' && needsConfirmation) refuse('needsConfirmation', 'approval', messages.unconfirmed);
  if (validTo !== undefined && validTo < validFrom) refuse('validTo', 'dates', messages.datesReversed);
  return findings;
}

function statementsOf({ answer, detail, plain }: FaqEntry): { field: 'answer' | 'detail' | 'plain'; text: string }[] {
  return [
    { field: 'answer', text: answer },
    { field: 'detail', text: detail ?? '' },
    { field: 'plain', text: plain ?? '' },
  ];
}
