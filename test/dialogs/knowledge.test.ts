import { admitIgnorance, rejectTitles } from '../../dialogs/knowledge';
import { freshMemory } from '../../src/bot/dialog';
import { turnOf } from '../tools/dialog-turn';

describe('a question without an answer', () => {
  it('is kept without the names of people that were found in it', () => {
    const text = '李小红的保单谁能查';
    expect(admitIgnorance(text, turnOf(text, { names: ['李小红'] })).effects).toEqual([
      { type: 'recordMiss', question: '李*红的保单谁能查', at: '2026-11-25T02:00:00.000Z' },
    ]);
  });

  it('is what was asked, where none of the titles offered for it was meant', () => {
    const memory = { ...freshMemory('zh-CN'), titles: ['一', '二'], titlesFor: '保单谁能查' };
    const { effects, memory: after } = rejectTitles(turnOf('都不是'), memory);
    expect(effects).toMatchObject([{ type: 'recordMiss', question: '保单谁能查' }]);
    expect(after).toMatchObject({ titles: [], titlesFor: undefined });
  });
});
