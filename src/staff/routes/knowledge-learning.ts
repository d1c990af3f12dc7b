import { z } from 'zod';
import { draftFromMisses } from '../../knowledge/commands/draft-from-misses';
import { textsOf } from '../../knowledge/entry-record';
import { groupMisses } from '../../knowledge/miss-groups';
import type { MissGroup } from '../../knowledge/miss-groups';
import { knowledgeStatistics } from '../../knowledge/statistics';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute } from '../../http/route';
import { XiaobaoError } from '../../platform/errors';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize } from '../policy';
import { personReader } from '../present-entry';
import { presentMatch } from '../present-gate';
import type { StaffServices } from '../services';
import { showEntry } from '../show-entry';
import { missGroup, missQuery, statisticsAnswer, statisticsQuery } from './knowledge-learning-schemas';
import { entryAnswer } from './knowledge-views';
import { DESK_RATE } from './rates';

const draftBody = z.strictObject({ category: z.string().trim().min(1).max(40) });
const registersAnswer = z.object({
  categories: z.array(z.object({ key: z.string(), name: z.string(), disclaimer: z.string().optional() })),
  instruments: z.array(
    z.object({
      shortName: z.string(),
      name: z.string(),
      issuer: z.string(),
      number: z.string().optional(),
      inForceFrom: z.string().optional(),
      inForceTo: z.string().optional(),
      amendedOn: z.string().optional(),
      successor: z.string().optional(),
      citedBy: z.int(),
    }),
  ),
  limits: z.object({ title: z.int(), answer: z.int(), plain: z.int(), detail: z.int() }),
  authors: z.array(z.object({ id: z.string(), name: z.string() })),
});

const DAY_MS = 86_400_000;
const LONGEST_HISTORY = 365;
/** The latest misses; grouping more takes longer than someone waits. */
const MISSES = 2000;
const EXAMPLES = 8;

/** What consumers could not find and what they thought of what they found, and the registers that an editor chooses from. */
export function knowledgeLearningRoutes(services: StaffServices): AnyRoute[] {
  const { knowledge: parts, accounts, clock } = services;
  const { book, knowledge, feedback, categories, instruments, rules, disclaimer } = parts;
  const base = { rate: DESK_RATE, authenticate: signedIn(services) } as const;

  async function groupsOf(days: number): Promise<MissGroup[]> {
    const from = new Date(clock.now().getTime() - days * DAY_MS);
    return groupMisses(await feedback.openMisses(from, MISSES), parts);
  }

  async function groupNamed(id: string): Promise<MissGroup | undefined> {
    return (await groupsOf(LONGEST_HISTORY)).find((group) => group.id === id);
  }

  return [
    defineRoute<undefined, z.infer<typeof missQuery>, Caller>({
      ...base,
      method: 'GET',
      path: '/api/knowledge/misses',
      summary: 'Questions that found no answer, grouped by similarity, the most asked first',
      query: missQuery,
      response: z.object({ groups: z.array(missGroup), total: z.int(), page: z.int(), size: z.int() }),
      async handle({ query: { days, page, size }, principal: { account } }) {
        authorize(account, 'readKnowledge');
        const groups = await groupsOf(days);
        const shown = groups.slice((page - 1) * size, page * size).map((group): z.infer<typeof missGroup> => {
          const [nearest] = knowledge.search(group.question, 'staff', { limit: 1 }).matches;
          const { id, question, count, firstAt, lastAt, questions } = group;
          return {
            ...{ id, question, count, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
            examples: questions.slice(0, EXAMPLES),
            ...(nearest ? { nearest: presentMatch(nearest) } : {}),
          };
        });
        return { body: { groups: shown, total: groups.length, page, size } };
      },
    }),

    defineRoute<z.infer<typeof draftBody>, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/knowledge/misses/:id/draft',
      summary: 'Begins an entry with the questions of a group',
      body: draftBody,
      response: entryAnswer,
      async handle({ params: { id = '' }, body: { category }, principal: { account } }) {
        authorize(account, 'writeKnowledge');
        const record = await draftFromMisses(parts, await groupNamed(id), { category, actor: account._id });
        return { status: 201, body: { entry: await showEntry(services, record, account) } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/knowledge/misses/:id/dismiss',
      summary: 'Takes a group off the list',
      async handle({ params: { id = '' }, principal: { account } }) {
        authorize(account, 'writeKnowledge');
        const group = await groupNamed(id);
        if (!group || (await feedback.dismiss(group.missIds)) === 0) throw new XiaobaoError('XB_NO_MISSES');
        return { status: 204 };
      },
    }),

    defineRoute<undefined, z.infer<typeof statisticsQuery>, Caller>({
      ...base,
      method: 'GET',
      path: '/api/knowledge/statistics',
      summary: 'How the knowledge was used',
      query: statisticsQuery,
      response: statisticsAnswer,
      async handle({ query: { days }, principal: { account } }) {
        authorize(account, 'readKnowledge');
        const statistics = await knowledgeStatistics(parts, days);
        const entries = statistics.entries.map(({ reasons, ...entry }) => ({
          ...entry,
          reasons: Object.entries(reasons).map(([why, count]) => ({ reason: why, count })),
        }));
        return { body: { ...statistics, entries } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'GET',
      path: '/api/knowledge/registers',
      summary: 'What an editor chooses from: topics, instruments, lengths, authors',
      response: registersAnswer,
      async handle({ principal: { account } }) {
        authorize(account, 'readKnowledge');
        const citedBy = new Map<string, number>();
        const authors = new Set<string>();
        for (const record of book.all()) {
          const cited = textsOf(record).flatMap(({ content }) => content.citations.map(({ instrument }) => instrument));
          for (const name of new Set(cited)) citedBy.set(name, (citedBy.get(name) ?? 0) + 1);
          for (const author of [record.live?.author, ...(record.draft?.authors ?? [])]) if (author) authors.add(author);
        }
        const person = await personReader(accounts, authors);
        return {
          body: {
            categories: categories.map(({ key, name }) => ({ key, name, disclaimer: disclaimer({ category: key }) })),
            instruments: instruments.map((one) => ({ ...one, citedBy: citedBy.get(one.shortName) ?? 0 })),
            limits: rules.lengths,
            authors: [...authors].map(person),
          },
        };
      },
    }),
  ];
}
