import fc from 'fast-check';
import { fits } from '../../../src/platform/wechat-text';
import { openChoices, shownText, toBubbles, toCustomMessage } from '../../../src/channels/wechat/render';
import type { LoggedAttachment, Message } from '../../../src/conversations/message';

function bot(
  seq: number,
  text: string,
  choices: readonly string[] = [],
  replyToId = 'm1',
  attachments: readonly LoggedAttachment[] = [],
): Message {
  const actions = choices.map((choice) => ({ type: 'imBack', title: choice, value: choice }));
  const activity = {
    type: 'message',
    text,
    replyToId,
    attachments,
    ...(choices.length > 0 ? { suggestedActions: { actions } } : {}),
  };
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
const PAGE: LoggedAttachment = {
  contentType: 'application/vnd.xiaobao.page',
  contentUrl: 'https://bank.example/h5/x',
  content: { title: '在安全页面填写', note: '30分钟内有效' },
};
const PHOTO: LoggedAttachment = { contentType: 'image/png', contentUrl: '/v3/directline/attachments/att_1', name: '网点.png' };

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

  it('have a card as an article of its own, in words where it may not be one', () => {
    const outbound = [bot(2, '请打开下面的页面填写。', ['同意'], 'm1', [PAGE]), bot(3, '不急。')];
    const bubbles = toBubbles(outbound, start, { menus: false, cards: true });
    expect(bubbles.map(shownText)).toEqual([
      '请打开下面的页面填写。\n1. 同意\n回复数字或文字都可以。',
      '在安全页面填写\n30分钟内有效',
      '不急。',
    ]);
    expect(toCustomMessage(bubbles[1]!)).toEqual({
      msgtype: 'news',
      news: { articles: [{ title: '在安全页面填写', description: '30分钟内有效', url: 'https://bank.example/h5/x' }] },
    });
    expect(toBubbles(outbound, start, { menus: false }).map(({ text }) => text)).toEqual([
      '请打开下面的页面填写。\n1. 同意\n回复数字或文字都可以。\n\n在安全页面填写\nhttps://bank.example/h5/x\n\n不急。',
    ]);
  });

  it('have short words on the card itself', () => {
    const [bubble, ...more] = toBubbles([bot(2, '请打开页面核实。', [], 'm1', [PAGE])], start, { menus: false, cards: true });
    expect([shownText(bubble!), more]).toEqual(['在安全页面填写\n请打开页面核实。', []]);
    expect(bubble!.text).toBe('请打开页面核实。\nhttps://bank.example/h5/x');
  });

  it.each<[string, LoggedAttachment, string | undefined]>([
    ['an address that is not encrypted', { ...PAGE, contentUrl: 'http://localhost:3978/h5/x' }, undefined],
    [
      'two addresses',
      {
        contentType: 'application/vnd.microsoft.card.hero',
        content: { buttons: [{ value: 'https://a.cn' }, { value: 'https://b.cn' }] },
      },
      undefined,
    ],
    [
      'a button with an address',
      { contentType: 'application/vnd.microsoft.card.hero', content: { title: '卡', buttons: [{ value: 'https://a.cn' }] } },
      'https://a.cn',
    ],
    ['a picture from elsewhere', { contentType: 'image/png', contentUrl: 'https://a.cn/b.png' }, 'https://a.cn/b.png'],
    ['nothing to open', { contentType: 'application/vnd.xiaobao.receipt', content: { title: '回执', rows: [] } }, undefined],
  ])('know a card of %s', (_what, attachment, url) => {
    const bubbles = toBubbles([bot(2, '请看。', [], 'm1', [attachment])], start, { menus: false, cards: true });
    expect(bubbles.map(({ rich }) => rich && 'url' in rich && rich.url)).toEqual([url]);
    for (const address of JSON.stringify(attachment).match(/https?:[^"]+/g) ?? []) expect(bubbles[0]!.text).toContain(address);
  });

  it('speak English beside English', () => {
    expect(toBubbles([bot(2, 'Which one?', ['Refund'])], start, { menus: false })[0]!.text).toContain('Reply with the number');
  });

  it('go on, wherever a delivery stopped, with exactly what was not sent', () => {
    const message = fc.record({
      length: fc.nat({ max: 1500 }),
      choices: fc.subarray(['甲', '乙', '丙']),
      turn: fc.constantFrom('a', 'b'),
      attachments: fc.subarray([PAGE, PHOTO]),
    });
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 6 }), fc.boolean(), fc.boolean(), (given, menus, cards) => {
        const log = given.map(({ length, choices, turn, attachments }, index) =>
          bot(index + 1, '说'.repeat(length) + String(index), choices, turn, attachments),
        );
        const words = (from: { position: number; part: number }): string =>
          toBubbles(
            log.filter(({ seq }) => seq > from.position),
            from,
            { menus, cards },
          )
            .map(shownText)
            .join('')
            .replace(/\s/gu, '');
        const all = toBubbles(log, start, { menus, cards });
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
