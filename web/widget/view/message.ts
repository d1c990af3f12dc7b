import type { ChatState } from '../chat';
import { timeOf } from '../reading';
import type { ChoicesState, Place } from '../reading';
import type { ViewMessage } from '../store';
import { cardElement } from './cards';
import { choiceList } from './choices';
import type { ViewContext } from './component';
import { brandMark, h } from './dom';
import { fileElement, uploadElement } from './files';
import { richText } from './rich-text';

/** One message with everything that belongs to it. */
export function messageElement(
  message: ViewMessage,
  place: Place,
  choices: ChoicesState,
  state: ChatState,
  context: ViewContext,
): HTMLElement {
  const { speaker, text, card, files } = message;
  if (speaker === 'system') return h('div', { class: 'message system' }, h('p', {}, richText(text)));
  const { texts } = context;
  const name = speaker === 'consumer' ? texts.you : (message.name ?? texts.botName);
  const incoming = speaker !== 'consumer';
  return h(
    'div',
    { class: `message ${speaker}${place.first ? ' first' : ''}` },
    incoming &&
      h(
        'span',
        { class: 'face', 'aria-hidden': 'true' },
        place.first && (speaker === 'agent' ? name.slice(0, 1) : brandMark(28)),
      ),
    h(
      'div',
      { class: 'said' },
      incoming && place.first
        ? h('p', { class: 'who' }, h('span', {}, name), h('time', {}, timeOf(message.at)))
        : h('span', { class: 'unseen' }, texts.says(name)),
      text !== '' && h('p', { class: 'bubble' }, richText(text)),
      card && cardElement(card, choices.active, context),
      ...files.map((file) => fileElement(file, context)),
      message.choices.length > 0 && choiceList(message.choices, choices, context),
      uploadElement(message, context) ?? deliveryElement(message, place, state, context),
    ),
  );
}

/** Under the consumer's own words: the time once they have arrived, else what keeps them. */
function deliveryElement(
  message: ViewMessage,
  place: Place,
  state: ChatState,
  { texts: { delivery: texts }, chat }: ViewContext,
): HTMLElement | undefined {
  if (message.speaker !== 'consumer') return undefined;
  if (message.id) return place.last ? h('p', { class: 'delivery' }, h('time', {}, timeOf(message.at))) : undefined;
  const { delivery } = message;
  if (delivery === 'sent') return undefined;
  const connected = state.link === 'online' && !state.offline;
  const words = texts[delivery === 'sending' && !connected ? 'waiting' : delivery];
  if (delivery === 'sending' || delivery === 'waiting') return h('p', { class: 'delivery' }, words);
  const retry =
    delivery === 'failed' && h('button', { type: 'button', class: 'link', onclick: () => chat.retry(message.key) }, texts.retry);
  return h('p', { class: 'delivery failed', role: 'alert' }, words, retry);
}
