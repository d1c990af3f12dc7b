import { z } from 'zod';
import { AUDIENCE_CHANNELS } from '../../knowledge/entry';
import { CONTENT_FIELDS } from '../../knowledge/changed-fields';
import { LIST_SORTS, LIST_STATUSES } from '../../knowledge/list-entries';
import { USELESS_REASONS } from '../../knowledge/feedback';

/** Text as people type it: line breaks, but nothing else that is not to be seen. */
const text = (limit: number) =>
  z
    .string()
    .max(limit)
    .regex(/^([^\p{Cc}\p{Cs}]|\n)*$/u, 'holds a control character');
const line = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds a line break or a control character');

export const entryId = z.string().regex(/^[a-z][a-z0-9-]{2,60}$/, 'takes 3 to 61 small letters, digits and hyphens');
export const day = z.iso.date();
export const reason = line(500).min(1);
export const question = line(300).min(1);
const revision = z.int().min(1);
const count = z.int().min(0);
const instant = z.iso.datetime();

/** What an educator writes; a draft may still lack anything. */
export const content = z.strictObject({
  title: line(60),
  category: line(40),
  wordings: z.array(line(200).min(1)).max(60),
  answer: text(600),
  detail: text(3000).optional(),
  plain: text(600).optional(),
  citations: z
    .array(
      z.strictObject({
        instrument: line(80).min(1),
        article: line(40).optional(),
        inForceFrom: day.optional(),
        inForceTo: day.optional(),
      }),
    )
    .max(20),
  followUps: z.array(entryId).max(6),
  audience: z.strictObject({
    channels: z.array(z.enum(AUDIENCE_CHANNELS)).max(3),
    readers: z.enum(['all', 'elder', 'standard']),
    staffOnly: z.boolean(),
  }),
  validFrom: day,
  validTo: day.optional(),
  reviewBy: day.optional(),
  needsConfirmation: z.literal(true).optional(),
});

/** The same as it is shown: whatever was stored. */
const contentView = z.object({
  title: z.string(),
  category: z.string(),
  wordings: z.array(z.string()),
  answer: z.string(),
  detail: z.string().optional(),
  plain: z.string().optional(),
  citations: z.array(
    z.object({
      instrument: z.string(),
      article: z.string().optional(),
      inForceFrom: z.string().optional(),
      inForceTo: z.string().optional(),
    }),
  ),
  followUps: z.array(z.string()),
  audience: z.object({
    channels: z.array(z.enum(AUDIENCE_CHANNELS)),
    readers: z.enum(['all', 'elder', 'standard']),
    staffOnly: z.boolean(),
  }),
  validFrom: z.string(),
  validTo: z.string().optional(),
  reviewBy: z.string().optional(),
  needsConfirmation: z.boolean().optional(),
});

const person = z.object({ id: z.string(), name: z.string() });
const field = z.enum(CONTENT_FIELDS);

const approved = z.object({
  version: count,
  content: contentView,
  author: person,
  approver: person,
  approvedAt: instant,
  versionDate: day,
});

export const entrySummary = z.object({
  id: z.string(),
  revision,
  title: z.string(),
  category: z.string(),
  status: z.enum(['draft', 'in_review', 'published', 'expired', 'withdrawn']),
  draftStatus: z.enum(['draft', 'in_review']).optional(),
  scheduledFor: day.optional(),
  author: person,
  updatedAt: instant,
  validFrom: day,
  validTo: day.optional(),
  reviewBy: day.optional(),
  staffOnly: z.boolean(),
  needsConfirmation: z.boolean(),
  wordings: count,
  hits: count,
  useful: count,
  useless: count,
  lastHitAt: day.optional(),
  citationsToReview: z.array(z.string()),
});

export const entryView = entrySummary.extend({
  live: approved.optional(),
  next: approved.optional(),
  ended: approved
    .partial()
    .extend({ content: contentView, how: z.enum(['expired', 'withdrawn']), at: instant, reason: z.string().optional() })
    .optional(),
  draft: z
    .object({
      content: contentView,
      status: z.enum(['draft', 'in_review']),
      authors: z.array(person),
      savedAt: instant,
      submittedAt: instant.optional(),
      returned: z.object({ by: person, at: instant, reason: z.string() }).optional(),
    })
    .optional(),
  permissions: z.object({
    edit: z.boolean(),
    submit: z.boolean(),
    return: z.boolean(),
    publish: z.boolean(),
    withdraw: z.boolean(),
    restore: z.boolean(),
    discard: z.boolean(),
  }),
  ownWork: z.boolean(),
});

export const versionSummary = z.object({
  number: revision,
  at: instant,
  actor: person,
  kind: z.enum([
    'created',
    'saved',
    'submitted',
    'returned',
    'published',
    'scheduled',
    'went_live',
    'withdrawn',
    'expired',
    'restored',
    'discarded',
    'imported',
  ]),
  reason: z.string().optional(),
  override: z.string().optional(),
  changed: z.array(field),
});
export const versionView = versionSummary.extend({ content: contentView });

const value = z.unknown();
export const fieldChange = z.object({
  field,
  before: value.optional(),
  after: value.optional(),
  pieces: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })),
});

export const titleMatch = z.object({ id: z.string(), title: z.string(), score: z.number() });
export const found = z.object({ verdict: z.enum(['answer', 'suggest', 'none']), matches: z.array(titleMatch) });
const changedQuestion = z.object({ question: z.string(), owner: z.string().optional(), before: found, after: found });

export const gateReport = z.object({
  passes: z.boolean(),
  overridable: z.boolean(),
  findings: z.array(
    z.object({
      rule: z.string(),
      field: z.string(),
      found: z.string(),
      reason: z.string(),
      severity: z.enum(['error', 'warning']),
    }),
  ),
  duplicates: z.array(titleMatch.extend({ question: z.string(), same: z.boolean() })),
  regression: z.object({
    asked: count,
    before: count,
    after: count,
    drops: z.array(changedQuestion),
    gains: z.array(changedQuestion),
  }),
  notFound: z.array(z.object({ question: z.string(), found })),
});

const errorBody = z.object({ code: z.string(), message: z.string() });
export const entryAnswer = z.object({ entry: entryView });
export const staleAnswer = z.object({ error: errorBody, entry: entryView.optional() });
export const gateAnswer = z.object({ error: errorBody, report: gateReport.optional() });

const page = z.coerce.number<string>().int().min(1).max(100_000).default(1);
const size = z.coerce.number<string>().int().min(1).max(100).default(50);
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
  category: line(40).optional(),
  author: line(80).optional(),
  instrument: line(80).optional(),
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
export const listAnswer = z.object({
  entries: z.array(entrySummary),
  total: count,
  page: count,
  size: count,
  counts: z.object({
    draft: count,
    in_review: count,
    scheduled: count,
    published: count,
    expired: count,
    withdrawn: count,
  }),
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
