import type { Day } from '../../platform/shanghai';
import { yearIn } from './date-words';
import { statedAs, toDay, wholeMonth, yearOf } from './days';
import type { DateDraft } from './days';
import { matchesOf } from './matches';

/** 23/11/2026, 23-11-26, 26-11-23: the year stands last, or first where that is a day too. Points only with four digits. */
const YEAR_LAST =
  /(?<![\d./A-Za-z*:]|(?<!\/(?:19|20)\d{2})-)(?<first>\d{1,2})(?<mark>[-/.])(?<second>\d{1,2})\k<mark>(?<third>(?:19|20)\d{2}|\d{1,2})(?![\d%*:A-Za-z]|[./]\d|-(?!\d\d?\/\d\d?\/)\d|[元块万千百])/g;
/** 2026-11-23, 2026/11/23, 2026.11.23, 2026 11 23, 2026-11, 20261123 */
const WITH_YEAR =
  /(?<![\dA-Za-z.])(?<year>(?:19|20)\d{2}|1\d{3}(?=-\d{2}-\d{2}(?![\d-])))(?:[ ]?(?<mark>[-/.])[ ]?(?<month>\d{1,2})(?:[ ]?\k<mark>[ ]?(?<day>\d{1,2}))?|[ ](?<apartMonth>0[1-9]|1[0-2])[ ](?<apartDay>[0-3]\d)|(?<solidMonth>0[1-9]|1[0-2])(?<solidDay>[0-3]\d))(?![\dA-Za-z]|[./%]\d|-(?!(?:19|20)\d\d[-/.])\d|[元块万千百多])(?:日|号)?/g;
/** 11/23, 11-23, 11.23: sure enough only with two-digit parts, with 号, or behind 在, 于, 从. */
const WITHOUT_YEAR =
  /(?<![\d./A-Za-z*:-])(?<month>0?[1-9]|1[0-2])(?<mark>[-/.])(?<day>[0-3]?\d)(?![\d%*:]|[./-]\d|[元块万千百亿多天个年月折倍期次点人笔岁wWkK分小])(?<named>日|号)?/g;

/** What all of them need: a cheap look before each is tried at every character. */
const DIGITS_AND_MARK = /\d[ ]?[-/. ]|(?:19|20)\d{6}/;

/** Cards and loans end years ahead, and that is how their ends are written. */
const YEARS_AHEAD = 20;

/** Finds dates written with digits and marks. */
export function findNumericDates(text: string, today: Day): DateDraft[] {
  if (!DIGITS_AND_MARK.test(text)) return [];
  return matchesOf(text, WITH_YEAR)
    .flatMap(readWithYear)
    .concat(matchesOf(text, YEAR_LAST).flatMap((match) => readYearLast(match, today)))
    .concat(matchesOf(text, WITHOUT_YEAR).flatMap((match) => readWithoutYear(match, text, today)));
}

function readWithYear(match: RegExpExecArray): DateDraft[] {
  const { year, month, day, mark, solidMonth, solidDay, apartMonth, apartDay } = match.groups ?? {};
  const [y, m, d] = [Number(year), Number(month ?? solidMonth ?? apartMonth), Number(day ?? solidDay ?? apartDay)];
  const [start, end] = [match.index, match.index + match[0].length];
  if (day === undefined && solidDay === undefined && apartDay === undefined) {
    if (m < 1 || m > 12 || mark === '.') return [];
    return [{ start, end, ...wholeMonth(y, m), stated: statedAs(y, m), relative: false, recurring: false }];
  }
  const date = toDay(y, m, d);
  return date ? [{ start, end, from: date, to: date, stated: statedAs(y, m, d), relative: false, recurring: false }] : [];
}

function readYearLast(match: RegExpExecArray, today: Day): DateDraft[] {
  const { first = '', second = '', third = '', mark } = match.groups ?? {};
  if (mark === '.' && third.length < 4) return [];
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  const inCentury = (year: string): number => yearIn(year, yearOf(today), YEARS_AHEAD);
  const yearFirst = first.length === 2 && third.length < 4 ? toDay(inCentury(first), b, c) : undefined;
  const date = yearFirst ?? (third.length > 1 ? toDay(inCentury(third), b, a) : undefined);
  if (!date) return [];
  const stated = { from: date, to: date, stated: date, relative: false, recurring: false };
  return [{ start: match.index, end: match.index + match[0].length, ...stated }];
}

function readWithoutYear(match: RegExpExecArray, text: string, today: Day): DateDraft[] {
  const { month = '', day = '', mark, named } = match.groups ?? {};
  const [start, end] = [match.index, match.index + match[0].length];
  const introduced = /[在于从自至到]$/.test(text.slice(Math.max(0, start - 1), start));
  const clear =
    named !== undefined ||
    introduced ||
    /^[那当]天/.test(text.slice(end, end + 2)) ||
    (mark === '/' ? month.length + day.length > 2 : mark === '-' && month.length === 2 && day.length === 2);
  if (!clear) return [];
  const [m, d] = [Number(month), Number(day)];
  for (const year of [yearOf(today), yearOf(today) - 1]) {
    const date = toDay(year, m, d);
    if (date && date <= today)
      return [{ start, end, from: date, to: date, stated: statedAs(undefined, m, d), relative: false, recurring: false }];
  }
  return [];
}
