import fc from 'fast-check';
import { cutText, fits } from '../../../src/channels/wechat/cut-text';
import { openChoices, shownText, toBubbles, toCustomMessage } from '../../../src/channels/wechat/render';
import type { Message } from '../../../src/conversations/message';

function bot(seq: number, text: string, choices: readonly string[] = [], replyToId = 'm1'): Message {
  const actions = choices.map((choice) => ({ type: 'imBack', title: choice, value: choice }));
  const activity = { type: 'message', text, replyToId, ...(choices.length > 0 ? { suggestedActions: { actions } } : {}) };
  return {
    _id: `${replyToId}.${seq}`,
    conversationId: 'c',
    seq,
    at: new Date(0),
    author: { kind: 'bot' },
    audience: 'all',
    forBot: false,
    activity,
  };
}
const start = { position: 0, part: 0 };

describe('long text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '您好。',
      '我们会在15日内答复，',
      '1,234,567.89元',
      'https://bank.example/a?b=1&c=2',
      '👨‍👩‍👧‍👦',
      '🎉',
      '\n',
      'card number ',
      '。',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );

  it('is cut into parts that fit, and nothing but space is lost', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 250 }), (pieces) => {
        const text = pieces.join('');
        const parts = cutText(text);
        for (const part of parts) expect(fits(part)).toBe(true);
        expect(parts.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        expect(cutText(text)).toEqual(parts);
      }),
      { numRuns: 60 },
    );
  });

  it('is never cut inside a number, a link or an emoji', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 40 }),
        fc.constantFrom('1,234,567.89元', 'https://bank.example/a?b=1&c=2', '👨‍👩‍👧‍👦'),
        (lead, whole) => {
          const parts = cutText('字'.repeat(lead) + `${whole}字`.repeat(60));
          for (const part of parts.slice(0, -1)) expect(part.replaceAll(whole, '').replaceAll('字', '')).toBe('');
        },
      ),
    );
  });

  it('is cut behind a sentence where there is one', () => {
    const [first, second] = cutText(`${'这是一句话。'.repeat(120)}`);
    expect(first).toMatch(/。$/);
    expect(second).toMatch(/^这/);
  });
});

describe('bubbles', () => {
  it('are merged, with the choices of the last question numbered', () => {
    const bubbles = toBubbles([bot(2, '记下了。', ['甲', '乙']), bot(3, '哪一项？', ['退还费用', '说明原因'])], start, {
      menus: false,
    });
    expect(bubbles).toEqual([
      {
        text: '记下了。\n· 甲\n· 乙\n\n哪一项？\n1. 退还费用\n2. 说明原因\n回复数字或文字都可以。',
        choices: [],
        to: { position: 3, part: 0 },
        merged: true,
      },
    ]);
    expect(openChoices([bot(2, '记下了。', ['甲', '乙']), bot(3, '哪一项？', ['退还费用', '说明原因'])])).toEqual([
      '退还费用',
      '说明原因',
    ]);
  });

  it('have choices to touch where the account may send them', () => {
    const [bubble] = toBubbles([bot(2, '哪一项？', ['退还费用', '说明原因'])], start, { menus: true });
    expect(toCustomMessage(bubble!)).toEqual({
      msgtype: 'msgmenu',
      msgmenu: {
        head_content: '哪一项？',
        list: [
          { id: '1', content: '退还费用' },
          { id: '2', content: '说明原因' },
        ],
        tail_content: '',
      },
    });
  });

  it('speak English beside English', () => {
    expect(toBubbles([bot(2, 'Which one?', ['Refund'])], start, { menus: false })[0]!.text).toContain('Reply with the number');
  });

  it('go on, wherever a delivery stopped, with exactly what was not sent', () => {
    const message = fc.record({
      length: fc.nat({ max: 1500 }),
      choices: fc.subarray(['甲', '乙', '丙']),
      turn: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 6 }), fc.boolean(), (given, menus) => {
        const log = given.map(({ length, choices, turn }, index) =>
          bot(index + 1, '说'.repeat(length) + String(index), choices, turn),
        );
        const words = (from: { position: number; part: number }): string =>
          toBubbles(
            log.filter(({ seq }) => seq > from.position),
            from,
            { menus },
          )
            .map(shownText)
            .join('')
            .replace(/\s/gu, '');
        const all = toBubbles(log, start, { menus });
        let before = '';
        for (const bubble of all) {
          expect(fits(shownText(bubble))).toBe(true);
          before += shownText(bubble).replace(/\s/gu, '');
          expect(before + words(bubble.to)).toBe(words(start));
        }
        expect(all.at(-1)!.to).toEqual({ position: log.length, part: 0 });
      }),
    );
  });
});
