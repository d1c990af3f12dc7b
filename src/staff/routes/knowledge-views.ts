import { z } from 'zod';
import { CONTENT_FIELDS } from '../../knowledge/changed-fields';
import { AUDIENCE_CHANNELS } from '../../knowledge/entry';
import { count, day, instant, person, revision, titleMatch } from './knowledge-fields';

/** A content as it is shown: whatever was stored. */
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
  draftAuthor: person.optional(),
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
