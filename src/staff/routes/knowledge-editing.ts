import type { z } from 'zod';
import { createEntry } from '../../knowledge/commands/create-entry';
import { discardDraft } from '../../knowledge/commands/discard-draft';
import { publishEntry } from '../../knowledge/commands/publish-entry';
import { restoreVersion } from '../../knowledge/commands/restore-version';
import { returnForChanges } from '../../knowledge/commands/return-for-changes';
import { saveDraft } from '../../knowledge/commands/save-draft';
import { submitForReview } from '../../knowledge/commands/submit-for-review';
import { withdrawEntry } from '../../knowledge/commands/withdraw-entry';
import type { EntryCommand } from '../../knowledge/commands/entry-command';
import type { EntryRecord } from '../../knowledge/entry-record';
import { completeCitations } from '../../knowledge/instruments';
import { listEntries } from '../../knowledge/list-entries';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute } from '../../http/route';
import { derivedId } from '../../platform/ids';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize } from '../policy';
import type { GeneralAction } from '../policy';
import { peopleOf, personReader, presentLine } from '../present-entry';
import { presentGateReport } from '../present-gate';
import type { StaffServices } from '../services';
import { refusalAnswer, showEntry } from '../show-entry';
import { command, draftCommand, listQuery, newEntry, publishCommand, reasonedCommand, restoreCommand } from './knowledge-calls';
import { entryAnswer, gateAnswer, gateReport, listAnswer, staleAnswer } from './knowledge-views';
import { DESK_RATE } from './rates';

/** Longer than the desk's: an entry with all its wordings. */
export const ENTRY_LIMIT = 256 * 1024;

/** The entries and their way from draft to answer. */
export function knowledgeEditingRoutes(services: StaffServices): AnyRoute[] {
  const { knowledge, accounts, audit } = services;
  const { book, instruments } = knowledge;
  const base = { rate: DESK_RATE, authenticate: signedIn(services), bodyLimit: ENTRY_LIMIT } as const;

  /** A command at `/api/knowledge/entries/:id/<name>`. */
  function commandRoute<Body extends { revision: number }>(
    name: string,
    route: {
      method?: 'POST' | 'PUT';
      summary: string;
      action: GeneralAction;
      body: z.ZodType<Body>;
      run: (given: EntryCommand & Body) => Promise<EntryRecord>;
      then?: (record: EntryRecord, actor: string) => Promise<void>;
    },
  ): AnyRoute {
    return defineRoute<Body, undefined, Caller>({
      ...base,
      method: route.method ?? 'POST',
      path: `/api/knowledge/entries/:id/${name}`,
      summary: route.summary,
      body: route.body,
      response: entryAnswer,
      refusals: { 409: staleAnswer },
      async handle({ params: { id = '' }, body, principal: { account } }) {
        authorize(account, route.action);
        try {
          const record = await route.run({ ...body, id, actor: account._id });
          await route.then?.(record, account._id);
          return { body: { entry: await showEntry(services, record, account) } };
        } catch (error) {
          return refusalAnswer(services, error, account);
        }
      },
    });
  }

  return [
    defineRoute<undefined, z.infer<typeof listQuery>, Caller>({
      ...base,
      method: 'GET',
      path: '/api/knowledge/entries',
      summary: 'The entries that fit, a page at a time',
      query: listQuery,
      response: listAnswer,
      async handle({ query, principal: { account } }) {
        authorize(account, 'readKnowledge');
        const { lines, total, counts } = await listEntries(knowledge, query);
        const person = await personReader(
          accounts,
          lines.flatMap(({ record }) => peopleOf(record)),
        );
        const entries = lines.map((line) => presentLine(line, person));
        return { body: { entries, total, page: query.page, size: query.size, counts } };
      },
    }),

    defineRoute<z.infer<typeof newEntry>, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/knowledge/entries',
      summary: 'Starts an entry as a draft',
      body: newEntry,
      response: entryAnswer,
      async handle({ body, principal: { account } }) {
        authorize(account, 'writeKnowledge');
        const content = completeCitations(body.content, instruments);
        const record = await createEntry(book, { ...body, content, actor: account._id });
        return { status: 201, body: { entry: await showEntry(services, record, account) } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'GET',
      path: '/api/knowledge/entries/:id',
      summary: 'One entry with everything that is live, approved for later, written or over',
      response: entryAnswer,
      async handle({ params: { id = '' }, principal: { account } }) {
        authorize(account, 'readKnowledge');
        return { body: { entry: await showEntry(services, await book.find(id), account) } };
      },
    }),

    commandRoute('draft', {
      method: 'PUT',
      summary: 'Saves the text that is being written; a stale one gets the other text back',
      action: 'writeKnowledge',
      body: draftCommand,
      run: (given) => saveDraft(book, { ...given, content: completeCitations(given.content, instruments) }),
    }),
    commandRoute('submit', {
      summary: 'Hands the draft to whoever approves',
      action: 'writeKnowledge',
      body: command,
      run: (given) => submitForReview(book, given),
    }),
    commandRoute('return', {
      summary: 'Sends the text in review back with the reason',
      action: 'approveKnowledge',
      body: reasonedCommand,
      run: (given) => returnForChanges(book, given),
    }),
    commandRoute('withdraw', {
      summary: 'Takes the answer from consumers at once',
      action: 'approveKnowledge',
      body: reasonedCommand,
      run: (given) => withdrawEntry(book, given),
      then: ({ _id, revision }, actor) =>
        audit.record({ action: 'entry_withdrawn', actor, subject: _id, detail: `v${revision}` }),
    }),
    commandRoute('discard', {
      summary: 'Drops the draft beside an approved or ended version',
      action: 'writeKnowledge',
      body: command,
      run: (given) => discardDraft(book, given),
    }),
    commandRoute('restore', {
      summary: 'Makes the content of an earlier version the draft',
      action: 'writeKnowledge',
      body: restoreCommand,
      run: (given) => restoreVersion(book, given),
    }),

    defineRoute<z.infer<typeof publishCommand>, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/knowledge/entries/:id/publish',
      summary: 'Approves the text in review, if the publish gate lets it pass or the approver overrides it with a reason',
      body: publishCommand,
      response: entryAnswer.extend({ report: gateReport }),
      refusals: { 409: staleAnswer, 422: gateAnswer },
      async handle({ params: { id = '' }, body, principal: { account } }) {
        authorize(account, 'approveKnowledge');
        const { override, ...given } = body;
        try {
          const { record, report } = await publishEntry(knowledge, {
            ...given,
            id,
            actor: account._id,
            override: override?.reason,
          });
          const event = { actor: account._id, subject: id, detail: `v${record.revision}` };
          await audit.record({ action: 'entry_published', ...event });
          // The reason's words stand in the version; its hash here pins them.
          if (override && !report.passes)
            await audit.record({
              ...event,
              action: 'entry_override',
              detail: `v${record.revision} ${derivedId('why', override.reason)}`,
            });
          return { body: { entry: await showEntry(services, record, account), report: presentGateReport(report) } };
        } catch (error) {
          return refusalAnswer(services, error, account);
        }
      },
    }),
  ];
}
