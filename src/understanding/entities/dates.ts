import { addDays, dayOf } from '../../platform/shanghai';
import type { UnderstandingContext } from '../types';
import { findCalendarDates } from './calendar-dates';
import { resolveOverlaps, STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { monthOf, statedAs, toDay, yearOf } from './days';
import { findHolidays } from './holidays';
import { findNumericDates } from './numeric-dates';
import { findRelativeDates } from './relative-dates';

const BETWEEN = /^[ ]?(?:起|开始)?[ ]?(?:到|至|[-~—–]|直到)[ ]?$/;
/** 三月和九月之间 */
const AND = /^[ ]?(?:和|与|跟)[ ]?$/;
const IN_BETWEEN = /^(?:的)?(?:之间|期间|中间)/;
const LONGEST_BETWEEN = 6;
/** 10月12号（周一）, 今天是星期六: the weekday says the same day again. */
const SAME_DAY = /^[ ]?(?:是|就是|,|\(|也是)?[ ]?$/;
/** 每月15号, 账单日是5号: the day comes round every month. */
const EVERY_TIME =
  /(?:每个?|各)(?:月份?|年|周|星期)?的?$|(?:账单日|还款日|出账日|扣款日|记账日)(?:都|是|为|:|在|改成|改到)*(?:每个?月的?)?$/;
const UNTIL_NOW = /^(?:至今|到现在|到今天|以来|开始到现在|起至今)/;

/** Finds days and spans of days; 3月5日到3月8日 is one. Durations (3天内, 七个工作日, 三年) are none. */
export function findDates(text: string, { now }: UnderstandingContext): Candidate[] {
  const today = dayOf(now);
  const drafts = [
    ...findCalendarDates(text, today),
    ...findNumericDates(text, today),
    ...findRelativeDates(text, today),
    ...findHolidays(text, today),
  ];
  const dates = resolveOverlaps(
    drafts.map((draft) => ({ ...draft, kind: 'date', strength: STRENGTH.stated })),
    text.length,
  );
  return joinSpans(dates as DateCandidate[], text).map((date) => finish(date, text, today));
}

type DateCandidate = Candidate & { kind: 'date' };

/** Joins two dates with 到 or a hyphen between them. */
function joinSpans(dates: readonly DateCandidate[], text: string): DateCandidate[] {
  const joined: DateCandidate[] = [];
  for (const date of dates) {
    const previous = joined.at(-1);
    const gap = previous && date.start - previous.end <= LONGEST_BETWEEN ? text.slice(previous.end, date.start) : '';
    const spanned = BETWEEN.test(gap) || (AND.test(gap) && IN_BETWEEN.test(text.slice(date.end, date.end + 3)));
    const end = previous && spanned ? endOfSpan(previous, date) : undefined;
    if (previous && isBareWeekday(date, text) && SAME_DAY.test(gap) && previous.from === previous.to) continue;
    if (previous && !end && BETWEEN.test(gap) && isBareWeekday(previous, text) && isBareWeekday(date, text)) {
      joined[joined.length - 1] = { ...previous, end: date.end, to: addDays(date.to, 7), recurring: true };
    } else if (previous && end) {
      joined[joined.length - 1] = {
        ...previous,
        end: date.end,
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

/** 3月5日到8日: the 8th is one of March; 2025年12月到次年2月 stays two dates where the order does not fit. */
function endOfSpan(from: DateCandidate, to: DateCandidate): { to: string; stated: string } | undefined {
  const dayOnly = /^XXXX-XX-(\d\d)$/.exec(to.stated)?.[1];
  if (dayOnly && !/XX-\d\d$/.test(from.stated.slice(4))) {
    const date = toDay(yearOf(from.from), monthOf(from.from), Number(dayOnly));
    const month = /-(\d\d)-/.exec(from.stated)?.[1];
    const year = /^\d{4}/.exec(from.stated)?.[0];
    if (date && date >= from.from)
      return { to: date, stated: statedAs(year ? Number(year) : undefined, month ? Number(month) : undefined, Number(dayOnly)) };
  }
  const monthOnly = /^XXXX-(\d\d)-(\d\d|XX)$/.exec(to.stated);
  // 8月至2月: into the next year.
  if (monthOnly && /^XXXX-\d\d/.test(from.stated) && to.to < from.from) {
    const next = `${yearOf(from.from) + 1}${to.to.slice(4)}`;
    return { to: next, stated: to.stated };
  }
  if (monthOnly && yearOf(to.to) !== yearOf(from.from)) {
    const shifted = `${yearOf(from.from)}${to.to.slice(4)}`;
    if (shifted >= from.from) return { to: shifted, stated: to.stated };
  }
  return to.to >= from.from ? { to: to.to, stated: to.stated } : undefined;
}

function isBareWeekday({ start, end }: DateCandidate, text: string): boolean {
  return /^(?:周|星期|礼拜)/.test(text.slice(start, end));
}

function finish(date: DateCandidate, text: string, today: string): DateCandidate {
  const before = text.slice(Math.max(0, date.start - 10), date.start);
  const behind = text.slice(date.end, date.end + 6);
  const recurring = date.recurring || EVERY_TIME.test(before);
  const to = UNTIL_NOW.test(behind) && today >= date.from ? today : date.to;
  return { ...date, end: date.end + (behind.startsWith('以来') ? 2 : 0), to, recurring };
}
