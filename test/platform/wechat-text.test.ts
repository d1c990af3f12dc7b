import fc from 'fast-check';
import { cutText, fits, withChoices } from '../../src/platform/wechat-text';

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

  it('has its choices beneath it, with numbers where a number answers', () => {
    expect(withChoices('哪一项？', ['甲', '乙'], '回复数字即可。')).toBe('哪一项？\n1. 甲\n2. 乙\n回复数字即可。');
    expect(withChoices('记下了。', ['甲'])).toBe('记下了。\n· 甲');
    expect(withChoices('记下了。', [], '回复数字即可。')).toBe('记下了。');
  });
});
