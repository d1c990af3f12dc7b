import fc from 'fast-check';
import { cutText } from '../../src/platform/cut-text';

describe('a text cut for a channel', () => {
  it('is left whole where it fits', () => {
    expect(cutText('一句话。', 10)).toEqual(['一句话。']);
    expect(cutText('  ', 10)).toEqual([]);
  });

  it('is cut where a sentence ends, else a clause', () => {
    expect(cutText('第一句话说完。第二句话也说完。第三句。', 12)).toEqual(['第一句话说完。', '第二句话也说完。第三句。']);
    expect(cutText('没有句号的一段，中间有逗号的一段话', 12)).toEqual(['没有句号的一段，', '中间有逗号的一段话']);
  });

  it('keeps numbers and links in one piece', () => {
    expect(cutText('限额是每人每家银行500000元整', 12)).toEqual(['限额是每人每家银行', '500000元整']);
    expect(cutText('详情请看https://a.cn/x/y', 12)).toEqual(['详情请看', 'https://a.cn', '/x/y']);
  });

  it('loses nothing but space at the cuts, and keeps the limit, whatever it is given', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom('。', '，', '\n', '12345', '您好'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 8, max: 80 }), (pieces, limit) => {
        const text = pieces.join('');
        const parts = cutText(text, limit);
        expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part).not.toBe('');
        }
      }),
    );
  });
});
