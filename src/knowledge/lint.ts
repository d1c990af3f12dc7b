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
});

/** The rules of `content/lint.json`. */
export type LintRules = z.infer<typeof rulesSchema>;

interface Finding {
  /** The rule of `content/lint.json`, or `length`, `citation`, `approval`, `dates`. */
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
    ...[{ field: 'title' as const, text: entry.title }, ...statementsOf(entry)]
      .filter(({ field, text }) => text.length > rules.lengths[field])
      .map(({ field, text }) => ({
        field,
        rule: 'length',
        found: `${text.length}`,
        reason: `请控制在${rules.lengths[field]}字以内。`,
      })),
    ...entry.citations.flatMap(({ instrument }) => lintCitation(instrument, instruments, day)),
    ...lintApproval(entry),
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

function lintCitation(name: string, instruments: readonly Instrument[], day: string): Finding[] {
  const known = findInstrument(instruments, name);
  if (known && isInForce(known, day)) return [];
  const advice = known?.successor ? `已失效，请改引《${known.successor}》。` : '这一天它不在有效期内。';
  return [{ field: 'citations', rule: 'citation', found: name, reason: known ? advice : '法规登记表里没有它，请先登记。' }];
}

function lintApproval({ status, approver, needsConfirmation, validFrom, validTo }: FaqEntry): Finding[] {
  const findings: Finding[] = [];
  const published = status === 'published';
  if (published && !approver) findings.push({ field: 'approver', rule: 'approval', found: '', reason: '没有审批人，不能发布。' });
  if (published && needsConfirmation)
    findings.push({ field: 'needsConfirmation', rule: 'approval', found: '', reason: '内容待核实，不能发布。' });
  if (validTo !== undefined && validTo < validFrom)
    findings.push({ field: 'validTo', rule: 'dates', found: validTo, reason: '失效日早于生效日。' });
  return findings;
}

function statementsOf({ answer, detail, plain }: FaqEntry): { field: 'answer' | 'detail' | 'plain'; text: string }[] {
  return [
    { field: 'answer', text: answer },
    { field: 'detail', text: detail ?? '' },
    { field: 'plain', text: plain ?? '' },
  ];
}
