import { z } from 'zod';
import { compareContents } from '../../knowledge/compare-contents';
import type { EntryContent } from '../../knowledge/entry';
import type { EntryVersion } from '../../knowledge/entry-record';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute } from '../../http/route';
import { XiaobaoError } from '../../platform/errors';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize } from '../policy';
import { personReader, presentVersion, presentWholeVersion } from '../present-entry';
import type { StaffServices } from '../services';
import { fieldChange, versionSummary, versionView } from './knowledge-views';
import { DESK_RATE } from './rates';

const versionsQuery = z.object({ all: z.enum(['true', 'false']).default('false') });
const side = z.union([z.enum(['live', 'draft']), z.string().regex(/^[1-9]\d{0,8}$/)]);
const compareQuery = z.object({ from: side, to: side });
const presenceView = z.object({ id: z.string(), name: z.string(), since: z.iso.datetime() });

/** What an entry was, how that differs, and who is at it now. */
export function knowledgeHistoryRoutes(services: StaffServices): AnyRoute[] {
  const { knowledge, accounts } = services;
  const { book, presences } = knowledge;
  const base = { rate: DESK_RATE, authenticate: signedIn(services) } as const;

  /** @throws XB_NO_ENTRY, XB_NO_VERSION */
  async function contentAt(id: string, which: string): Promise<EntryContent> {
    if (which !== 'live' && which !== 'draft') return (await book.version(id, Number(which))).content;
    const content = (await book.find(id))[which]?.content;
    if (!content) throw new XiaobaoError('XB_NO_VERSION');
    return content;
  }

  return [
    defineRoute<undefined, z.infer<typeof versionsQuery>, Caller>({
      ...base,
      method: 'GET',
      path: '/api/knowledge/entries/:id/versions',
      summary: 'Every change of an entry, newest first; saves between two others by the same person only with all=true',
      query: versionsQuery,
      response: z.object({ versions: z.array(versionSummary) }),
      async handle({ params: { id = '' }, query, principal: { account } }) {
        authorize(account, 'readKnowledge');
        await book.find(id);
        const versions = await book.versions(id);
        const shown = query.all === 'true' ? versions : versions.filter(isWorthALine);
        const person = await personReader(
          accounts,
          shown.map(({ actor }) => actor),
        );
        return { body: { versions: shown.map((version) => presentVersion(version, person)) } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'GET',
      path: '/api/knowledge/entries/:id/versions/:version',
      summary: 'One version with its whole content',
      response: z.object({ version: versionView }),
      async handle({ params: { id = '', version: number = '' }, principal: { account } }) {
        authorize(account, 'readKnowledge');
        const version = await book.version(id, Number(number) || 0);
        const person = await personReader(accounts, [version.actor]);
        return { body: { version: presentWholeVersion(version, person) } };
      },
    }),

    defineRoute<undefined, z.infer<typeof compareQuery>, Caller>({
      ...base,
      method: 'GET',
      path: '/api/knowledge/entries/:id/compare',
      summary: 'In which fields two versions differ, and where',
      query: compareQuery,
      response: z.object({ changes: z.array(fieldChange) }),
      async handle({ params: { id = '' }, query: { from, to }, principal: { account } }) {
        authorize(account, 'readKnowledge');
        return { body: { changes: compareContents(await contentAt(id, from), await contentAt(id, to)) } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'PUT',
      path: '/api/knowledge/entries/:id/presence',
      summary: 'Says that the editor is open, and who else has it open',
      response: z.object({ others: z.array(presenceView) }),
      async handle({ params: { id = '' }, principal: { account } }) {
        authorize(account, 'writeKnowledge');
        await book.find(id);
        const others = await presences.enter(id, account._id);
        const person = await personReader(
          accounts,
          others.map(({ staffId }) => staffId),
        );
        return { body: { others: others.map(({ staffId, since }) => ({ ...person(staffId), since: since.toISOString() })) } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'DELETE',
      path: '/api/knowledge/entries/:id/presence',
      summary: 'Says that the editor is closed',
      async handle({ params: { id = '' }, principal: { account } }) {
        authorize(account, 'writeKnowledge');
        await presences.leave(id, account._id);
        return { status: 204 };
      },
    }),
  ];
}

/** A save that the same person went on from is seen in the next one. */
function isWorthALine({ kind, actor }: EntryVersion, at: number, newestFirst: readonly EntryVersion[]): boolean {
  const next = newestFirst[at - 1];
  return kind !== 'saved' || next?.kind !== 'saved' || next.actor !== actor;
}
