import type { Day } from '../../platform/shanghai';
import { statedAs, toDay, wholeMonth, yearOf } from './days';
import type { DateDraft } from './days';

/** 2026-11-23, 2026/11/23, 2026.11.23, 2026-11, 20261123 */
const WITH_YEAR =
  /(?<![\dA-Za-z.])(?<year>(?:19|20)\d{2})(?:[ ]?(?<mark>[-/.])[ ]?(?<month>\d{1,2})(?:[ ]?\k<mark>[ ]?(?<day>\d{1,2}))?|(?<solidMonth>0[1-9]|1[0-2])(?<solidDay>[0-3]\d))(?![\dA-Za-z]|[./%]\d|-(?!(?:19|20)\d\d[-/.])\d|[元块万千百多])(?:日|号)?/g;
/** 11/23, 11-23, 11.23: sure enough only with two-digit parts, with 号, or behind 在, 于, 从. */
const WITHOUT_YEAR =
  /(?<![\d./A-Za-z*:-])(?<month>0?[1-9]|1[0-2])(?<mark>[-/.])(?<day>[0-3]?\d)(?![\d%*:]|[./-]\d|[元块万千百亿多天个年月折倍期次点人笔岁wWkK分小])(?<named>日|号)?/g;

/** Finds dates written with digits and marks. */
export function findNumericDates(text: string, today: Day): DateDraft[] {
  return [...text.matchAll(WITH_YEAR)]
    .flatMap(readWithYear)
    .concat([...text.matchAll(WITHOUT_YEAR)].flatMap((match) => readWithoutYear(match, text, today)));
}

function readWithYear(match: RegExpExecArray): DateDraft[] {
  const { year, month, day, mark, solidMonth, solidDay } = match.groups ?? {};
  const [y, m, d] = [Number(year), Number(month ?? solidMonth), Number(day ?? solidDay)];
  const [start, end] = [match.index, match.index + match[0].length];
  if (day === undefined && solidDay === undefined) {
    if (m < 1 || m > 12 || mark === '.') return [];
    return [{ start, end, ...wholeMonth(y, m), stated: statedAs(y, m), relative: false, recurring: false }];
  }
  const date = toDay(y, m, d);
  return date ? [{ start, end, from: date, to: date, stated: statedAs(y, m, d), relative: false, recurring: false }] : [];
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
