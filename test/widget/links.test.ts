import fc from 'fast-check';
import { splitLinks } from '../../web/widget/links';

const hrefs = (text: string): string[] => splitLinks(text).flatMap(({ href }) => href ?? []);

describe('numbers to call', () => {
  test.each([
    ['立即拨打110报警，或拨96110。', ['tel:110', 'tel:96110']],
    ['再拨95588口头挂失', ['tel:95588']],
    ['可拨金融监管热线12378，或请拨打12356。', ['tel:12378', 'tel:12356']],
    ['客服400-820-8820', ['tel:4008208820']],
    ['热线955110。', ['tel:955110']],
  ])('are found: %s', (text, expected) => expect(hrefs(text)).toEqual(expected));

  test.each([
    '扣了110元',
    '一共95588块',
    '编号XB20261125110',
    '卡号6222021234595588123',
    '等了120天',
    '95588.50',
    '第12条、120分钟',
    '2026-11-20',
    '尾号1234',
    '120%',
    '¥110',
  ])('are not made of other figures: %s', (text) => expect(hrefs(text)).toEqual([]));
});

describe('web addresses', () => {
  test('end where Chinese punctuation or a closing mark begins', () => {
    expect(hrefs('见https://bank.example/a?b=1，或（http://x.cn/y）。')).toEqual(['https://bank.example/a?b=1', 'http://x.cn/y']);
    expect(hrefs('See https://bank.example/help.')).toEqual(['https://bank.example/help']);
  });

  test('are only those of the web', () => {
    expect(hrefs('javascript:alert(1) ftp://x.cn data:text/html,1')).toEqual([]);
  });
});

test('any text is the sum of its parts', () => {
  const pieces = fc.constantFrom('拨', '110', '95588', 'https://a.cn/', '元', ' ', '.', '。', '400-820-8820', '\n', '<b>');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.array(pieces).map((all) => all.join('')),
      ),
      (text) => {
        const parts = splitLinks(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const { href } of parts) expect(href ?? 'tel:').toMatch(/^(https?:\/\/|tel:)/);
      },
    ),
  );
});
