import { z } from 'zod';
import { readContent } from '../platform/content';
import { addDays, dayOf } from '../platform/shanghai';
import type { Day } from '../platform/shanghai';

const ruleSchema = z.object({
  id: z.string(),
  version: z.string(),
  limit: z.number().int().positive(),
  unit: z.enum(['days', 'workingDays']),
  instrument: z.string(),
  article: z.string(),
  inForceFrom: z.string(),
  inForceTo: z.string().optional(),
});

/** One limit of a rule, in force between two days. */
export type DeadlineRule = z.infer<typeof ruleSchema>;

export function loadDeadlineRules(): DeadlineRule[] {
  return readContent('rules/deadlines.json', z.object({ rules: z.array(ruleSchema) })).rules;
}

/**
 * The version of a rule that governs something received at this instant.
 * @throws Error when the content has none: a case must not be opened without its rule.
 */
export function ruleInForce(rules: readonly DeadlineRule[], id: string, receivedAt: Date): DeadlineRule {
  const day = dayOf(receivedAt);
  const rule = rules.find((one) => one.id === id && one.inForceFrom <= day && (!one.inForceTo || day <= one.inForceTo));
  if (!rule) throw new Error(`content/rules/deadlines.json has no ${id} in force on ${day}.`);
  return rule;
}

/**
 * The last day on which a limit in natural days is kept: the day of receipt is day 0 (whatever the hour, Asia/Shanghai),
 * and a due day on a holiday is not moved (令2020年第3号 art. 18, 43).
 */
export function dueDay(rule: DeadlineRule, receivedAt: Date): Day {
  if (rule.unit !== 'days') throw new Error(`${rule.id} is counted in working days.`);
  return addDays(dayOf(receivedAt), rule.limit);
}
