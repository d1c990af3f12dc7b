import type { Component, ViewContext } from './component';
import { brandMark, h, icon, setAttribute, setText } from './dom';

/** Name and state, the ways to read it more easily, and 人工, always one tap away. */
export function header({ texts: { header: texts, close }, chat, title }: ViewContext, onClose: () => void): Component {
  const status = h('p', { class: 'status' });
  const size = h('button', { type: 'button', class: 'tool', onclick: () => chat.setElder(!chat.state().elder) });
  const language = h(
    'button',
    {
      type: 'button',
      class: 'tool language',
      lang: chat.state().locale === 'en' ? 'zh-CN' : 'en',
      'aria-label': texts.languageHint,
      onclick: () => chat.setLocale(chat.state().locale === 'en' ? 'zh-CN' : 'en'),
    },
    texts.language,
  );
  const person = h(
    'button',
    { type: 'button', class: 'person', 'aria-label': texts.personHint, onclick: () => chat.say(texts.personText) },
    icon('person', 20),
    h('span', {}, texts.person),
  );
  const closing = h('button', { type: 'button', class: 'tool close', 'aria-label': close, onclick: onClose }, icon('close'));

  return {
    element: h(
      'div',
      { class: 'header' },
      h('span', { class: 'mark' }, brandMark(30)),
      h('div', { class: 'name' }, h('h2', {}, title), status),
      h('div', { class: 'tools', role: 'group', 'aria-label': texts.settings }, size, language),
      person,
      closing,
    ),
    update({ elder, post }) {
      setText(status, post ? texts.served(post) : texts.bot);
      setText(size, elder ? texts.largeOff : texts.largeOn);
      setAttribute(size, 'aria-label', elder ? texts.largeOffHint : texts.largeOnHint);
      person.hidden = post !== undefined;
    },
  };
}
