import { z } from 'zod';
import { USELESS_REASONS } from '../../knowledge/feedback';
import { count, day, instant, page, size, titleMatch } from './knowledge-fields';

export const missQuery = z.object({ days: z.coerce.number<string>().int().min(1).max(365).default(90), page, size });
export const missGroup = z.object({
  id: z.string(),
  question: z.string(),
  count,
  firstAt: instant,
  lastAt: instant,
  examples: z.array(z.string()),
  nearest: titleMatch.optional(),
});

const reasons = z.array(z.object({ reason: z.enum(USELESS_REASONS), count }));
export const statisticsQuery = z.object({ days: z.coerce.number<string>().int().min(1).max(365).default(30) });
export const statisticsAnswer = z.object({
  answered: count,
  missed: count,
  useful: count,
  useless: count,
  entries: z.array(z.object({ id: z.string(), title: z.string(), hits: count, useful: count, useless: count, reasons })),
  unused: z.array(z.object({ id: z.string(), title: z.string(), publishedOn: day })),
  daily: z.array(z.object({ day, answered: count, missed: count })),
});
