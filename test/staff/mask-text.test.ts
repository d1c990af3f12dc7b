import fc from 'fast-check';
import { maskContent, maskText } from '../../src/staff/mask-text';

describe('Masking inside running text', () => {
  it.each([
    ['我电话13812341234，快回', '我电话138****1234，快回'],
    ['138 1234 1234 打这个', '138****1234 打这个'],
    ['138-1234-1234', '138****1234'],
    ['座机021-65432109', '座机021****2109'],
    ['身份证11010519491231002X本人', '身份证1****************X本人'],
    ['卡 6222 0212 3456 7890 128 被扣', '卡 尾号0128 被扣'],
    ['邮箱zhang.san@bank.example.cn', '邮箱z***@bank.example.cn'],
  ])('%s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it.each([
    '3月5号扣了300.00元，共12期',
    '编号XB20261125-K7Q2MX',
    '热线95588，尾号1234',
    '2026-11-25 10:30:15',
    '利率3.45%，本金1000000元',
  ])('leaves alone: %s', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('leaves no phone number in any text, and no text fails', () => {
    const phone = fc.stringMatching(/^1[3-9]\d{9}$/);
    const words = fc.string({ unit: fc.constantFrom('我', '是', ' ', '，', 'x', '\u200b', '😀', '\ud800', '3') });
    fc.assert(
      fc.property(words, phone, words, (before, number, after) => {
        const text = `${before.replace(/\w$/, '')}，${number}。${after}`;
        expect(maskText(text)).not.toContain(number);
      }),
    );
  });

  it('gets through 100 KB of anything', () => {
    for (const unit of ['1', '1 ', '1-', 'a@', 'a.', '0']) expect(() => maskText(unit.repeat(50_000))).not.toThrow();
  });

  it('reaches into cards', () => {
    const card = { title: '回执', facts: [{ value: '13812341234' }], count: 1, none: null };
    expect(maskContent(card)).toEqual({ title: '回执', facts: [{ value: '138****1234' }], count: 1, none: null });
  });
});
