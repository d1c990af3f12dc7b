import { ALIKE, BANDS, bandsOf, lettersIn, likeness } from '../../src/labelling/similarity';

const shareABand = (a: string, b: string): boolean => {
  const bands = new Set(bandsOf(lettersIn(a)));
  return bandsOf(lettersIn(b)).some((band) => bands.has(band));
};

describe('likeness of sentences', () => {
  it.each([
    ['我的信用卡年费怎么退不了', '信用卡年费怎么退不了'],
    ['帮我看下那个钱到哪里了', '帮我看下那个钱到哪里了呢？'],
    ['App闪退打不开', 'APP 闪退打不开！'],
  ])('%s and %s are alike', (a, b) => {
    expect(likeness(lettersIn(a), lettersIn(b))).toBeGreaterThanOrEqual(ALIKE);
    expect(shareABand(a, b)).toBe(true);
  });

  it.each([
    ['我的信用卡年费怎么退不了', '网点几点开门'],
    ['卡', '钱'],
  ])('%s and %s are not', (a, b) => {
    expect(likeness(lettersIn(a), lettersIn(b))).toBeLessThan(ALIKE);
  });

  it('is nothing of marks, width and traditional characters', () => {
    expect(lettersIn('　帳戶，ＡＰＰ…')).toBe(lettersIn('账户app'));
    expect(bandsOf(lettersIn('!!!'))).toHaveLength(BANDS);
  });
});
