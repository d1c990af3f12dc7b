import { z } from 'zod';
import { readContent } from '../../platform/content';
import { addDays } from '../../platform/shanghai';
import type { Day } from '../../platform/shanghai';
import { NUMBER, UNREAD_YEAR, YEAR, yearIn, yearOffset } from './date-words';
import { isoWeekday, statedAs, wholeMonth, yearOf } from './days';
import type { DateDraft, Period } from './days';
import { lunarDay } from './lunar';
import { matchesOf } from './matches';
import { wholeNumber } from './numerals';

const schema = z.object({
  note: z.string(),
  holidays: z.array(
    z.strictObject({
      names: z.array(z.string()).min(1),
      fixed: z
        .string()
        .regex(/^\d{2}-\d{2}$/)
        .optional(),
      lunar: z
        .string()
        .regex(/^\d{1,2}\/\d{1,2}$/)
        .optional(),
      qingming: z.literal(true).optional(),
      nth: z
        .string()
        .regex(/^\d{2}-[1-5]-[1-7]$/)
        .optional(),
      days: z.int().min(1).optional(),
      needs: z.array(z.string()).optional(),
      unless: z.array(z.string()).optional(),
    }),
  ),
});

type Holiday = z.infer<typeof schema>['holidays'][number];

const HOLIDAYS = new Map(
  readContent('dictionaries/holidays.json', schema).holidays.flatMap((holiday) =>
    holiday.names.map((name) => [name, holiday] as const),
  ),
);
const NAMES = [...HOLIDAYS.keys()].sort((a, b) => b.length - a.length).map((name) => name.replaceAll('.', '\\.'));
const SUFFIX = '(?<suffix>那天|当天|当日|期间|假期|长假|小长假|黄金周|前一天|前夕|(?:之|以)?前(?!后))?';
const NAMED = new RegExp(
  `(?:${YEAR}的?|(?<!${UNREAD_YEAR}))(?<![一二三四五六七八九十百〇零\\d]|大(?=年))(?<name>${NAMES.join('|')})${SUFFIX}(?!路|街|广场|大道|村|店|支行|小区|里程)`,
  'g',
);
/** 大年初二, 正月初八, 腊月廿三, 农历八月十五 */
const LUNAR = new RegExp(
  `(?:(?:农历|阴历|旧历)(?=.{1,6}年))?(?:${YEAR}的?|(?<!${UNREAD_YEAR}))(?:大?年(?=初)|(?<special>正|腊|冬)月|(?:农历|阴历|旧历)(?<month>${NUMBER})月|(?<plainMonth>${NUMBER})月(?=初))(?:初(?<early>[一二三四五六七八九十])|(?<day>${NUMBER})[日号]?)(?:那天|当天)?`,
  'g',
);
const LUNAR_SAID = /初|[正腊冬历旧]/;
const SPECIAL_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };
/** How many days 春节前 reaches back. */
const BEFORE = 30;

type Groups = Readonly<Record<string, string | undefined>>;

/** Finds holidays (国庆那天, 春节前, 去年双十一) and days of the Chinese calendar (大年初二). Without a year: the latest one that has begun. */
export function findHolidays(text: string, today: Day): DateDraft[] {
  return [
    ...matchesOf(text, NAMED).flatMap((match) => readNamed(match, text, today)),
    ...(LUNAR_SAID.test(text) ? matchesOf(text, LUNAR).flatMap((match) => readLunar(match, today)) : []),
  ];
}

function readNamed(match: RegExpExecArray, text: string, today: Day): DateDraft[] {
  const groups = match.groups ?? {};
  const holiday = HOLIDAYS.get(groups.name ?? '');
  if (!holiday) return [];
  const nameEnd = match.index + match[0].length - (groups.suffix?.length ?? 0);
  if (holiday.needs && !holiday.needs.some((word) => text.startsWith(word, nameEnd))) return [];
  if (holiday.unless?.some((word) => text.startsWith(word, nameEnd))) return [];
  const day = inYearOrLatest(groups, today, (year) => dayIn(holiday, year));
  if (!day) return [];
  const [, month, date] = (holiday.fixed ?? '').match(/^(\d\d)-(\d\d)$/) ?? [];
  const year = groups.year ? yearOf(day) : undefined;
  const stated = month ? statedAs(year, Number(month), Number(date)) : year ? day : '';
  return [draft(match, groups, around(day, holiday, groups.suffix), stated)];
}

function readLunar(match: RegExpExecArray, today: Day): DateDraft[] {
  const groups = match.groups ?? {};
  const month =
    groups.month || groups.plainMonth
      ? wholeNumber(groups.month ?? groups.plainMonth ?? '')
      : (SPECIAL_MONTHS[groups.special ?? ''] ?? 1);
  const number = wholeNumber((groups.early ?? groups.day ?? '').replace('廿', '二十'));
  if (!month || !number) return [];
  const day = inYearOrLatest(groups, today, (year) => lunarDay(year, month, number));
  return day ? [draft(match, groups, { from: day, to: day }, groups.year ? day : '')] : [];
}

function draft(match: RegExpExecArray, groups: Groups, period: Period, stated: string): DateDraft {
  const relative = groups.yearWord !== undefined;
  return { start: match.index, end: match.index + match[0].length, ...period, stated, relative, recurring: false };
}

function inYearOrLatest(groups: Groups, today: Day, dayOfYear: (year: number) => Day | undefined): Day | undefined {
  const thisYear = yearOf(today);
  if (groups.yearWord) return dayOfYear(thisYear + yearOffset(groups.yearWord));
  if (groups.year) return dayOfYear(yearIn(groups.year, thisYear));
  return [thisYear, thisYear - 1, thisYear - 2].map(dayOfYear).find((day) => day !== undefined && day <= today);
}

function dayIn(holiday: Holiday, year: number): Day | undefined {
  if (holiday.fixed) return `${year}-${holiday.fixed}`;
  if (holiday.qingming) return qingming(year);
  if (holiday.nth) return nthWeekday(year, holiday.nth);
  const [month, day] = (holiday.lunar ?? '').split('/').map(Number);
  return month && day ? lunarDay(year, month, day) : undefined;
}

/** The day of the solar term, right from 1950 to 2099. */
function qingming(year: number): Day {
  const constant = year < 2000 ? 5.59 : 4.81;
  const rest = year % 100;
  return `${year}-04-0${Math.floor(rest * 0.2422 + constant) - Math.floor(rest / 4)}`;
}

/** `05-2-7`: the second Sunday of May. */
function nthWeekday(year: number, rule: string): Day {
  const [month = 1, week = 1, weekday = 1] = rule.split('-').map(Number);
  const { from } = wholeMonth(year, month);
  return addDays(from, ((weekday - isoWeekday(from) + 7) % 7) + (week - 1) * 7);
}

function around(day: Day, holiday: Holiday, suffix = ''): Period {
  if (/期间|假|黄金周/.test(suffix)) return { from: day, to: addDays(day, (holiday.days ?? 1) - 1) };
  if (suffix === '前一天' || suffix === '前夕') return { from: addDays(day, -1), to: addDays(day, -1) };
  if (suffix.endsWith('前')) return { from: addDays(day, -BEFORE), to: addDays(day, -1) };
  return { from: day, to: day };
}
