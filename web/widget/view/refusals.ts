import type { Component, ViewContext } from './component';
import { h, refill } from './dom';

/** Which files were not sent, and why, until the consumer has read it. */
export function refusals({ texts: { upload: texts }, chat }: ViewContext): Component {
  const list = h('ul');
  const element = h(
    'div',
    { class: 'refusals' },
    h('div', { role: 'alert' }, list),
    h('button', { type: 'button', class: 'link', onclick: () => chat.dismissRefusals() }, texts.dismiss),
  );
  let before: readonly string[] = [];
  return {
    element,
    update(state) {
      if (state.refusals === before) return;
      before = state.refusals;
      refill(list, ...before.map((words) => h('li', {}, words)));
      element.classList.toggle('shown', before.length > 0);
    },
  };
}
