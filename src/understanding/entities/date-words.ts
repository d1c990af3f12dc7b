import { spellDigits } from './numeral-signs';
import { wholeNumber } from './numerals';

/** Pieces of patterns that several date parsers share. */

/** 1–31 in Arabic or Chinese. */
export const NUMBER =
  '(?:[0-3]?\\d(?!\\d)|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九](?![十百千万]))';

/** 2026年, 26年, 二〇二六年, or 去年. Groups: year, yearWord. */
export const YEAR =
  '(?:(?<![\\d.〇零一二三四五六七八九十])(?<year>(?:1\\d|20)\\d{2}|\\d{2}|两千零[一二三四五六七八九]|两千零?[一二]十[一二三四五六七八九]?|[一二三四五六七八九][〇零一二三四五六七八九]{3}|[一二三四五六七八九][〇零一二三四五六七八九]{2}(?=年(?:\\d|[一二三四五六七八九十]){1,2}月)|[〇零一二][〇零一二三四五六七八九])(?:[ ]?年度?|[.](?=(?:1[0-2]|0?[1-9])月))' +
  '|(?<yearWord>大前年|今年|去年|前年|(?<!马|以|加|之|网|早|晚|赶)上一?年|旧年|明年|后年|本年度?|上年度))';

/** A year that is none of ours (雍正四年, 第二年) before a month or a holiday: that one is not of this year. */
export const UNREAD_YEAR = '[一二三四五六七八九十\\d元][ ]?年的?';

const YEAR_WORDS: Readonly<Record<string, number>> = {
  大前年: -3,
  前年: -2,
  去年: -1,
  旧年: -1,
  上年: -1,
  上一年: -1,
  上年度: -1,
  今年: 0,
  本年: 0,
  本年度: 0,
  明年: 1,
  后年: 2,
};

/** How many years 去年 lies from this one. */
export function yearOffset(word: string): number {
  return YEAR_WORDS[word] ?? 0;
}

/** The year of 2026, 26, 二〇二六 or 两千零四. Two digits mean this century up to so many years ahead. */
export function yearIn(words: string, thisYear: number, ahead = 5): number {
  const year = words.includes('千') ? (wholeNumber(words) ?? 0) : Number(spellDigits(words));
  if (words.length > 2) return year;
  const century = Math.floor(thisYear / 100) * 100;
  return century + year > thisYear + ahead ? century - 100 + year : century + year;
}
