import type { Card, FaqCard, ReceiptCard, SummaryCard } from '../activity';
import { copyText } from './clipboard';
import type { ViewContext } from './component';
import { h } from './dom';
import { richText } from './rich-text';

/** One of our cards. `active` says whether what it offers may still be pressed. */
export function cardElement(card: Card, active: boolean, context: ViewContext): HTMLElement {
  switch (card.kind) {
    case 'receipt':
      return receipt(card, context);
    case 'faq':
      return faq(card, context);
    case 'summary':
      return summary(card, active, context);
  }
}

function receipt(
  { title, rows, copy, note, ladder }: ReceiptCard,
  { texts: { card: texts }, announce }: ViewContext,
): HTMLElement {
  const copying = h('button', { type: 'button', class: 'button', onclick: () => void copyIt() }, copy.label);
  const copyIt = async (): Promise<void> => {
    const words = (await copyText(copy.value)) ? texts.copied : texts.copyFailed;
    copying.textContent = words;
    announce(words);
    setTimeout(() => (copying.textContent = copy.label), 3000);
  };
  return h(
    'section',
    { class: 'card receipt', 'aria-label': title },
    h('h3', {}, title),
    rowList(rows.map(({ label, value }) => [label, h('span', value === copy.value ? { class: 'number' } : {}, value)])),
    note !== undefined && h('p', { class: 'note' }, richText(note)),
    copying,
    ladder !== undefined &&
      ladder.length > 0 &&
      disclosure(texts.ladder, texts.ladder, h('ol', { class: 'ladder' }, ...ladder.map((step) => h('li', {}, richText(step))))),
  );
}

function faq(
  { title, answer, detail, source, versionDate, disclaimer }: FaqCard,
  { texts: { card: texts } }: ViewContext,
): HTMLElement {
  return h(
    'section',
    { class: 'card faq', 'aria-label': title },
    h('h3', {}, title),
    h('p', { class: 'answer' }, richText(answer)),
    detail !== undefined && disclosure(texts.detail, texts.lessDetail, h('p', { class: 'answer' }, richText(detail))),
    h('p', { class: 'note' }, texts.source(source, versionDate)),
    disclaimer !== undefined && h('p', { class: 'note' }, richText(disclaimer)),
  );
}

function summary(
  { title, rows, note }: SummaryCard,
  active: boolean,
  { texts: { card: texts }, chat }: ViewContext,
): HTMLElement {
  const changeButton = (label: string, change: string): HTMLElement =>
    h(
      'button',
      { type: 'button', class: 'link', 'aria-label': texts.changeHint(label), onclick: () => chat.say(change) },
      texts.change,
    );
  return h(
    'section',
    { class: 'card summary', 'aria-label': title },
    h('h3', {}, title),
    rowList(rows.map(({ label, value, change }) => [label, value, active && change ? changeButton(label, change) : undefined])),
    note !== undefined && h('p', { class: 'note' }, note),
  );
}

function rowList(rows: readonly (readonly [string, HTMLElement | string, HTMLElement?])[]): HTMLElement {
  return h(
    'dl',
    { class: 'rows' },
    ...rows.map(([label, value, action]) =>
      h('div', {}, h('dt', {}, label), h('dd', {}, h('span', { class: 'value' }, value), action)),
    ),
  );
}

function disclosure(closed: string, opened: string, content: HTMLElement): HTMLElement {
  content.hidden = true;
  const button = h(
    'button',
    {
      type: 'button',
      class: 'link disclosure',
      'aria-expanded': 'false',
      onclick: () => {
        content.hidden = !content.hidden;
        button.setAttribute('aria-expanded', String(!content.hidden));
        button.textContent = content.hidden ? closed : opened;
      },
    },
    closed,
  );
  return h('div', {}, button, content);
}
