import fc from 'fast-check';
import { normalise, normaliseWithMap } from '../../src/understanding/normalise';

describe('normalise', () => {
  it.each([
    ['ＡＢＣ　１２３，（ＯＫ）', 'ABC 123,(OK)', 'full width'],
    ['￥３００', '¥300', 'the yuan sign'],
    ['信用卡帳戶無法轉帳，請處理', '信用卡账户无法转账,请处理', 'traditional characters'],
    ['信用咭過數', '信用卡转账', 'words of Hong Kong'],
    ['網路銀行的簡訊', '网上银行的短信', 'words of Taiwan'],
    ['退\u200b钱\u202e\u0007', '退钱', 'invisible characters'],
    ['退钱！！！！怎么  回事？？', '退钱!怎么 回事?', 'repeated marks and spaces'],
    ['500，300，200三笔', '500、300、200三笔', 'a list of numbers'],
    ['1，234.50元', '1,234.50元', 'thousands'],
    ['①⑫ ㎡', '112 m2', 'circled digits'],
    ['我要投宿你们', '我要投诉你们', 'a sound-alike'],
    ['投宿酒店被盗刷', '投宿酒店被盗刷', 'the same word meant as written'],
    ['征性有逾期，转仁工', '征信有逾期,转人工', 'sound-alikes of our trade'],
    ['我的xyk和XYK', '我的信用卡和信用卡', 'initials'],
    ['proxyk', 'proxyk', 'letters inside a word'],
    ['888 66', '888 66', 'repeated digits stay'],
    ['哈哈哈哈', '哈哈哈哈', 'repeated words stay'],
  ])('%s → %s: %s', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('is the same when done twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(normalise(normalise(text))).toBe(normalise(text))));
  });

  it('knows for every character where it came from, in order and within the original', () => {
    const typed = fc
      .array(fc.constantFrom('帳', '户', '投宿', 'ＸＹＫ', '\u200b', '!!', '㎡', '👍', '\ud83d', '转仁工', ' '))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ unit: 'binary' })), (text) => {
        const mapped = normaliseWithMap(text);
        expect(mapped.starts).toHaveLength(mapped.text.length);
        expect(mapped.ends).toHaveLength(mapped.text.length);
        mapped.starts.forEach((start, i) => {
          expect(start).toBeGreaterThanOrEqual(mapped.starts[i - 1] ?? 0);
          expect(mapped.ends[i]).toBeGreaterThan(start);
          expect(mapped.ends[i]).toBeLessThanOrEqual(text.length);
        });
      }),
    );
  });
});
