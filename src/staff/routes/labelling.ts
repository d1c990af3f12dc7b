import { Readable } from 'node:stream';
import { z } from 'zod';
import { readBody } from '../../http/body';
import { defineRoute, defineStream } from '../../http/define-route';
import { send } from '../../http/respond';
import type { AnyRoute } from '../../http/route';
import { importLabels } from '../../labelling/import-labels';
import { UNCLEAR_STATUSES } from '../../labelling/unclear-utterance';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize } from '../policy';
import { presentUnclearGroup } from '../present-unclear';
import type { StaffServices } from '../services';
import { DESK_RATE } from './rates';

const MOST_IDS = 200;
const IMPORT_LIMIT = 4 * 1024 * 1024;
const JSON_LINES = 'application/x-ndjson; charset=utf-8';

const page = z.object({
  status: z.enum(UNCLEAR_STATUSES).default('open'),
  skip: z.coerce.number<string>().int().min(0).max(100_000).default(0),
  limit: z.coerce.number<string>().int().min(1).max(50).default(20),
});
const ids = z
  .array(z.string().regex(/^unc_[0-9a-f]{32}$/))
  .min(1)
  .max(MOST_IDS);
const labelling = z.strictObject({ ids, intent: z.string().max(60) });
const dismissal = z.strictObject({ ids });

/** The sentences that were not understood: read in groups, labelled, set aside; labels out and in as JSON lines. */
export function labellingRoutes(services: StaffServices): AnyRoute[] {
  const { unclear, intents, accounts, audit, clock } = services;
  const authenticate = signedIn(services);
  const known = new Set(intents.map(({ name }) => name));
  const knownIntent = labelling.refine(({ intent }) => known.has(intent), { path: ['intent'], message: 'not declared' });

  return [
    defineRoute<undefined, z.infer<typeof page>, Caller>({
      method: 'GET',
      path: '/api/understanding/unclear',
      rate: DESK_RATE,
      authenticate,
      query: page,
      async handle({ query: { status, skip, limit }, principal: { account } }) {
        authorize(account, 'labelUtterances');
        const { groups, total } = await unclear.list(status, { skip, limit });
        const deciders = groups.flatMap(({ utterances }) => utterances.flatMap(({ decidedBy }) => decidedBy ?? []));
        const nameOf = await accounts.namesOf(deciders);
        return { body: { groups: groups.map((group) => presentUnclearGroup(group, nameOf)), total } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      method: 'GET',
      path: '/api/understanding/intents',
      rate: DESK_RATE,
      authenticate,
      handle({ principal: { account } }) {
        authorize(account, 'labelUtterances');
        return { body: { intents: intents.map(({ name, coarse }) => ({ name, coarse })) } };
      },
    }),

    defineRoute<z.infer<typeof labelling>, undefined, Caller>({
      method: 'POST',
      path: '/api/understanding/labels',
      rate: DESK_RATE,
      authenticate,
      body: knownIntent,
      async handle({ body, principal: { account } }) {
        authorize(account, 'labelUtterances');
        const labelled = await unclear.label(body.ids, body.intent, { by: account._id, at: clock.now() });
        await audit.record({
          action: 'utterances_labelled',
          actor: account._id,
          subject: body.ids[0],
          detail: `${labelled} ${body.intent}`,
        });
        return { body: { labelled } };
      },
    }),

    defineRoute<z.infer<typeof dismissal>, undefined, Caller>({
      method: 'POST',
      path: '/api/understanding/dismissals',
      rate: DESK_RATE,
      authenticate,
      body: dismissal,
      async handle({ body, principal: { account } }) {
        authorize(account, 'labelUtterances');
        const dismissed = await unclear.dismiss(body.ids, { by: account._id, at: clock.now() });
        await audit.record({
          action: 'utterances_dismissed',
          actor: account._id,
          subject: body.ids[0],
          detail: String(dismissed),
        });
        return { body: { dismissed } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      method: 'GET',
      path: '/api/understanding/labels',
      rate: DESK_RATE,
      authenticate,
      async handle({ principal: { account } }) {
        authorize(account, 'labelUtterances');
        const lines: string[] = [];
        for await (const label of unclear.labels()) lines.push(`${JSON.stringify(label)}\n`);
        await audit.record({ action: 'labels_exported', actor: account._id, detail: String(lines.length) });
        return { body: lines.join(''), headers: { 'content-type': JSON_LINES, 'cache-control': 'no-store' } };
      },
    }),

    defineStream<Caller>({
      method: 'PUT',
      path: '/api/understanding/labels',
      rate: DESK_RATE,
      authenticate,
      async stream(_head, { account }, request, response) {
        authorize(account, 'labelUtterances');
        const body = await readBody(request, IMPORT_LIMIT);
        const decision = { by: account._id, at: clock.now() };
        const result = await importLabels(Readable.from([body]), { unclear, known, decision });
        await audit.record({ action: 'labels_imported', actor: account._id, detail: String(result.imported) });
        send(response, { body: result });
      },
    }),
  ];
}
