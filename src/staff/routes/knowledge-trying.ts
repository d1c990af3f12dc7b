import { z } from 'zod';
import { messages } from '../../../locales/bot/messages';
import { AUDIENCE_CHANNELS } from '../../knowledge/entry';
import { asIfApproved } from '../../knowledge/gate';
import { choicesUnder, composeAnswer, sourceOf } from '../../knowledge/present-entry';
import type { AnswerPart } from '../../knowledge/present-entry';
import type { Reader } from '../../knowledge/reader';
import { readerOf } from '../../knowledge/regression';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute } from '../../http/route';
import { dayOf } from '../../platform/shanghai';
import { cutText, withChoices } from '../../platform/wechat-text';
import { completeCitations } from '../../knowledge/instruments';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize } from '../policy';
import { presentFound, presentGateReport, presentMatch } from '../present-gate';
import type { StaffServices } from '../services';
import { ENTRY_LIMIT } from './knowledge-editing';
import { content } from './knowledge-calls';
import { entryId, question, titleMatch } from './knowledge-fields';
import { found, gateReport } from './knowledge-views';
import { DESK_RATE } from './rates';

const checkBody = z.strictObject({ content, entryId: entryId.optional() });
const tryBody = z.strictObject({
  questions: z.array(question).min(1).max(200),
  content: content.optional(),
  entryId: entryId.optional(),
  channel: z.enum(AUDIENCE_CHANNELS).optional(),
  elder: z.boolean().optional(),
});
const previewBody = z.strictObject({ content });
const searchQuery = z.object({ query: question });

const bubble = z.object({ text: z.string(), choices: z.array(z.string()) });
const cut = z.array(z.string());
const deskMatch = titleMatch.extend({
  answer: z.string(),
  detail: z.string().optional(),
  source: z.string(),
  versionDate: z.string(),
  disclaimer: z.string().optional(),
  staffOnly: z.boolean(),
});

const DESK_MATCHES = 5;
const UNSAVED = 'new-entry';

/** What a text would do if it were live, and what is found now. */
export function knowledgeTryingRoutes(services: StaffServices): AnyRoute[] {
  const { knowledge: parts, bank, clock } = services;
  const { knowledge, gate, disclaimer, instruments } = parts;
  const base = { rate: DESK_RATE, authenticate: signedIn(services), bodyLimit: ENTRY_LIMIT } as const;
  const today = (): string => dayOf(clock.now());

  return [
    defineRoute<z.infer<typeof checkBody>, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/knowledge/check',
      summary: 'The publish gate, dry',
      body: checkBody,
      response: z.object({ report: gateReport }),
      async handle({ body, principal: { account } }) {
        authorize(account, 'readKnowledge');
        const report = await gate.check(completeCitations(body.content, instruments), body.entryId);
        return { body: { report: presentGateReport(report) } };
      },
    }),

    defineRoute<z.infer<typeof tryBody>, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/knowledge/try',
      summary: 'What questions find now, and with an unsaved text',
      body: tryBody,
      response: z.object({ results: z.array(z.object({ question: z.string(), found, withContent: found.optional() })) }),
      handle({ body, principal: { account } }) {
        authorize(account, 'readKnowledge');
        const { channel, elder } = body;
        const candidate = body.content && asIfApproved(body.content, body.entryId ?? UNSAVED, today());
        // Where nobody is named, as someone for whom the text is meant: its own questions are no one else's.
        const named = channel !== undefined || elder !== undefined || !candidate;
        const reader: Reader = named ? { channel: channel ?? 'web', elder: elder ?? false } : readerOf(candidate);
        const trial = candidate && knowledge.trial([candidate]);
        const results = body.questions.map((asked) => ({
          question: asked,
          found: presentFound(knowledge.search(asked, reader)),
          ...(trial ? { withContent: presentFound(trial(asked, reader)) } : {}),
        }));
        return { body: { results } };
      },
    }),

    defineRoute<z.infer<typeof previewBody>, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/knowledge/preview',
      summary: 'What a consumer would read, bubble by bubble',
      body: previewBody,
      response: z.object({
        short: z.array(bubble),
        detail: z.array(bubble),
        plain: z.array(bubble),
        wechat: z.object({ short: cut, detail: cut, plain: cut }),
      }),
      handle({ body, principal: { account } }) {
        authorize(account, 'readKnowledge');
        const written = completeCitations(body.content, instruments);
        const entry = asIfApproved(written, UNSAVED, today());
        const { faq, wechat: words } = messages['zh-CN'];
        const next = entry.followUps.flatMap((id) => knowledge.anyEntry(id)?.title ?? []);
        const frame = {
          hotline: bank.hotline,
          sourceLine: faq.source,
          disclaimer: disclaimer(entry),
        };
        const bubbles = (part: AnswerPart): z.infer<typeof bubble>[] =>
          entry[part] ? [{ text: composeAnswer(entry, part, frame).text, choices: choicesUnder(part, entry, next, faq) }] : [];
        const [short, detail, plain] = [bubbles('answer'), bubbles('detail'), bubbles('plain')];
        // As the channel does where choices cannot be touched.
        const forWechat = (all: typeof short): string[] =>
          all.flatMap(({ text, choices }) => cutText(withChoices(text, choices, words.answerByNumber)));
        const wechat = { short: forWechat(short), detail: forWechat(detail), plain: forWechat(plain) };
        return { body: { short, detail, plain, wechat } };
      },
    }),

    defineRoute<undefined, z.infer<typeof searchQuery>, Caller>({
      ...base,
      method: 'GET',
      path: '/api/knowledge/search',
      summary: 'Live answers for the desk, those for staff only among them',
      query: searchQuery,
      response: z.object({ verdict: found.shape.verdict, matches: z.array(deskMatch) }),
      handle({ query: { query }, principal: { account } }) {
        authorize(account, 'readKnowledge');
        const { verdict, matches } = knowledge.search(query, 'staff', { limit: DESK_MATCHES });
        const shown = matches.map((match): z.infer<typeof deskMatch> => ({
          ...presentMatch(match),
          answer: fillIn(match.entry.answer),
          detail: match.entry.detail && fillIn(match.entry.detail),
          source: sourceOf(match.entry) || messages['zh-CN'].handoff.posts.education,
          versionDate: match.entry.versionDate,
          disclaimer: disclaimer(match.entry),
          staffOnly: match.entry.audience?.staffOnly ?? false,
        }));
        return { body: { verdict, matches: shown } };
      },
    }),
  ];

  function fillIn(text: string): string {
    return text.replaceAll('{BANK_HOTLINE}', bank.hotline);
  }
}
