import { admitIgnorance, rejectTitles } from '../../dialogs/knowledge';
import { messages } from '../../locales/bot/messages';
import { freshMemory } from '../../src/bot/dialog';
import type { DialogTurn } from '../../src/bot/dialog';
import { createUnderstand } from '../../src/understanding/understand';

const at = new Date('2026-11-25T02:00:00Z');

function turnOf(text: string, names: readonly string[]): DialogTurn {
  const understanding = createUnderstand()(text, { now: at });
  const { intent, coarse, score } = understanding;
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
    guess: { intent, coarse, score },
    names,
    locale: 'zh-CN',
    elder: false,
    say: messages['zh-CN'],
  };
}

describe('a question without an answer', () => {
  it('is kept without the names of people that were found in it', () => {
    const text = '李小红的保单谁能查';
    expect(admitIgnorance(text, turnOf(text, ['李小红'])).effects).toEqual([
      { type: 'recordMiss', question: '李*红的保单谁能查', at: at.toISOString() },
    ]);
  });

  it('is what was asked, where none of the titles offered for it was meant', () => {
    const memory = { ...freshMemory('zh-CN'), titles: ['一', '二'], titlesFor: '保单谁能查' };
    const { effects, memory: after } = rejectTitles(turnOf('都不是', []), memory);
    expect(effects).toMatchObject([{ type: 'recordMiss', question: '保单谁能查' }]);
    expect(after).toMatchObject({ titles: [], titlesFor: undefined });
  });
});
