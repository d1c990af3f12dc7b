import type { Component, ViewContext } from './component';
import { h, icon, setAttribute, setText } from './dom';

/** The button that opens the conversation, with the number of messages that came in meanwhile. */
export function launcher({ texts, chat, title }: ViewContext): Component {
  const badge = h('span', { class: 'badge', 'aria-hidden': 'true' });
  const element = h(
    'button',
    { type: 'button', class: 'launcher', 'aria-haspopup': 'dialog', onclick: () => chat.show() },
    icon('chat', 26),
    h('span', { class: 'launcher-name' }, title),
    badge,
  );
  return {
    element,
    update({ open, unread }) {
      element.hidden = open;
      setAttribute(element, 'aria-label', unread > 0 ? texts.openUnread(title, unread) : texts.open(title));
      setText(badge, unread > 99 ? '99+' : String(unread));
      badge.hidden = unread === 0;
    },
  };
}
