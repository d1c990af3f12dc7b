import { z } from 'zod';
import { CONTENT_LIMITS } from '../../knowledge/content-limits';
import { AUDIENCE_CHANNELS } from '../../knowledge/entry';
import { LIST_SORTS, LIST_STATUSES } from '../../knowledge/list-entries';
import { day, entryId, line, page, reason, revision, size, text } from './knowledge-fields';

/** What an educator writes; a draft may still lack anything. */
export const content = z.strictObject({
  title: line(CONTENT_LIMITS.title),
  category: line(CONTENT_LIMITS.category),
  wordings: z.array(line(CONTENT_LIMITS.wordings.length).min(1)).max(CONTENT_LIMITS.wordings.count),
  answer: text(CONTENT_LIMITS.answer),
  detail: text(CONTENT_LIMITS.detail).optional(),
  plain: text(CONTENT_LIMITS.plain).optional(),
  citations: z
    .array(
      z.strictObject({
        instrument: line(CONTENT_LIMITS.citations.instrument).min(1),
        article: line(CONTENT_LIMITS.citations.article).optional(),
        inForceFrom: day.optional(),
        inForceTo: day.optional(),
      }),
    )
    .max(CONTENT_LIMITS.citations.count),
  followUps: z.array(entryId).max(CONTENT_LIMITS.followUps),
  audience: z.strictObject({
    channels: z.array(z.enum(AUDIENCE_CHANNELS)).max(AUDIENCE_CHANNELS.length),
    readers: z.enum(['all', 'elder', 'standard']),
    staffOnly: z.boolean(),
  }),
  validFrom: day,
  validTo: day.optional(),
  reviewBy: day.optional(),
  needsConfirmation: z.literal(true).optional(),
});

export const newEntry = z.strictObject({ id: entryId.optional(), content, reason: reason.optional() });
export const command = z.strictObject({ revision, reason: reason.optional() });
export const reasonedCommand = z.strictObject({ revision, reason });
export const draftCommand = z.strictObject({ revision, content, reason: reason.optional() });
export const publishCommand = z.strictObject({
  revision,
  reason: reason.optional(),
  override: z.strictObject({ reason: line(500).min(10) }).optional(),
});
export const restoreCommand = z.strictObject({ revision, version: revision, reason: reason.optional() });

const dayCount = z.coerce.number<string>().int().min(0).max(3650);
/** An empty choice in a form means any. */
const chosen = <T extends z.ZodType>(schema: T) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(schema)
    .optional();

export const listQuery = z.object({
  query: line(100).optional(),
  status: chosen(z.enum(LIST_STATUSES)),
  category: line(CONTENT_LIMITS.category).optional(),
  author: line(80).optional(),
  instrument: line(CONTENT_LIMITS.citations.instrument).optional(),
  expiringWithin: dayCount.optional(),
  reviewWithin: dayCount.optional(),
  unusedFor: dayCount.optional(),
  staleCitations: z
    .enum(['true', 'false'])
    .transform((flag) => flag === 'true')
    .optional(),
  sort: z.enum(LIST_SORTS).default('updatedAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
  page,
  size,
});
