import { wholeNumber } from '../src/understanding/entities/numerals';

/** What one specified result says: its words and the values accepted for it. */
export interface Specified {
  text: string;
  values: readonly string[];
}

const REIGN = /^(?:神龙|康熙|雍正|民国)/;
const LUNAR = /农历|大年|正月|月初[一二三四五六七八九十]|中秋|春节|除夕|端午|重阳/;
const BARE_NUMBER = /^\d{4}$/;
const SPAN_OF_UNITS = /[-–~到至和与].*?(?<last>\d{4}|\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3})[ ]?(?<unit>[年月])?(?:之间)?$/;
const BARE_SUM = /\d+(?:\.\d+)?[万亿](?![元块美欧日港英])/;

/**
 * Whether a case of the public specifications rests on a convention that a bank's consumer does not share (docs/understanding.md names
 * each with its reason): such cases are measured with the others, and once more left out.
 */
export function hasForeignConvention(input: string, results: readonly Specified[], money: boolean): boolean {
  const specified = results.map(({ text }) => text).join(' ');
  if (money) return results.some(({ values }) => values.length === 0) || BARE_SUM.test(withoutAll(input, specified.split(' ')));
  return results.some(
    ({ text, values }) =>
      REIGN.test(text) ||
      BARE_NUMBER.test(text) ||
      (LUNAR.test(text) && values.some((value) => value.length === 10)) ||
      values.includes('/') ||
      values.some((value) => leavesLastOut(text, value)),
  );
}

/** 1995-1997年 as 1995-01-01/1997-01-01: the last year, or month, that is named is not in it. */
function leavesLastOut(text: string, value: string): boolean {
  const { last = '', unit } = SPAN_OF_UNITS.exec(text)?.groups ?? {};
  const end = value.split('/')[1];
  if (!end || !last) return false;
  return unit === '月' ? end.slice(5) === `${String(wholeNumber(last)).padStart(2, '0')}-01` : end === `${last}-01-01`;
}

function withoutAll(text: string, parts: readonly string[]): string {
  return parts.reduce((rest, part) => rest.replace(part, ' '), text);
}
