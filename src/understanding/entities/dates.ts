import { addDays, dayOf } from '../../platform/shanghai';
import type { UnderstandingContext } from '../types';
import { findCalendarDates } from './calendar-dates';
import { resolveOverlaps, STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { monthOf, statedAs, toDay, wholeMonth, yearOf } from './days';
import { findWeekdaysOfMonth, readPart } from './date-parts';
import { findEnglishDates } from './english-dates';
import { findHolidays } from './holidays';
import { findNumericDates } from './numeric-dates';
import { readOpenSpan } from './open-spans';
import { findRelativeDates } from './relative-dates';

const BETWEEN = /^[ ]?(?:起|开始)?[ ]?(?:到|至|[-~—–]|直到|to|till)[ ]?(?:[次翌]年的?)?$/;
const NEXT_YEAR = /年的?$/;
/** 三月和九月之间 */
const AND = /^[ ]?(?:和|与|跟)[ ]?$/;
const IN_BETWEEN = /^(?:的)?(?:之间|期间|中间)/;
const LONGEST_BETWEEN = 6;
/** 10月12号（周一）, 今天是星期六: the weekday says the same day again. */
const SAME_DAY = /^[ ]?(?:是|就是|,|\(|也是)?[ ]?$/;
/** 10月12号,星期一 is one way to say the day. */
const APART = /^[ ,]?$/;
/** 每月15号, 账单日是5号: the day comes round every month. */
const EVERY_TIME =
  /(?:每个?|各)(?:月份?|年|周|星期)?的?$|(?:账单日|还款日|出账日|扣款日|记账日)(?:都|是|为|:|在|改成|改到)*(?:每个?月的?)?$/;
const UNTIL_NOW = /^(?:起|开始)?(?:至今|到现在|到今天)/;
const SO_FAR = /以来$/;

/** Finds days and spans of days; 3月5日到3月8日 is one. Durations (3天内, 七个工作日, 三年) are none. */
export function findDates(text: string, { now }: UnderstandingContext): Candidate[] {
  const today = dayOf(now);
  const drafts = [
    ...findCalendarDates(text, today),
    ...findNumericDates(text, today),
    ...findRelativeDates(text, today),
    ...findHolidays(text, today),
    ...findWeekdaysOfMonth(text, today),
    ...findEnglishDates(text, today),
  ];
  const dates = resolveOverlaps(
    drafts.map((draft) => ({ ...draft, kind: 'date', strength: STRENGTH.stated })),
    text.length,
  );
  return joinSpans(
    narrow(dates as DateCandidate[], text).map((date) => ({ ...date, ...readOpenSpan(text, date.start, date.end) })),
    text,
  ).map((date) => finish(date, text, today));
}

type DateCandidate = Candidate & { kind: 'date' };

/** Narrows periods to the part that is said behind them, which may have been read as a date of its own. */
function narrow(dates: readonly DateCandidate[], text: string): DateCandidate[] {
  const narrowed: DateCandidate[] = [];
  for (const date of dates) {
    if (date.start < (narrowed.at(-1)?.end ?? 0)) continue;
    const part = readPart(text, date);
    narrowed.push(part ? { ...date, ...part, stated: '' } : date);
  }
  return narrowed;
}

/** Joins two dates with 到 or a hyphen between them. */
function joinSpans(dates: readonly DateCandidate[], text: string): DateCandidate[] {
  const joined: DateCandidate[] = [];
  for (const date of dates) {
    const previous = joined.at(-1);
    const gap = previous && date.start - previous.end <= LONGEST_BETWEEN ? text.slice(previous.end, date.start) : '';
    const inBetween = AND.test(gap) ? IN_BETWEEN.exec(text.slice(date.end, date.end + 4)) : null;
    const end = previous && (BETWEEN.test(gap) || inBetween) ? endOfSpan(previous, date, NEXT_YEAR.test(gap)) : undefined;
    if (previous && isBareWeekday(date, text) && SAME_DAY.test(gap) && previous.from === previous.to) {
      if (APART.test(gap)) joined[joined.length - 1] = { ...previous, end: date.end };
      continue;
    }
    if (previous && !end && BETWEEN.test(gap) && isBareWeekday(previous, text) && isBareWeekday(date, text)) {
      joined[joined.length - 1] = { ...previous, end: date.end, to: addDays(date.to, 7), recurring: true };
    } else if (previous && end) {
      joined[joined.length - 1] = {
        ...withoutOpening(previous),
        end: date.end + (inBetween?.[0].length ?? 0),
        to: end.to,
        relative: previous.relative || date.relative,
        stated: previous.stated === '' ? '' : `${previous.stated}/${end.stated}`,
      };
    } else {
      joined.push(date);
    }
  }
  return joined;
}

/** A span is closed at both ends: 3月5日起到8日之前. */
function withoutOpening({ open: _open, ...date }: DateCandidate): DateCandidate {
  return date;
}

/** 3月5日到8日: the 8th is one of March; 2025年12月到次年2月 stays two dates where the order does not fit. */
function endOfSpan(from: DateCandidate, to: DateCandidate, nextYear: boolean): { to: string; stated: string } | undefined {
  const dayOnly = /^XXXX-XX-(\d\d)$/.exec(to.stated)?.[1];
  if (dayOnly && !/XX-\d\d$/.test(from.stated.slice(4))) {
    const date = toDay(yearOf(from.from), monthOf(from.from), Number(dayOnly));
    const month = /-(\d\d)-/.exec(from.stated)?.[1];
    const year = /^\d{4}/.exec(from.stated)?.[0];
    if (date && date >= from.from)
      return { to: date, stated: statedAs(year ? Number(year) : undefined, month ? Number(month) : undefined, Number(dayOnly)) };
  }
  const monthOnly = /^XXXX-(\d\d)-(\d\d|XX)$/.exec(to.stated);
  if (monthOnly) {
    const start = yearOf(from.from);
    const same = endIn(start, to);
    // 8月至2月 reaches into the next year, 2025年12月到3月 only as far as the latest March.
    if (nextYear || (!/^\d/.test(from.stated) && to.to < from.from && same < from.from))
      return { to: endIn(start + 1, to), stated: to.stated };
    if (same >= from.from) return { to: same, stated: to.stated };
  }
  return to.to >= from.from ? { to: to.to, stated: to.stated } : undefined;
}

/** The end of a date in another year: 2月 and 2月底 end with its last day, 2月29号 with the 28th where there is no 29th. */
function endIn(year: number, { to, stated }: DateCandidate): string {
  const [month, day] = [monthOf(to), Number(to.slice(8))];
  if (stated.endsWith('XX') && to === wholeMonth(yearOf(to), month).to) return wholeMonth(year, month).to;
  return toDay(year, month, day) ?? toDay(year, month, day - 1) ?? to;
}

function isBareWeekday({ start, end }: DateCandidate, text: string): boolean {
  return /^(?:周|星期|礼拜)/.test(text.slice(start, end));
}

function finish(date: DateCandidate, text: string, today: string): DateCandidate {
  const recurring = date.recurring || EVERY_TIME.test(text.slice(Math.max(0, date.start - 10), date.start));
  const untilNow = SO_FAR.test(text.slice(date.start, date.end)) || UNTIL_NOW.test(text.slice(date.end, date.end + 6));
  return { ...date, to: untilNow && today >= date.from ? today : date.to, recurring };
}
