import { html, jsonScript } from './html';
import type { Html } from './html';
import { CARD, cardPath } from './share-cards';
import { homeLink, linkTo } from './view';
import type { View } from './view';

export interface Page {
  /** The path of its one address, for search engines and sharing. */
  path: string;
  /** Its one address is that of the elder reading: nobody else may have it. */
  elderOnly?: boolean;
  title: string;
  description: string;
  body: Html;
  /** The key of its category: shared, it is shown with the card of that topic. */
  topic?: string;
  /** What search engines read of it. */
  data?: object;
  /** Not to be listed: results of a search, a page that is not there. */
  unlisted?: boolean;
  /** Words in the search field. */
  query?: string;
}

/** A whole document. */
export function layout(page: Page, view: View, styles: string): string {
  const { say, bank, site, locale, elder, cards } = view;
  const canonical = site + homeLink(page.path, page.elderOnly ?? false, view);
  const other = { ...view, locale: locale === 'en' ? ('zh-CN' as const) : ('en' as const) };
  const name = say.site({ bank: bank.name });
  const title = page.title === name ? name : `${page.title} · ${name}`;
  const here: Record<string, string> = page.query === undefined ? {} : { q: page.query };
  return html`<!doctype html>
    <html lang="${say.lang}" ${elder && html` class="elder"`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>${title}</title>
        <meta name="description" content="${page.description}" />
        ${page.unlisted ? html`<meta name="robots" content="noindex" />` : html`<link rel="canonical" href="${canonical}" />`}
        <meta property="og:type" content="article" />
        <meta property="og:site_name" content="${name}" />
        <meta property="og:title" content="${page.title}" />
        <meta property="og:description" content="${page.description}" />
        <meta property="og:url" content="${canonical}" />
        <meta property="og:locale" content="zh_CN" />
        <meta property="og:image" content="${site}${cardPath(cards, page.topic)}" />
        <meta property="og:image:type" content="image/png" />
        <meta property="og:image:width" content="${CARD.width}" />
        <meta property="og:image:height" content="${CARD.height}" />
        <meta name="twitter:card" content="summary_large_image" />
        <link rel="stylesheet" href="${styles}" />
        ${page.data && jsonScript(page.data)}
      </head>
      <body>
        <a class="skip" href="#main">${say.skip}</a>
        <header class="top">
          <div class="bar">
            <a class="brand" href="${linkTo(view, '/help')}"
              ><svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                <path class="shield" d="M16 2 28 6v9c0 7.4-4.9 12.7-12 15C8.9 27.7 4 22.4 4 15V6z" />
                <path class="lines" d="M9.5 12.5h13M9.5 16.5h13M9.5 20.5h7" /></svg
              ><span><strong>${name}</strong><small>${say.office}</small></span></a
            >
            <nav class="tools" aria-label="${say.pageTools}">
              <span class="switch" role="group" aria-label="${say.reading}"
                >${reading(false, page, view)}${reading(true, page, view)}</span
              >
              <a href="${linkTo(other, page.path, here)}" lang="${other.locale}" hreflang="${other.locale}"
                >${say.switchLanguage}</a
              >
              <a class="button" href="/">${say.chat}</a>
            </nav>
          </div>
        </header>
        <main id="main" tabindex="-1">${page.body}</main>
        <footer class="foot">
          <p>${say.foot}</p>
          <p><a href="tel:${bank.hotline}">${say.call({ hotline: bank.hotline })}</a></p>
        </footer>
      </body>
    </html> `.text;
}

function reading(elder: boolean, { path, query }: Page, view: View): Html {
  const word = elder ? view.say.elder : view.say.standard;
  const target = linkTo({ ...view, elder }, path, query === undefined ? {} : { q: query });
  return view.elder === elder ? html`<a href="${target}" aria-current="true">${word}</a>` : html`<a href="${target}">${word}</a>`;
}

/** The field that searches from every page. */
export function searchForm({ say, elder, locale, home }: View, query = ''): Html {
  return html`<form class="search" action="/help/search" method="get" role="search">
    <label class="hidden" for="q">${say.searchLabel}</label>
    <input
      id="q"
      name="q"
      type="search"
      maxlength="300"
      value="${query}"
      placeholder="${say.searchHint}"
      required
      autocomplete="off"
    />
    ${locale !== home && html`<input type="hidden" name="lang" value="${locale}" />`}
    ${elder && html`<input type="hidden" name="reading" value="elder" />`}
    <button type="submit">${say.search}</button>
  </form>`;
}

/** The next door: the chat, the hotline. */
export function unsolved({ say, bank }: View): Html {
  return html`<section class="unsolved" aria-labelledby="unsolved">
    <div>
      <h2 id="unsolved">${say.unsolved}</h2>
      <p>${say.unsolvedHow}</p>
    </div>
    <p class="doors">
      <a class="button" href="/">${say.chat}</a
      ><a class="button quiet" href="tel:${bank.hotline}">${say.call({ hotline: bank.hotline })}</a>
    </p>
  </section>`;
}

/** Danger first, on every list. */
export function dangerNote({ say }: View): Html {
  return html`<aside class="danger" aria-label="${say.danger}">
    <p><strong>${say.danger}</strong> ${say.dangerHow}</p>
  </aside>`;
}
