import type { ChoicesState } from '../reading';
import type { Choice } from '../store';
import type { ViewContext } from './component';
import { h } from './dom';

/** Offered replies: buttons while they may be pressed, afterwards readable words with the chosen one marked. */
export function choiceList(
  choices: readonly Choice[],
  { active, chosen }: ChoicesState,
  { texts, chat }: ViewContext,
): HTMLElement {
  return h(
    'ul',
    { class: 'choices', 'aria-label': texts.choices.label },
    ...choices.map(({ title, value }) => {
      if (active) return h('li', {}, h('button', { type: 'button', class: 'choice', onclick: () => chat.say(value) }, title));
      const mark = h('span', { class: 'tick' }, '✓', h('span', { class: 'unseen' }, texts.choices.chosen));
      return value === chosen ? h('li', { class: 'choice chosen' }, mark, title) : h('li', { class: 'choice past' }, title);
    }),
  );
}
