import fc from 'fast-check';
import { COMPLAINT_NUMBER_ALPHABET } from '../../../src/understanding/entities/complaint-number';
import { findEntities } from '../../../src/understanding/entities/find-entities';
import type { DateEntity, Entity, MoneyEntity } from '../../../src/understanding/types';

const CAPITALS = ['零壹贰叁肆伍陆柒捌玖', '拾佰仟'] as const;
const now = new Date('2026-11-25T02:00:00Z');

/** Anything that can arrive: any UTF-16, and words of our trade thrown together. */
const pieces = fc.constantFrom(
  ...'去年 3月5号 15号 到 三千 五百块 万 1.2 w ¥ , . 扣了 余额 尾号 1234 138 0013 8000 XB20261125 - K7Q2MX @ a.com 支行 经理 \u200b \ud800 \u202e 👍 <b> 一 二〇 周三 前 半 大年初二 百分之 ６２ 帳戶 投宿 点 亿 零 兆 之前 起 第 最后 个 周 季度 美元 美分 ， last month yesterday October May 5th ago two in 2025 yuan'.split(
    ' ',
  ),
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((units) => String.fromCharCode(...units)),
  fc.array(pieces, { maxLength: 40 }).map((words) => words.join('')),
);

/** 20020201 by itself is a day, not a sum. */
const LIKE_A_DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

describe('entities of any text', () => {
  it('stand where they say, in order, without overlapping', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let position = 0;
        for (const { start, end, source } of findEntities(text, { now })) {
          expect(start).toBeGreaterThanOrEqual(position);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(source);
          position = end;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('have whole, finite sums, real days in order and clock times', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const entity of findEntities(text, { now })) expectSound(entity);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is written out reads back', () => {
  const yuan = fc.integer({ min: 1, max: 99_999_999 });
  const fen = fc.integer({ min: 1, max: 99_999_999 });

  it.each([
    ['1234.50元', (sum: number) => `${(sum / 100).toFixed(2)}元`],
    ['¥1,234.50', (sum: number) => `¥${(sum / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`],
    ['１２３４.５０元', (sum: number) => `${widen((sum / 100).toFixed(2))}元`],
  ])('sums to the fen as %s', (_, render) => {
    fc.assert(fc.property(fen, (sum) => expect(sumIn(`扣了${render(sum)}手续费`)).toBe(sum)));
  });

  it.each([
    ['三千五百块', (sum: number) => `${inChinese(sum)}块`],
    ['人民币叁仟伍佰元整', (sum: number) => `人民币${inChinese(sum, CAPITALS)}元整`],
    ['0.35万', (sum: number) => `${sum / 10_000}万`],
    ['3500', (sum: number) => (sum < 10 || LIKE_A_DAY.test(String(sum)) ? `${sum}元` : String(sum))],
  ])('whole sums as %s', (_, render) => {
    fc.assert(fc.property(yuan, (sum) => expect(sumIn(`扣了${render(sum)}`)).toBe(sum * 100)));
  });

  it('sums beyond 亿 in Chinese', () => {
    const large = fc.integer({ min: 1, max: 999_999_999_999 });
    fc.assert(fc.property(large, (sum) => expect(sumIn(`扣了${inChinese(sum)}元`)).toBe(sum * 100)));
  });

  it('sums in digits between 亿 and 万, as 1亿2300万5000元', () => {
    const part = fc.integer({ min: 1000, max: 9999 });
    fc.assert(
      fc.property(part, part, part, (yi, wan, rest) => {
        expect(sumIn(`扣了${yi}亿${wan}万${rest}元`)).toBe((yi * 100_000_000 + wan * 10_000 + rest) * 100);
      }),
    );
  });

  it.each([
    ['USD', '美元', '美分'],
    ['EUR', '欧元', '欧分'],
    ['GBP', '英镑', '便士'],
  ])('sums in %s with their hundredths', (currency, unit, hundredth) => {
    const cents = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(yuan, cents, (whole, rest) => {
        const text = `收了${inChinese(whole)}${unit}${inChinese(rest)}${hundredth}`;
        const [found] = ofKind<MoneyEntity>(text, 'money');
        expect(found).toMatchObject({ value: whole * 100 + rest, currency, source: text.slice(2) });
      }),
    );
  });

  const day = fc
    .integer({ min: 0, max: 365 * 27 })
    .map((passed) => new Date(Date.UTC(2000, 0, 1 + passed)))
    .filter((date) => date < now);

  it.each([
    ['2026年3月5日', (y: number, m: number, d: number) => `${y}年${m}月${d}日`],
    ['2026-03-05', (y: number, m: number, d: number) => `${y}-${pad(m)}-${pad(d)}`],
    ['2026/3/5', (y: number, m: number, d: number) => `${y}/${m}/${d}`],
    ['2026.3.5', (y: number, m: number, d: number) => `${y}.${m}.${d}`],
    ['20260305', (y: number, m: number, d: number) => `${y}${pad(m)}${pad(d)}`],
    ['二〇二六年三月五日', (y: number, m: number, d: number) => `${digitByDigit(y)}年${inChinese(m)}月${inChinese(d)}日`],
    ['26年3月5号', (y: number, m: number, d: number) => `${pad(y % 100)}年${m}月${d}号`],
  ])('days as %s', (_, render) => {
    fc.assert(
      fc.property(day, (date) => {
        const text = `我${render(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())}办的`;
        const [found] = ofKind<DateEntity>(text, 'date');
        const iso = date.toISOString().slice(0, 10);
        expect(found).toMatchObject({ from: iso, to: iso, stated: iso, source: text.slice(1, -2) });
      }),
    );
  });

  it.each([
    ['之前', 'before'],
    ['或之前', 'until'],
    ['起', 'since'],
    ['之后', 'after'],
  ])('days opened by %s', (words, open) => {
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [found] = ofKind<DateEntity>(`${iso}${words}的账单`, 'date');
        expect(found).toMatchObject({ from: iso, to: iso, open, source: `${iso}${words}` });
      }),
    );
  });

  it('complaint numbers in any case, width and spacing', () => {
    const code = fc
      .array(fc.constantFrom(...COMPLAINT_NUMBER_ALPHABET), { minLength: 6, maxLength: 6 })
      .map((letters) => letters.join(''));
    const style = fc.constantFrom<(number: string) => string>(
      (number) => number,
      (number) => number.toLowerCase(),
      (number) => number.replace('-', ' '),
      (number) => number.replace('-', ''),
      (number) => widen(number),
      (number) => number.replace('XB', 'XB '),
    );
    fc.assert(
      fc.property(code, style, (letters, render) => {
        const number = `XB20261125-${letters}`;
        expect(findEntities(`编号${render(number)}`, { now })).toMatchObject([
          { kind: 'complaintNumber', value: number, valid: true },
        ]);
      }),
    );
  });
});

/** 1234 as 一千二百三十四, up to 9999 亿. */
function inChinese(value: number, [digits, units]: readonly [string, string] = ['零一二三四五六七八九', '十百千']): string {
  for (const [name, size] of [
    ['亿', 100_000_000],
    ['万', 10_000],
  ] as const) {
    if (value < size) continue;
    const below = value % size;
    const gap = below > 0 && below < size / 10 ? digits[0] : '';
    const rest = below ? inChinese(below, [digits, units]).replace(/^十/, '一十') : '';
    return `${inChinese(Math.floor(value / size), [digits, units])}${name}${gap}${rest}`;
  }
  let words = '';
  let gap = false;
  for (const [place, digit] of [...String(value)].map(Number).entries()) {
    const power = String(value).length - 1 - place;
    if (digit === 0) {
      gap = words !== '';
    } else {
      words += (gap ? digits[0] : '') + digits[digit]! + (power ? units[power - 1]! : '');
      gap = false;
    }
  }
  return words.replace(/^一十/, '十');
}

function expectSound(entity: Entity): void {
  if (entity.kind === 'money') {
    for (const fen of [entity.value].flat()) expect(Number.isSafeInteger(fen)).toBe(true);
  } else if (entity.kind === 'date') {
    expect([entity.from, entity.to].map(asRealDay)).toEqual([entity.from, entity.to]);
    expect(entity.from <= entity.to).toBe(true);
  } else if (entity.kind === 'time') {
    expect(entity.value).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
  } else {
    expect(entity.value).not.toBe('');
  }
}

function digitByDigit(value: number): string {
  return [...String(value)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('');
}

function asRealDay(day: string): string {
  return new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10);
}

function widen(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function ofKind<Kind extends Entity>(text: string, kind: Kind['kind']): Kind[] {
  return findEntities(text, { now }).filter((one) => one.kind === kind) as Kind[];
}

function sumIn(text: string): MoneyEntity['value'] | undefined {
  return ofKind<MoneyEntity>(text, 'money')[0]?.value;
}
