import type { Day } from '../../platform/shanghai';
import { addDays } from '../../platform/shanghai';
import { isoWeekday, monthFrom, monthOf, weekdayNumber, weekFrom, wholeMonth, yearOf } from './days';
import type { DateDraft, Period } from './days';
import { wholeNumber } from './numerals';

const NUMBER = '\\d{1,2}|[一二两三四五六七八九十]{1,3}';
const WEEKDAY = '(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])';
/** Behind 去年, 十月, 上个月: 第一周, 第九个月, 最后3周, 前10天, 最后一个星期一, 第二个周五. */
const PART = new RegExp(
  `^[ ]?的?[ ]?(?:(?<place>第|最后|最初|头|前)[ ]?(?<count>${NUMBER}))[ ]?个?的?[ ]?(?:${WEEKDAY}|(?<unit>天|日|周|星期|礼拜|月(?![供息薪费])|季度))(?![前内])`,
);
/** 最后一个周三, 第二个周五: of this month. */
const WEEKDAY_OF_MONTH = new RegExp(`(?:(?<last>最后)一|第(?<count>[一二三四五1-5]))个的?${WEEKDAY}`, 'g');
const WEEK_SAID = /个的?(?:周|星期|礼拜)/;
const LONGEST_PART = 16;

/** Narrows a year or a month to what is said of it: the last three weeks, its first ten days, its second Friday. Undefined where nothing is. */
export function readPart(text: string, { from, to, end }: Period & { end: number }): (Period & { end: number }) | undefined {
  const match = from === to ? null : PART.exec(text.slice(end, end + LONGEST_PART));
  const { place, count = '', unit = '', weekday } = match?.groups ?? {};
  const number = wholeNumber(count);
  if (!match || !number) return undefined;
  const whole = { from, to };
  const part = weekday
    ? weekdayIn(whole, place === '最后' ? -1 : number, weekday)
    : place === '第'
      ? unitsIn(whole, number, 1, unit)
      : unitsIn(whole, place === '最后' ? -1 : 1, number, unit);
  return part && part.to >= from && addDays(part.from, 7) > from && part.from <= to
    ? { ...part, end: end + match[0].length }
    : undefined;
}

/** Finds weekdays counted in a month that is not named. */
export function findWeekdaysOfMonth(text: string, today: Day): DateDraft[] {
  if (!WEEK_SAID.test(text)) return [];
  return [...text.matchAll(WEEKDAY_OF_MONTH)].flatMap((match) => {
    const { last, count = '', weekday = '' } = match.groups ?? {};
    const period = weekdayIn(monthFrom(today, 0), last ? -1 : (wholeNumber(count) ?? 0), weekday);
    const end = match.index + match[0].length;
    return period ? [{ ...period, start: match.index, end, stated: '', relative: true, recurring: false }] : [];
  });
}

/** `nth` from 1, or -1 for the last one. */
function weekdayIn({ from, to }: Period, nth: number, weekday: string): Period | undefined {
  const wanted = weekdayNumber(weekday);
  const first = addDays(from, (wanted - isoWeekday(from) + 7) % 7);
  const last = addDays(to, -((isoWeekday(to) - wanted + 7) % 7));
  const day = nth < 0 ? last : addDays(first, (nth - 1) * 7);
  return day <= to ? { from: day, to: day } : undefined;
}

/** `count` units in a row, beginning with the `nth` (from 1), or the last ones (-1). Weeks count as in ISO 8601: most of the first lies inside. */
function unitsIn({ from, to }: Period, nth: number, count: number, unit: string): Period | undefined {
  switch (unit) {
    case '天':
    case '日': {
      const first = nth < 0 ? addDays(to, 1 - count) : addDays(from, nth - 1);
      return { from: first, to: addDays(first, count - 1) };
    }
    case '月':
    case '季度': {
      const months = unit === '季度' ? 3 : 1;
      const first = nth < 0 ? monthOf(to) + 1 - count * months : monthOf(from) + (nth - 1) * months;
      const year = yearOf(from);
      return { from: wholeMonth(year, first).from, to: wholeMonth(year, first + count * months - 1).to };
    }
    default: {
      const week = nth < 0 ? weekFrom(addDays(to, -3), 1 - count) : weekFrom(addDays(from, 3), nth - 1);
      return { from: week.from, to: addDays(week.from, count * 7 - 1) };
    }
  }
}
