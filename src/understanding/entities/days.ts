import { addDays } from '../../platform/shanghai';
import type { Day } from '../../platform/shanghai';

/** Days in a row, both ends included. */
export interface Period {
  from: Day;
  to: Day;
}

/** A date as read: its place in the text and the fields of `DateEntity`. */
export interface DateDraft extends Period {
  start: number;
  end: number;
  stated: string;
  relative: boolean;
  recurring: boolean;
}

/** `YYYY-MM-DD` of a real day; undefined for 2月30号. */
export function toDay(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : undefined;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** 1–12 */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}

export function wholeYear(year: number): Period {
  return { from: `${pad(year, 4)}-01-01`, to: `${pad(year, 4)}-12-31` };
}

/** Months outside 1–12 count on into the neighbouring years. */
export function wholeMonth(year: number, month: number): Period {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const last = new Date(Date.UTC(year, month, 0));
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}

/** The month that lies `offset` months from the one of `day`. */
export function monthFrom(day: Day, offset: number): Period {
  return wholeMonth(yearOf(day), monthOf(day) + offset);
}

/** Monday to Sunday, `offset` weeks from the week of `day`. */
export function weekFrom(day: Day, offset: number): Period {
  const monday = addDays(day, offset * 7 - isoWeekday(day) + 1);
  return { from: monday, to: addDays(monday, 6) };
}

/** 1 Monday … 7 Sunday. */
export function isoWeekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** 1 Monday … 7 Sunday of 一–六, 日, 天 or 1–6. */
export function weekdayNumber(word: string): number {
  return word === '天' ? 7 : '一二三四五六日'.indexOf(word) + 1 || Number(word);
}

/** `stated` of `DateEntity`: what is missing is written X. */
export function statedAs(year: number | undefined, month?: number, day?: number): string {
  return `${year === undefined ? 'XXXX' : pad(year, 4)}-${month === undefined ? 'XX' : pad(month)}-${day === undefined ? 'XX' : pad(day)}`;
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
