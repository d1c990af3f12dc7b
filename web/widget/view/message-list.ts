import type { WidgetTexts } from '../../../locales/widget/zh-CN';
import type { ChatState } from '../chat';
import { choicesState, dateOf, dayOf, places } from '../reading';
import type { ViewMessage } from '../store';
import type { Component, ViewContext } from './component';
import { h, icon, setText } from './dom';
import { messageElement } from './message';
import { patch } from './patch';

const NEAR_END = 60;

/** The conversation: its entries, who is typing, and the way back to the end for a reader who has scrolled up. */
export function messageList(context: ViewContext): Component {
  const { texts } = context;
  const log = h('div', { class: 'log', role: 'log', 'aria-live': 'off' });
  const waiting = h('p', { class: 'empty' }, texts.log.empty);
  const dots = h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));
  const typing = h(
    'div',
    { class: 'typing' },
    h('span', { class: 'face' }),
    dots,
    h('span', { class: 'unseen' }, texts.log.typing),
  );
  const scroller = h(
    'div',
    { class: 'scroller', tabindex: 0, role: 'group', 'aria-label': texts.log.label },
    waiting,
    log,
    typing,
  );
  const news = h('span');
  const latest = h('button', { type: 'button', class: 'latest', onclick: () => toEnd() }, icon('down', 18), news);

  const entries = new Map<string, { element: HTMLElement; drawnFor: string; message: ViewMessage }>();
  let following = true; // the reader is at the end and wants to stay there
  let lastTop = 0;
  let missed = 0;

  const toEnd = (): void => {
    following = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  const look = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) following = true;
    else if (scrollTop < lastTop) following = false; // only the reader moves up; content merely grows
    lastTop = scrollTop;
    if (following) missed = 0;
    latest.classList.toggle('shown', !following);
    setText(news, missed > 0 ? texts.log.newMessages(missed) : texts.log.latest);
  };
  const stay = (): void => {
    if (following) toEnd();
    look();
  };
  scroller.addEventListener('scroll', look, { passive: true });
  log.addEventListener('load', stay, true); // pictures grow when they come
  if (typeof ResizeObserver === 'function') new ResizeObserver(stay).observe(scroller);

  /** Draws what has changed. @returns the entries that are new. */
  function draw(state: ChatState): { element: HTMLElement; message: ViewMessage }[] {
    const { messages } = state;
    const where = places(messages);
    const added: { element: HTMLElement; message: ViewMessage }[] = [];
    const keys = new Set(messages.map(({ key }) => key));
    for (const [key, { element }] of entries) {
      if (keys.has(key)) continue;
      element.remove();
      entries.delete(key);
    }
    messages.forEach((message, i) => {
      const place = where[i]!;
      const choices = choicesState(messages, i);
      const day = place.newDay ? dayWords(message.at, texts.days) : '';
      const drawnFor = JSON.stringify([place, choices, day, message.id ? '' : [state.link, state.offline]]);
      let entry = entries.get(message.key);
      if (!entry || entry.message !== message || entry.drawnFor !== drawnFor) {
        const fresh = h(
          'div',
          { class: 'entry', 'aria-live': message.speaker === 'consumer' ? 'off' : undefined },
          day !== '' && h('p', { class: 'day' }, day),
          messageElement(message, place, choices, state, context),
        );
        if (entry) patch(entry.element, fresh);
        else added.push({ element: fresh, message });
        entry = { element: entry?.element ?? fresh, drawnFor, message };
        entries.set(message.key, entry);
      }
      if (log.children[i] !== entry.element) log.insertBefore(entry.element, log.children[i] ?? null);
    });
    return added;
  }

  return {
    element: h('div', { class: 'conversation' }, scroller, latest),
    update(state) {
      const empty = entries.size === 0;
      const added = draw(state);
      waiting.hidden = state.messages.length > 0 || state.link === 'refused';
      typing.classList.toggle('shown', state.typing);
      if (empty && added.length > 0) {
        toEnd();
        setTimeout(() => log.setAttribute('aria-live', 'polite'), 800); // a replay is not news
      } else if (added.some(({ message }) => message.speaker === 'consumer')) {
        toEnd();
      } else if (!following) {
        missed += added.length;
      } else {
        toEnd();
        const begin = added[0]?.element.offsetTop ?? Infinity;
        if (begin < scroller.scrollTop) {
          scroller.scrollTop = begin - 12; // what is new begins in view, however long it is
          following = false;
        }
      }
      look();
    },
  };
}

function dayWords(at: number, texts: WidgetTexts['days']): string {
  const now = Date.now();
  const ago = dayOf(now) - dayOf(at);
  if (ago === 0) return texts.today;
  if (ago === 1) return texts.yesterday;
  const { year, month, day } = dateOf(at);
  return year === dateOf(now).year ? texts.monthDay(month, day) : texts.fullDate(year, month, day);
}
