import { addDays } from '../../platform/shanghai';
import type { Day } from '../../platform/shanghai';

/** The Chinese calendar that Node brings with it (ICU). Made when it is first needed, since making it takes as long as loading a model. */
let calendar: Intl.DateTimeFormat | undefined;
const MONTH_DAY = /^(\d+)\/(\d+)$/;
const FIRST_YEAR = 1950;
const LAST_YEAR = 2100;
const LONGEST_YEAR = 385;
const years = new Map<number, ReadonlyMap<string, Day>>();

/**
 * The day on which a lunar month and day fell in the lunar year that began in this year (大年初二 of 2026: `2026-02-18`).
 * Leap months are left out: people mean the first. Day 30 of a month with 29 days is its last (除夕).
 */
export function lunarDay(year: number, month: number, day: number): Day | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  const days = years.get(year) ?? readYear(year);
  years.set(year, days);
  return days.get(`${month}/${day}`) ?? (day === 30 ? days.get(`${month}/29`) : undefined);
}

function readYear(year: number): ReadonlyMap<string, Day> {
  const days = new Map<string, Day>();
  let day: Day = `${year}-01-20`; // the new year falls between 21 January and 21 February
  while (lunarOf(day) !== '1/1') day = addDays(day, 1);
  for (let passed = 0; passed < LONGEST_YEAR; passed += 1, day = addDays(day, 1)) {
    const lunar = lunarOf(day);
    if (passed > 31 && lunar === '1/1') break;
    if (MONTH_DAY.test(lunar)) days.set(lunar, day);
  }
  return days;
}

/** `month/day`; a leap month reads `6bis/1`. */
function lunarOf(day: Day): string {
  calendar ??= new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
  return calendar.format(new Date(`${day}T12:00:00Z`));
}
