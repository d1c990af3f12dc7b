import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { parseISO } from 'date-fns/parseISO';

/** A day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string;

const DAY_MS = 24 * 60 * 60 * 1000;
const OFFSET_MS = 8 * 60 * 60 * 1000; // Asia/Shanghai has had no summer time since 1991

/** The day that an instant falls on in Asia/Shanghai. */
export function dayOf(instant: Date): Day {
  const days = Math.floor((instant.getTime() + OFFSET_MS) / DAY_MS);
  if (days !== latest.days) latest = { days, day: new Date(days * DAY_MS).toISOString().slice(0, 10) };
  return latest.day;
}

/** One message after another asks for the same day. */
let latest: { days: number; day: Day } = { days: 0, day: '1970-01-01' };

/** The clock time of an instant in Asia/Shanghai, `HH:MM`. */
export function timeOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(11, 16);
}

/** The instant at which a clock in Asia/Shanghai shows this day and time. */
export function instantOf(day: Day, time = '00:00'): Date {
  return new Date(`${day}T${time}:00+08:00`);
}

export function addDays(day: Day, count: number): Day {
  // Days of UTC are all alike. The parsers ask for thousands a second, so no library's general formatting.
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** How many days lie between two days; negative when `to` is before `from`. */
export function daysBetween(from: Day, to: Day): number {
  return differenceInCalendarDays(parseISO(to), parseISO(from));
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: Day): number {
  return parseISO(day).getDay();
}
