import fc from 'fast-check';
import { compareContents } from '../../src/knowledge/compare-contents';
import { entryContent } from './tools';

describe('two versions compared', () => {
  it('differ only where they differ', () => {
    expect(compareContents(entryContent(), entryContent())).toEqual([]);
    const changes = compareContents(
      entryContent({ answer: '请到网点办理。' }),
      entryContent({ answer: '请到附近网点办理。', detail: '更多。' }),
    );
    expect(changes).toEqual([
      {
        field: 'answer',
        before: '请到网点办理。',
        after: '请到附近网点办理。',
        pieces: [
          { kind: 'same', text: '请到' },
          { kind: 'added', text: '附近' },
          { kind: 'same', text: '网点办理。' },
        ],
      },
      { field: 'detail', after: '更多。', pieces: [{ kind: 'added', text: '更多。' }] },
    ]);
  });

  it('show lists element by element', () => {
    const [change] = compareContents(
      entryContent({ wordings: ['一', '二', '三'] }),
      entryContent({ wordings: ['一', '三', '四'] }),
    );
    expect(change?.pieces.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['same 一', 'removed 二', 'same 三', 'added 四']);
  });

  it('can be put together again from the pieces, whatever they say', () => {
    const text = fc.string({ unit: fc.constantFrom('银', '行', '办', '理', '。', 'a', '1', '\n'), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = compareContents(entryContent({ answer: before }), entryContent({ answer: after }))[0]?.pieces;
        const side = (kind: string): string =>
          (pieces ?? [])
            .filter((piece) => piece.kind !== kind)
            .map((piece) => piece.text)
            .join('');
        if (before !== after) expect([side('added'), side('removed')]).toEqual([before, after]);
      }),
    );
  });
});
