import type { ChatState } from '../chat';
import type { Component, ViewContext } from './component';
import { h, setText } from './dom';

type Trouble = 'connecting' | 'reconnecting' | 'offline' | 'busy' | 'refused';

/** Names the state of the connection while it is not good; says once that it is good again. */
export function connectionStrip({ texts: { connection: texts }, chat, announce }: ViewContext): Component {
  const words = h('span', { role: 'status' });
  const again = h('button', { type: 'button', class: 'link', onclick: () => chat.reconnect() }, texts.reconnect);
  const element = h('div', { class: 'strip' }, words, again);
  let before: Trouble | undefined;
  return {
    element,
    update(state) {
      const now = state.open ? troubleOf(state) : undefined;
      if (now === before) return;
      if (!now && before && before !== 'connecting') announce(texts.restored);
      before = now;
      element.classList.toggle('shown', now !== undefined);
      element.classList.toggle('calm', now === 'connecting');
      again.hidden = now !== 'reconnecting';
      setText(words, now ? texts[now] : '');
    },
  };
}

function troubleOf({ link, offline }: ChatState): Trouble | undefined {
  if (link === 'online') return offline ? 'offline' : undefined;
  return offline && link !== 'refused' ? 'offline' : link;
}
