import { messages } from '../../locales/bot/messages';
import type { DialogTurn } from '../../src/bot/dialog';
import { guessOf } from '../../src/bot/unclear';
import { createUnderstand } from '../../src/understanding/understand';

const understand = createUnderstand();

/** A message as a flow sees it: on a Wednesday morning, through the widget, in Chinese. */
export function turnOf(text: string, over: Partial<DialogTurn> = {}): DialogTurn {
  const at = over.at ?? new Date('2026-11-25T02:00:00Z');
  const understanding = understand(text, { now: at });
  return {
    id: 'm1',
    at,
    conversationId: 'c1',
    consumerId: 'u1',
    channel: 'direct-line',
    text,
    attachments: [],
    removed: [],
    understanding,
    guess: guessOf(understanding),
    names: [],
    locale: 'zh-CN',
    elder: false,
    say: messages['zh-CN'],
    ...over,
  };
}
