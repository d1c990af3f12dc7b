import { pageTexts } from '../../../locales/pages/messages';
import type { PageTexts } from '../../../locales/pages/messages';
import type { Answer } from '../../http/route';
import { html } from './html';
import type { Html } from './html';

/** What every page shows. */
export interface PageFrame {
  texts: PageTexts;
  locale: 'zh-CN' | 'en';
  bank: { name: string; hotline: string };
}

export type DeadEnd = keyof PageTexts['states'];

/** What is wrong, by field, in the order of the fields. */
export type Problems = Readonly<Record<string, string>>;

const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

/** What runs on a page. */
export interface PageScript {
  /** The script elements. */
  scripts: Html;
  /** Attributes of the body by which a script has its words. */
  words?: Html;
  /** Directives of the policy that are wider here than on the forms. */
  allowed?: Readonly<Record<string, string>>;
}

/** Nothing of a page is kept, indexed, framed, or told to another page. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
};

/** @param wished the language, where the address names one */
export function pageFrame(bank: PageFrame['bank'], wished: string | null, otherwise: PageFrame['locale'] = 'zh-CN'): PageFrame {
  const locale = wished === 'en' || wished === 'zh-CN' ? wished : otherwise;
  return { texts: pageTexts[locale], locale, bank };
}

/** A whole page as an answer. @param script that of the forms where nothing is said */
export function answerWith(
  { texts, locale, bank }: PageFrame,
  title: string,
  main: Html,
  status = 200,
  { scripts, words, allowed }: PageScript = formScript(texts),
): Answer {
  const other = locale === 'zh-CN' ? 'en' : 'zh-CN';
  const page = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="format-detection" content="telephone=no" />
        <title>${title} - ${bank.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/h5/page.css" />
        ${scripts}
      </head>
      <body ${words}>
        <header class="top">
          <p><strong>${bank.name}</strong> ${texts.office}</p>
          <a href="?lang=${other}" lang="${other}" hreflang="${other}">${texts.otherLanguage}</a>
        </header>
        <main id="main" tabindex="-1">${main}</main>
        <footer>${texts.hotline} <a href="tel:${bank.hotline}">${bank.hotline}</a></footer>
      </body>
    </html>`;
  return { status, body: page.markup, headers: { ...HEADERS, 'content-security-policy': policyOf({ ...POLICY, ...allowed }) } };
}

function formScript(texts: PageTexts): PageScript {
  return {
    scripts: html`<script src="/h5/page.js" type="module"></script>`,
    words: html`data-sending="${texts.sending}" data-offline="${texts.offline}" data-retry="${texts.retry}"
    data-failed="${texts.states.failed.text}"`,
  };
}

function policyOf(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}

/** A page that only says why there is nothing to do on it, and where to go on. */
export function deadEnd(frame: PageFrame, state: DeadEnd, status: number): Answer {
  const { title, text } = frame.texts.states[state];
  return answerWith(
    frame,
    title,
    html`<h1>${title}</h1>
      <p>${text}</p>`,
    status,
  );
}

/** A form with its notices, its problems on top and its button. */
export function formPage(
  { texts }: PageFrame,
  form: {
    title: string;
    lead: string;
    origin: string;
    submission: string;
    submit: string;
    problems: Problems;
    fields: readonly Html[];
  },
): Html {
  const wrong = Object.entries(form.problems);
  return html`<h1>${form.title}</h1>
    <p class="lead">${form.lead}</p>
    <p class="note">${texts.privacyNote}${form.origin}</p>
    ${
      wrong.length > 0 &&
      html`<div class="problems" role="alert" tabindex="-1">
        <p>${texts.checkFirst}</p>
        <ul>
          ${wrong.map(([field, problem]) => html`<li><a href="#${field}">${problem}</a></li>`)}
        </ul>
      </div>`
    }
    <form method="post" enctype="multipart/form-data" novalidate>
      <input type="hidden" name="submission" value="${form.submission}" />
      ${form.fields}
      <button type="submit">${form.submit}</button>
      <p class="status" role="status"></p>
    </form>`;
}

export interface FieldView {
  id: string;
  label: string;
  optional?: string;
  hint?: string;
  problem?: string;
  /** Attributes of the input beside its id and name. */
  attributes: Html;
}

export function fieldView({ id, label, optional, hint, problem, attributes }: FieldView): Html {
  return html`<div class="field">
    <label for="${id}">${label}${optional}</label>
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${problem && html`<p class="error" id="${id}-error">${problem}</p>`}
    <input id="${id}" name="${id}" ${attributes} ${describedBy(id, hint, problem)} />
  </div>`;
}

export function checkView(id: string, label: string, checked: boolean, problem?: string): Html {
  return html`<div class="field check">
    ${problem && html`<p class="error" id="${id}-error">${problem}</p>`}
    <label for="${id}">
      <input
        type="checkbox"
        id="${id}"
        name="${id}"
        value="yes"
        ${checked && html`checked`}
        ${describedBy(id, undefined, problem)}
      />
      <span>${label}</span>
    </label>
  </div>`;
}

function describedBy(id: string, hint: string | undefined, problem: string | undefined): Html {
  const by = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ');
  return html`${by && html`aria-describedby="${by}"`} ${problem && html`aria-invalid="true"`}`;
}
