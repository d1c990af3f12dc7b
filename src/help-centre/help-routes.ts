import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSVG } from 'uqr';
import { helpMessages } from '../../locales/help/messages';
import { defineRoute } from '../http/define-route';
import type { Answer, AnyRoute, Call, RateRule } from '../http/route';
import { z } from 'zod';
import { projectRoot } from '../platform/project-root';
import type { PageDanger } from './page-danger';
import { readerOf, topicsFor } from './help-content';
import type { HelpSources } from './help-content';
import { layout } from './layout';
import type { Page } from './layout';
import { categoryPage, entryPage, missingPage, posterPage, searchPage, TITLES, topicsPage } from './pages';
import { readShareCards } from './share-cards';
import type { KeepSearchMiss } from './search-misses';
import { robots, sitemap } from './sitemap';
import { entryPath, homeLink } from './view';
import type { HelpLocale, View } from './view';

export interface HelpOptions extends HelpSources {
  bank: View['bank'];
  locale: HelpLocale;
  /** Where consumers reach us, when a proxy changes what we see of it. */
  publicUrl?: string;
  /** What a question says of danger, by the same rules as the chat's. */
  dangerOf(question: string): PageDanger | undefined;
  keepMiss: KeepSearchMiss;
}

const RATE: RateRule = { name: 'help', points: 600, seconds: 60 };
const SEARCH_RATE: RateRule = { name: 'help-search', points: 60, seconds: 60 };

/** Pages without scripts: nothing that an entry says could run, even if it were not escaped. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

const viewQuery = z.object({
  lang: z.enum(['zh-CN', 'en']).optional().catch(undefined),
  reading: z.literal('elder').optional().catch(undefined),
  q: z
    .string()
    .trim()
    .transform((text) => text.slice(0, 300))
    .optional()
    .catch(undefined),
});
type ViewQuery = z.infer<typeof viewQuery>;
type PageCall = Call<undefined, ViewQuery>;

/** The help centre: the live entries as pages that anyone can read, find, print and share. */
export function helpRoutes(options: HelpOptions): AnyRoute[] {
  const { knowledge, categories } = options;
  const css = readStyles();
  const cards = readShareCards();
  const styles = `/help/help-centre.css?v=${tagOf(css).slice(1, 9)}`;

  const siteOf = (origin: string): string => options.publicUrl ?? origin;
  const viewOf = ({ query: { lang = options.locale, reading }, origin }: PageCall): View => ({
    locale: lang,
    elder: reading === 'elder',
    say: helpMessages[lang],
    bank: options.bank,
    disclaimer: options.disclaimer,
    site: siteOf(origin),
    cards,
    home: options.locale,
  });

  /** A page at a path; `undefined` is a page that is not there. */
  function pageRoute(
    path: string,
    make: (call: PageCall, view: View) => Page | undefined | Promise<Page>,
    rate = RATE,
  ): AnyRoute {
    return defineRoute<undefined, ViewQuery>({
      method: 'GET',
      path,
      rate,
      query: viewQuery,
      async handle(call) {
        const view = viewOf(call);
        const page = await make(call, view);
        const document = layout(page ?? missingPage(call.path, view), view, styles);
        return cached(call, document, 'text/html; charset=utf-8', page ? 200 : 404);
      },
    });
  }

  const entryOf = ({ params: { id = '' } }: PageCall, view: View) => knowledge.entry(id, readerOf(view.elder));
  const isElderOnly = (id: string): boolean => knowledge.entry(id, readerOf(false)) === undefined;
  const topicAt = (key: string | undefined, view: View) =>
    topicsFor(options, readerOf(view.elder)).find(({ category }) => category.key === key);
  const file = (path: string, type: string, make: (call: Call) => string): AnyRoute =>
    defineRoute({ method: 'GET', path, rate: RATE, handle: (call) => cached(call, make(call), type) });

  return [
    pageRoute('/help', (_call, view) => topicsPage(topicsFor(options, readerOf(view.elder)), view)),
    pageRoute(
      '/help/search',
      async ({ query: { q = '' }, headers }, view) => {
        if (q === '') return topicsPage(topicsFor(options, readerOf(view.elder)), view);
        const found = knowledge.search(q, readerOf(view.elder), { limit: 1 + TITLES });
        if (found.verdict === 'none') await options.keepMiss(q, headers);
        return searchPage(q, found, options.dangerOf(q), view);
      },
      SEARCH_RATE,
    ),
    file('/help/help-centre.css', 'text/css; charset=utf-8', () => css),
    defineRoute({
      method: 'GET',
      path: '/help/share/:file',
      rate: RATE,
      handle(call) {
        const card = cards.get(/^([a-z_]+)\.png$/.exec(call.params.file ?? '')?.[1] ?? '');
        return card ? cached(call, card, 'image/png') : { status: 404, body: '', headers: { 'content-type': 'text/plain' } };
      },
    }),
    pageRoute('/help/:category', ({ params }, view) => {
      const topic = topicAt(params.category, view);
      return topic && { ...categoryPage(topic, view), elderOnly: topic.entries.every(({ _id }) => isElderOnly(_id)) };
    }),
    pageRoute('/help/entry/:id', (call, view) => {
      const entry = entryOf(call, view);
      if (!entry) return undefined;
      const followUps = entry.followUps.flatMap((id) => knowledge.entry(id, readerOf(view.elder)) ?? []);
      const category = categories.find(({ key }) => key === entry.category);
      return { ...entryPage({ entry, category, followUps }, view), elderOnly: isElderOnly(entry._id) };
    }),
    pageRoute('/help/entry/:id/poster', (call, view) => {
      const entry = entryOf(call, view);
      return entry && { ...posterPage(entry, view), elderOnly: isElderOnly(entry._id) };
    }),
    defineRoute({
      method: 'GET',
      path: '/help/entry/:id/qr.svg',
      rate: RATE,
      handle(call) {
        const id = call.params.id ?? '';
        const known = knowledge.entry(id, readerOf(false)) ?? knowledge.entry(id, readerOf(true));
        if (!known) return { status: 404, body: '', headers: { 'content-type': 'text/plain' } };
        const address = homeLink(entryPath(known._id), isElderOnly(known._id), { home: options.locale });
        const svg = renderSVG(siteOf(call.origin) + address, { ecc: 'M', border: 2 });
        return cached(call, svg, 'image/svg+xml');
      },
    }),
    pageRoute('/help/*', () => undefined),
    file('/sitemap.xml', 'application/xml; charset=utf-8', ({ origin }) =>
      sitemap(topicsFor(options, readerOf(false)), siteOf(origin)),
    ),
    file('/robots.txt', 'text/plain; charset=utf-8', ({ origin }) => robots(siteOf(origin))),
  ];
}

/** Asked for again each time, and sent only when it has changed: a withdrawn answer is gone with the next look. */
function cached(call: Pick<Call, 'headers'>, body: string | Buffer, type: string, status = 200): Answer {
  const etag = tagOf(body);
  const headers = { etag, 'cache-control': 'no-cache', 'content-security-policy': POLICY };
  if (status === 200 && call.headers['if-none-match'] === etag) return { status: 304, headers };
  return { status, body, headers: { ...headers, 'content-type': type } };
}

function tagOf(body: string | Buffer): string {
  return `"${createHash('sha1').update(body).digest('base64url')}"`;
}

/** The tokens that a bank edits, then the pages' own rules. */
function readStyles(): string {
  return ['tokens.css', join('help-centre', 'help-centre.css')]
    .map((name) => readFileSync(join(projectRoot, 'web', name), 'utf8'))
    .join('\n');
}
