import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { transferMessages } from '../../../locales/transfer/messages';
import type { TransferLocale, TransferMessages } from '../../../locales/transfer/messages';
import { listEntries } from '../../knowledge/list-entries';
import { EXPORT_FORMATS, exportEntries } from '../../knowledge/transfer/export-entries';
import type { ImportJob } from '../../knowledge/transfer/import-job';
import { IMPORT_LIMIT } from '../../knowledge/transfer/read-import-file';
import { ImportFileError, fill } from '../../knowledge/transfer/sheet';
import { readBody } from '../../http/body';
import { check, defineRoute, defineStream } from '../../http/define-route';
import { errorAnswer, send } from '../../http/respond';
import type { Answer, AnyRoute, RateRule } from '../../http/route';
import { XiaobaoError } from '../../platform/errors';
import { dayOf } from '../../platform/shanghai';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize } from '../policy';
import type { StaffServices } from '../services';
import { CONTENT_FIELDS } from '../../knowledge/changed-fields';
import { listQuery } from './knowledge-calls';
import { DESK_RATE } from './rates';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  tsv: 'text/tab-separated-values; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
} as const;
/** Reading a workbook is work: less often than the rest. */
const FILE_RATE: RateRule = { name: 'knowledge-files', points: 30, seconds: 60 };

const importQuery = z.object({ dryRun: z.literal('true') });
const applyBody = z.strictObject({ allOrNothing: z.boolean() });
const exportQuery = listQuery.extend({
  format: z.enum(EXPORT_FORMATS).default('xlsx'),
  /** Of the heads and choices: a link in a page cannot send `accept-language`. */
  language: z.enum(['zh-CN', 'en']).optional(),
});

const count = z.int().min(0);
const problems = z.array(z.object({ field: z.string(), message: z.string() }));
const totals = z.object({ create: count, change: count, same: count, refuse: count });
const checkedImport = z.object({
  importId: z.string(),
  rows: z.array(
    z.object({
      row: count,
      action: z.enum(['create', 'change', 'same', 'refuse']),
      id: z.string().optional(),
      title: z.string(),
      changes: z.array(z.enum(CONTENT_FIELDS)),
      problems,
    }),
  ),
  totals,
});
/** `problem`: why the file as a whole cannot be read, in the caller's language. */
const refusedFile = z.object({ error: z.object({ code: z.string(), message: z.string() }), problem: z.string() });
const progress = z.object({
  state: z.enum(['checked', 'running', 'done', 'failed']),
  done: count,
  total: count,
  totals,
  failures: z.array(z.object({ row: count, title: z.string(), problems })),
});

/** Entries in files: checked, imported as drafts, exported. What is said about rows is in the language that the browser asks for. */
export function knowledgeTransferRoutes(services: StaffServices): AnyRoute[] {
  const { knowledge, audit } = services;
  const { imports } = knowledge;
  const authenticate = signedIn(services);

  return [
    defineStream<Caller>({
      method: 'POST',
      path: '/api/knowledge/import',
      rate: FILE_RATE,
      authenticate,
      schemas: {
        summary: 'Checks a file of entries and says row by row what importing it would do',
        query: importQuery,
        upload: { headers: { 'x-file-name': 'The name of the file, percent-encoded: .xlsx, .tsv, .csv or .qna; at most 20 MB' } },
        response: checkedImport,
        refusals: { 422: refusedFile },
      },
      async stream({ headers, rawQuery }, { account }, request, response) {
        authorize(account, 'writeKnowledge');
        check(importQuery, Object.fromEntries(rawQuery));
        const words = transferMessages[localeOf(headers)];
        const name = fileNameOf(headers);
        const bytes = await readBody(request, IMPORT_LIMIT);
        try {
          const { job, plan } = await imports.check({ name, bytes }, { actor: account._id, words });
          send(response, { body: checkedImport.parse({ importId: job._id, rows: plan, totals: job.totals }) });
        } catch (error) {
          if (!(error instanceof ImportFileError)) throw error;
          send(response, fileRefusal(error, words));
        }
      },
    }),

    defineRoute<z.infer<typeof applyBody>, undefined, Caller>({
      method: 'POST',
      path: '/api/knowledge/import/:importId/apply',
      rate: DESK_RATE,
      authenticate,
      summary: 'Imports what was checked, as drafts; may be repeated',
      body: applyBody,
      response: progress,
      async handle({ params: { importId = '' }, body, headers, principal: { account } }) {
        authorize(account, 'writeKnowledge');
        const job = await imports.apply(importId, { ...body, actor: account._id, locale: localeOf(headers) });
        const detail = `${job.totals.create} new, ${job.totals.change} changed${body.allOrNothing ? ', all or nothing' : ''}`;
        await audit.record({ action: 'entries_imported', actor: account._id, subject: job._id, detail });
        return { status: 202, body: presentJob(job) };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      method: 'GET',
      path: '/api/knowledge/import/:importId',
      rate: DESK_RATE,
      authenticate,
      summary: 'How far an import is',
      response: progress,
      async handle({ params: { importId = '' }, headers, principal: { account } }) {
        authorize(account, 'writeKnowledge');
        return { body: presentJob(await imports.progress(importId, localeOf(headers))) };
      },
    }),

    defineRoute<undefined, z.infer<typeof exportQuery>, Caller>({
      method: 'GET',
      path: '/api/knowledge/export',
      rate: FILE_RATE,
      authenticate,
      summary: 'The entries that fit, as a file to be edited and imported again',
      query: exportQuery,
      async handle({ query: { format, language, ...filter }, headers, principal: { account } }) {
        authorize(account, 'writeKnowledge');
        const { lines } = await listEntries(knowledge, { ...filter, page: 1, size: Number.MAX_SAFE_INTEGER });
        const records = lines.map(({ record }) => record);
        const words = transferMessages[language ?? localeOf(headers)];
        const body = await exportEntries(records, format, { ...knowledge, words });
        await audit.record({ action: 'entries_exported', actor: account._id, detail: `${records.length} as ${format}` });
        const name = `faq-${dayOf(services.clock.now())}.${format}`;
        return {
          body,
          headers: {
            'content-type': TYPES[format],
            'content-disposition': `attachment; filename="${name}"`,
            'cache-control': 'no-store',
          },
        };
      },
    }),
  ];
}

function presentJob({ state, done, total, totals: sums, failures }: ImportJob): z.infer<typeof progress> {
  return { state, done, total, totals: sums, failures };
}

function localeOf(headers: IncomingHttpHeaders): TransferLocale {
  return /^en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh-CN';
}

/** @throws XB_INVALID */
function fileNameOf(headers: IncomingHttpHeaders): string {
  try {
    const name = decodeURIComponent(String(headers['x-file-name'] ?? ''));
    if (name !== '' && name.length <= 255) return name;
  } catch {
    // Not percent-encoded: refused like an absent one.
  }
  throw new XiaobaoError('XB_INVALID', { problem: 'x-file-name: takes the file name, percent-encoded' });
}

function fileRefusal({ key, details }: ImportFileError, words: TransferMessages): Answer {
  const answer = errorAnswer(new XiaobaoError('XB_FAQ_FILE', { problem: fill(transferMessages.en.files[key], details) }));
  return { ...answer, body: { ...(answer.body as object), problem: fill(words.files[key], details) } };
}
