import type { FaqEntry, FaqMatch, FaqResult } from '../knowledge/entry';
import { composeAnswer } from '../knowledge/present-entry';
import type { Category } from '../knowledge/categories';
import type { PageDanger } from './page-danger';
import type { Topic } from './help-content';
import { html } from './html';
import type { Html } from './html';
import { dangerNote, searchForm, unsolved } from './layout';
import type { Page } from './layout';
import { entryPath, linkTo } from './view';
import type { View } from './view';

/** Sharing and search engines show about so much. */
const DESCRIPTION_LENGTH = 90;
/** Beside or instead of an answer, as in the chat. */
export const TITLES = 3;

/** An approved entry and where it leads. */
export interface ShownEntry {
  entry: FaqEntry;
  category?: Category;
  followUps: readonly FaqEntry[];
}

/** All topics. */
export function topicsPage(topics: readonly Topic[], view: View): Page {
  const { say, bank } = view;
  const list = html`<ul class="topics">
    ${topics.map(
      ({ category, entries }) =>
        html`<li>
          <a href="${linkTo(view, `/help/${category.key}`)}"
            ><strong lang="zh-CN">${category.name}</strong><span class="count">${say.count({ count: entries.length })}</span
            ><span class="sample" lang="zh-CN">${entries[0]?.title}</span></a
          >
        </li>`,
    )}
  </ul>`;
  const body = html`<div class="hero">
      <h1>${say.headline}</h1>
      <p class="lead">${say.lead}</p>
      ${searchForm(view)}
    </div>
    ${dangerNote(view)} ${topics.length > 0 ? list : notice(say.emptyTopics, say.emptyTopicsHow)} ${unsolved(view)}`;
  return { path: '/help', title: say.site({ bank: bank.name }), description: say.lead, body };
}

/** One topic: all its questions, short answers with them. */
export function categoryPage({ category, entries }: Topic, view: View): Page {
  const body = html`${crumbs(view)}
    <h1 lang="zh-CN">${category.name}</h1>
    ${searchForm(view)}
    <ul class="entries" lang="zh-CN">
      ${entries.map((entry) => line(entry, view, 'h2'))}
    </ul>
    ${unsolved(view)}`;
  const description = shortened(entries.map(({ title }) => title).join(' '));
  return {
    path: `/help/${category.key}`,
    title: category.name,
    description,
    body,
    topic: category.key,
    data: faqPage(entries, view),
  };
}

/** One answer, word for word, with its source, date and disclaimer. */
export function entryPage(shown: ShownEntry, view: View): Page {
  const { say } = view;
  const { entry, category, followUps } = shown;
  const path = entryPath(entry._id);
  const words = textOf(entry, view.elder ? 'plain' : 'answer', view);
  const body = html`${crumbs(view, category)}
    <article lang="zh-CN">
      <h1>${entry.title}</h1>
      <div class="answer">${paragraphs(words)}</div>
      ${
        entry.detail &&
        html`<section class="detail">
          <h2 lang="${say.lang}">${say.detail}</h2>
          ${paragraphs(textOf(entry, 'detail', view))}
        </section>`
      }
      <footer>${beneath(entry, view)}</footer>
    </article>
    ${
      followUps.length > 0 &&
      html`<nav class="related" aria-labelledby="related">
        <h2 id="related">${say.related}</h2>
        <ul lang="zh-CN">
          ${followUps.map((next) => html`<li><a href="${linkTo(view, entryPath(next._id))}">${next.title}</a></li>`)}
        </ul>
      </nav>`
    }
    ${unsolved(view)}
    <p class="print"><a href="${linkTo(view, `${path}/poster`)}">${say.poster}</a></p>`;
  return { path, title: entry.title, description: shortened(words), body, topic: entry.category, data: faqPage([entry], view) };
}

/** One answer for a wall: the question, the short answer, and the code that opens the rest. */
export function posterPage(entry: FaqEntry, view: View): Page {
  const { say, bank } = view;
  const path = entryPath(entry._id);
  const words = textOf(entry, 'plain', view);
  const body = html`<article class="poster" lang="zh-CN">
      <h1>${entry.title}</h1>
      <div class="answer">${paragraphs(words)}</div>
      <figure>
        <img src="${path}/qr.svg" width="240" height="240" alt="${say.qr}" />
        <figcaption lang="${say.lang}">${say.posterHow}</figcaption>
      </figure>
      ${beneath(entry, view)}
      <p class="issuer" lang="${say.lang}">${say.posterFoot({ bank: bank.name })} · ${bank.hotline}</p>
    </article>
    <p class="print"><a href="${linkTo(view, path)}">${say.back}</a></p>`;
  return {
    path: `${path}/poster`,
    title: entry.title,
    description: shortened(words),
    body,
    topic: entry.category,
    unlisted: true,
  };
}

/** What a question finds: the answer first when it is sure, else titles, else the other doors. Danger takes the place of all of it. */
export function searchPage(query: string, { verdict, matches }: FaqResult, danger: PageDanger | undefined, view: View): Page {
  const { say } = view;
  const [best, ...others] = matches.slice(0, 1 + TITLES);
  const sure = verdict === 'answer' && best;
  const found = sure
    ? html`<h2>${say.found}</h2>
        <ul class="entries" lang="zh-CN">
          ${line(best.entry, view, 'h3')}
        </ul>
        ${
          others.length > 0 &&
          html`<h2>${say.related}</h2>
            ${titles(others, view)}`
        }`
    : matches.length > 0
      ? html`<h2>${say.suggested}</h2>
          ${titles(matches.slice(0, TITLES), view)}`
      : notice(say.nothing, say.nothingHow);
  const body = html`${crumbs(view)}
    <h1>${say.resultsFor({ query })}</h1>
    ${danger ? dangerSteps(danger, view) : html`${searchForm(view, query)}${found}`}${unsolved(view)}`;
  return { path: '/help/search', title: say.resultsFor({ query }), description: say.lead, body, unlisted: true, query };
}

export function missingPage(path: string, view: View): Page {
  const { say } = view;
  const body = html`<h1>${say.missing}</h1>
    <p class="lead">${say.missingHow}</p>
    ${searchForm(view)}
    <p><a href="${linkTo(view, '/help')}">${say.home}</a></p>
    ${unsolved(view)}`;
  return { path, title: say.missing, description: say.missingHow, body, unlisted: true };
}

function dangerSteps(danger: PageDanger, { say, bank }: View): Html {
  const { title, steps } = say[danger];
  return html`<section class="danger steps" role="alert">
    <h2>${title}</h2>
    <ol>
      ${steps({ hotline: bank.hotline }).map((step) => html`<li>${step}</li>`)}
    </ol>
  </section>`;
}

function crumbs(view: View, category?: Category): Html {
  return html`<nav class="crumbs" aria-label="${view.say.home}">
    <a href="${linkTo(view, '/help')}">${view.say.home}</a
    >${category && html`<span aria-hidden="true">/</span><a href="${linkTo(view, `/help/${category.key}`)}" lang="zh-CN">${category.name}</a>`}
  </nav>`;
}

/** An answer in a list: with all that must stand beneath it. */
function line(entry: FaqEntry, view: View, level: 'h2' | 'h3'): Html {
  const link = html`<a href="${linkTo(view, entryPath(entry._id))}">${entry.title}</a>`;
  return html`<li>
    ${level === 'h2' ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
    <p>${textOf(entry, view.elder ? 'plain' : 'answer', view)}</p>
    ${beneath(entry, view)}
  </li>`;
}

function beneath(entry: FaqEntry, view: View): Html {
  const { say } = view;
  const disclaimer = view.disclaimer(entry);
  return html`<p class="source" lang="${say.lang}">
      ${say.source({ source: sourceFor(entry, view) })} ·
      <time datetime="${entry.versionDate}">${say.updated({ date: entry.versionDate })}</time>
    </p>
    ${disclaimer !== undefined && html`<p class="disclaimer" lang="zh-CN">${disclaimer}</p>`}`;
}

function titles(matches: readonly FaqMatch[], view: View): Html {
  return html`<ul class="titles" lang="zh-CN">
    ${matches.map(({ entry }) => html`<li><a href="${linkTo(view, entryPath(entry._id))}">${entry.title}</a></li>`)}
  </ul>`;
}

function notice(title: string, how: string): Html {
  return html`<section class="notice">
    <h2>${title}</h2>
    <p>${how}</p>
  </section>`;
}

function paragraphs(text: string): Html[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((part) => html`<p>${part}</p>`);
}

function textOf(entry: FaqEntry, part: 'answer' | 'plain' | 'detail', view: View): string {
  return composeAnswer(entry, part, frameOf(view)).words;
}

function sourceFor(entry: FaqEntry, view: View): string {
  return composeAnswer(entry, 'answer', frameOf(view)).source;
}

function frameOf({ bank }: View): Parameters<typeof composeAnswer>[2] {
  return { hotline: bank.hotline, sourceLine: () => '' };
}

function faqPage(entries: readonly FaqEntry[], view: View): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    inLanguage: 'zh-CN',
    mainEntity: entries.map((entry) => ({
      '@type': 'Question',
      name: entry.title,
      url: view.site + entryPath(entry._id),
      dateModified: entry.versionDate,
      acceptedAnswer: { '@type': 'Answer', text: textOf(entry, 'answer', view) },
    })),
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > DESCRIPTION_LENGTH ? `${line.slice(0, DESCRIPTION_LENGTH - 1)}…` : line;
}
