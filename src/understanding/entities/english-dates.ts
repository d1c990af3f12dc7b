import { addDays } from '../../platform/shanghai';
import type { Day } from '../../platform/shanghai';
import { inYear, latest } from './calendar-dates';
import { isoWeekday, monthFrom, statedAs, weekFrom, wholeYear, yearOf } from './days';
import type { DateDraft, Period } from './days';
import { matchesOf } from './matches';
import { ago, amountOf, shift } from './relative-dates';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const COUNTS = ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
/** Units as the parsers of Chinese count them. */
const UNITS: Readonly<Record<string, string>> = { day: '天', week: '周', month: '月', year: '年' };

const PARTS: Readonly<Record<string, string>> = { early: '初', mid: '中', late: '底' };

const MONTH =
  '(?<month>january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?)';
const DAY = '(?<day>[0-3]?\\d)(?:st|nd|rd|th)?';
const YEAR = '(?:,? ?(?:of )?(?<year>(?:19|20)\\d{2})(?!\\d))?';
const COUNT = `(?<count>\\d{1,3}|an?|${COUNTS.slice(1).join('|')}|half a|a couple of|a few|several|some)`;
const UNIT = '(?<unit>day|week|month|year)s?';
const WEEKDAY = '(?<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:mon|tues?|wed|thurs?|fri)\\b\\.?)';

const NAMED_DAY =
  /\b(?:(?<before>(?:the )?day before yesterday)|(?<yesterday>yesterday|last night)|(?<today>today|tonight|this (?:morning|afternoon|evening)|just now))\b/gi;
const NAMED_SPAN = /\b(?:(?<which>last|this|past) )(?<unit>weekend|week|month|year)\b/gi;
const AGO = new RegExp(`\\b${COUNT} ${UNIT} (?:ago|back)\\b`, 'gi');
const LAST_FEW = new RegExp(`\\b(?:last|past|previous) ${COUNT} ${UNIT}\\b`, 'gi');
/** October 5, Oct 5th 2026. The other way round: 5 October, the 5th of Oct, 2026. */
const MONTH_FIRST = new RegExp(`\\b${MONTH} (?:the )?${DAY}\\b(?![.:/]\\d)${YEAR}`, 'gi');
const DAY_FIRST = new RegExp(`(?<![\\d.:/-])\\b${DAY} (?:of )?${MONTH}(?![a-z])${YEAR}`, 'gi');
/** may and march are words of their own (this may be): a month alone is one with its year, or behind in, last, early. */
const MONTH_ALONE = new RegExp(
  `\\b(?:(?!this ma(?:y|rch)\\b)(?:(?:in|since|during|last|this|until|from|of) |(?=early|mid|late))(?:the (?:beginning|middle|end) of )?(?:(?<part>early|mid|late)[ -])?${MONTH}(?![a-z]| (?:the )?\\d{1,2}(?!\\d))${YEAR}|${MONTH.replace('<month>', '<named>')} (?:of )?(?<namedYear>(?:19|20)\\d{2})\\b)`,
  'gi',
);
/** October, as all that is said. */
const NOTHING_ELSE = new RegExp(`^(?:it was |around |about |maybe )?${MONTH}[.!]?$`, 'gi');
/** In 2025; not in 2000 yuan. */
const YEAR_ALONE =
  /\b(?:in|since|during) (?<year>(?:19|20)\d{2})\b(?![-/.,]\d| ?(?:yuan|rmb|cny|kuai|usd|hkd|dollar|euro|pound|point|[元块万千]))/gi;
const WEEKDAY_SAID = new RegExp(`(?<!every |each )\\b(?:(?<last>last|this) |on )?${WEEKDAY}(?![a-z])`, 'gi');

/** A cheap look before the patterns are tried at every character. */
const WORDS =
  /day|night|morning|afternoon|evening|just now|week|month|year|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|\b(?:19|20)\d\d)/i;
const LATIN = /[a-z]{2}/i;

type Groups = Readonly<Record<string, string | undefined>>;
type Reading = Period & { stated?: string };

/** Finds dates in English: yesterday, last month, two weeks ago, October 5, 5th of Oct 2026, in October, on Monday. */
export function findEnglishDates(text: string, today: Day): DateDraft[] {
  if (!LATIN.test(text) || !WORDS.test(text)) return [];
  const onDay = (groups: Groups): Reading | undefined => readMonth(groups, today);
  return [
    ...read(text, NAMED_DAY, ({ before, yesterday }) => oneDay(addDays(today, before ? -2 : yesterday ? -1 : 0))),
    ...read(text, NAMED_SPAN, ({ which = '', unit = '' }) => readSpan(which.toLowerCase(), unit.toLowerCase(), today)),
    ...read(text, AGO, ({ count = '', unit = '' }) => ago(countOf(count), UNITS[unit.toLowerCase()] ?? '', false, today)),
    ...read(text, LAST_FEW, ({ count = '', unit = '' }) => readLastFew(countOf(count), UNITS[unit.toLowerCase()] ?? '', today)),
    ...read(text, MONTH_FIRST, onDay),
    ...read(text, DAY_FIRST, onDay),
    ...read(text, MONTH_ALONE, ({ named, namedYear, ...groups }) => onDay(named ? { month: named, year: namedYear } : groups)),
    ...read(text, NOTHING_ELSE, onDay),
    ...read(text, YEAR_ALONE, ({ year }) => ({ ...wholeYear(Number(year)), stated: statedAs(Number(year)) })),
    ...read(text, WEEKDAY_SAID, (groups) => oneDay(weekdayBefore(groups, today))),
  ];
}

function read(text: string, pattern: RegExp, reader: (groups: Groups) => Reading | undefined): DateDraft[] {
  return matchesOf(text, pattern).flatMap((match) => {
    const reading = reader(match.groups ?? {});
    if (!reading) return [];
    const { from, to, stated = '' } = reading;
    const [start, end] = [match.index, match.index + match[0].length];
    return [{ from, to, stated, start, end, relative: stated === '', recurring: false }];
  });
}

function readMonth({ month = '', day, year, part }: Groups, today: Day): Reading | undefined {
  const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const date = day === undefined ? undefined : Number(day);
  const named = part && PARTS[part.toLowerCase()];
  const period = year === undefined ? latest(number, date, named, today) : inYear(Number(year), number, date, named);
  return period && { ...period, stated: statedAs(year === undefined ? undefined : Number(year), number, date) };
}

function readSpan(which: string, unit: string, today: Day): Reading {
  const step = which === 'last' ? -1 : 0;
  if (unit === 'weekend') {
    const saturday = addDays(weekFrom(today, which === 'this' ? 0 : -1).from, 5);
    return { from: saturday, to: addDays(saturday, 1) };
  }
  if (which === 'past') return { from: shift(today, -1, UNITS[unit] ?? ''), to: today };
  if (unit === 'week') return weekFrom(today, step);
  return unit === 'month' ? monthFrom(today, step) : wholeYear(yearOf(today) + step);
}

function readLastFew(count: string, unit: string, today: Day): Reading | undefined {
  const number = amountOf(count);
  return number && { from: shift(today, -number.high, unit), to: today };
}

/** The latest such day that is not to come; last Wednesday, said on one, is a week ago. */
function weekdayBefore({ last, weekday = '' }: Groups, today: Day): Day {
  const wanted = WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase()) + 1;
  if (last?.toLowerCase() === 'this') return addDays(weekFrom(today, 0).from, wanted - 1);
  const back = (isoWeekday(today) - wanted + 7) % 7;
  return addDays(today, back === 0 && last ? -7 : -back);
}

/** As the parsers of Chinese count: two as 2, a few as 几. */
function countOf(words: string): string {
  const said = words.toLowerCase();
  if (said === 'half a') return '半';
  if (said === 'a couple of') return '2';
  if (said === 'a few' || said === 'several' || said === 'some') return '几';
  if (said === 'an') return '1';
  const spelt = COUNTS.indexOf(said);
  return spelt < 0 ? said : String(Math.max(1, spelt));
}

function oneDay(day: Day): Period {
  return { from: day, to: day };
}
