import type { Day } from '../../platform/shanghai';
import { addDays } from '../../platform/shanghai';
import { NUMBER, UNREAD_YEAR, YEAR, yearIn, yearOffset } from './date-words';
import { monthFrom, monthOf, statedAs, toDay, wholeMonth, wholeYear, yearOf } from './days';
import type { DateDraft, Period } from './days';
import { matchesOf } from './matches';
import { wholeNumber } from './numerals';

/** Behind 12月25 without 号: what makes 25 something else than a day. */
const NOT_A_DAY = '(?![\\d元块万千百亿毛角点时折期次笔个天人%wWkK年月级张岁分倍]|[.:/-]\\d|多)';
const MONTH = `(?<![\\d第每十])(?<month>${NUMBER}|元)[ ]?月(?:份)?(?!供|息|卡|租|薪|费(?!用)|内|之内|以内)`;
const MONTH_WORD = '(?<monthWord>(?<!以)(?:上上|下下|上|下|这|本)[一1]?个?月份?)';
const DAY = `(?<day>${NUMBER})[ ]?[日号](?!内|之内|以内|楼|窗|线|院|门)`;
const BARE_DAY = `(?<bareDay>[0-3]?\\d|[二三]?十[一二三四五六七八九]?)${NOT_A_DAY}`;
const MONTH_PART = '(?<monthPart>上旬|中旬|下旬|初|底|末|中(?![国信午行间心央介原银秋奖途断旬]))';
const YEAR_PART =
  '(?<yearPart>年?初|年?底|年?末|年终(?!奖)|年中|上半年|下半年|第?[一二三四1-4]季度|[Qq][1-4](?!\\d)|[春夏秋冬][天季])';

const MONTH_AND_DAY = new RegExp(
  `(?:${YEAR}[的, ]?|(?<!${UNREAD_YEAR}))(?:${MONTH}|${MONTH_WORD})(?:的?[ ]?(?:${DAY}|${MONTH_PART})|[ ]?${BARE_DAY})?`,
  'g',
);
/** 1995-1997年, 从2016到2018 */
const YEAR_SPAN =
  /(?<![\d.])(?:(?<=[从自])(?<since>(?:19|20)\d{2})[ ]?[-~—–到至][ ]?(?<until>(?:19|20)\d{2})(?!\d|[-/.]\d)年?|(?<first>(?:19|20)\d{2})[ ]?[-~—–到至][ ]?(?<last>(?:19|20)\d{2})年(?!\d))/g;
/** 90年代, 上世纪九十年代, 19世纪70年代 */
const DECADE =
  /(?:(?<century>\d{1,2}|[一二]?十[一二三四五六七八九]?|上个?|本)世纪)?(?<![\d一二三四五六七八九])(?<decade>[1-9]0|[二三四五六七八九]十|十)年代/g;
const YEAR_ALONE = new RegExp(`${YEAR}(?:的?${YEAR_PART})?`, 'g');
const DAY_ALONE = new RegExp(
  `(?<![\\d一二三四五六七八九十]月)(?<![\\dA-Za-z第路街弄巷道村栋楼台工编单字账证号尾.:/-])${DAY}(?!柜|铺|店|机|厅|房|车|桌|码|令|文|卡|池|位|室|单元|员|客服|坐席|座席|专员|后|之后|息|元|常|游)`,
  'g',
);
const PART_ALONE =
  /(?<![\d岁一二三四五六七八九十个上下这本当今去前明后])(?:(?<monthPart>月[初底末]|[上中下]旬)|(?<yearPart>年[初底末](?!前几)|[上下]半年|第?[一二三四1-4]季度))(?![\u4e00-\u9fff]?贷)/g;
/** A cheap look for what it needs, before it is tried at every character. */
const PART_SAID = /[月旬年季]/;
/** In front of or behind two digits with 年: they count years (用了18年, 20年前). */
const DURATION_BEFORE = /[了近期存共约满贷用过做干第每多整这前几长达]$/;
const DURATION_BEHIND = /^(?:前|后|以|没|之|内|期|多|来|的?时间|了|利|定|保|贷|分|限|质|左)/;

/** Two digits alone name no year outside of these: 30年 is a term. */
const OLDEST = 1949;

type Groups = Readonly<Record<string, string | undefined>>;

/** Finds 去年3月5号, 5月下旬, 上个月15号, 2026年, 15号, 月底: dates named by year, month and day. */
export function findCalendarDates(text: string, today: Day): DateDraft[] {
  const said = (character: string): boolean => text.includes(character);
  return [
    ...(said('月') ? read(text, MONTH_AND_DAY, (groups) => readMonthAndDay(groups, today)) : []),
    ...(said('0') || said('1') || said('2') ? read(text, YEAR_SPAN, readYearSpan) : []),
    ...(said('代') ? read(text, DECADE, (groups) => readDecade(groups, today)) : []),
    ...(said('年') ? read(text, YEAR_ALONE, (groups, start, end) => readYear(groups, today, text, start, end)) : []),
    ...(said('日') || said('号') ? read(text, DAY_ALONE, (groups) => readDay(groups, today)) : []),
    ...(PART_SAID.test(text) ? read(text, PART_ALONE, (groups) => readPart(groups, today)) : []),
  ];
}

type Reading = Pick<DateDraft, 'from' | 'to' | 'stated' | 'relative'>;

function read(
  text: string,
  pattern: RegExp,
  reader: (groups: Groups, start: number, end: number) => Reading | undefined,
): DateDraft[] {
  return matchesOf(text, pattern).flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const reading = reader(match.groups ?? {}, start, end);
    return reading ? [{ ...reading, start, end, recurring: false }] : [];
  });
}

function readMonthAndDay(groups: Groups, today: Day): Reading | undefined {
  const year = readYearNumber(groups, today);
  const relative = groups.yearWord !== undefined || groups.monthWord !== undefined;
  const day = numberIn(groups.day ?? groups.bareDay);
  if (groups.monthWord) {
    const month = monthFrom(today, monthOffset(groups.monthWord));
    return { ...within(month, day, groups.monthPart), stated: day ? statedAs(undefined, undefined, day) : '', relative };
  }
  const month = groups.month === '元' ? 1 : numberIn(groups.month);
  if (!month || month > 12 || (day !== undefined && (day < 1 || day > 31))) return undefined;
  const stated = statedAs(groups.year ? year : undefined, month, day);
  const period = year === undefined ? latest(month, day, groups.monthPart, today) : inYear(year, month, day, groups.monthPart);
  return period && { ...period, stated, relative };
}

function readYear(groups: Groups, today: Day, text: string, start: number, end: number): Reading | undefined {
  const year = readYearNumber(groups, today);
  if (year === undefined || isDuration(text, groups, start, end, yearOf(today))) return undefined;
  const period = groups.yearPart ? partOfYear(year, groups.yearPart) : wholeYear(year);
  return { ...period, stated: groups.year ? statedAs(year) : '', relative: groups.yearWord !== undefined };
}

function readYearSpan({ since, until, first, last }: Groups): Reading | undefined {
  const [from, to] = [Number(since ?? first), Number(until ?? last)];
  if (to <= from) return undefined;
  return { from: wholeYear(from).from, to: wholeYear(to).to, stated: `${statedAs(from)}/${statedAs(to)}`, relative: false };
}

/** Without a century the latest one that has begun. */
function readDecade({ century, decade }: Groups, today: Day): Reading | undefined {
  const tens = wholeNumber(decade ?? '');
  if (tens === undefined) return undefined;
  const thisCentury = Math.floor(yearOf(today) / 100) * 100;
  const start = century
    ? (centuryOf(century, thisCentury) ?? thisCentury)
    : thisCentury + tens <= yearOf(today)
      ? thisCentury
      : thisCentury - 100;
  const first = start + tens;
  return { from: wholeYear(first).from, to: wholeYear(first + 9).to, stated: '', relative: century === undefined };
}

function centuryOf(words: string, thisCentury: number): number | undefined {
  if (words.startsWith('上')) return thisCentury - 100;
  if (words === '本') return thisCentury;
  const number = wholeNumber(words);
  return number === undefined ? undefined : (number - 1) * 100;
}

function readDay(groups: Groups, today: Day): Reading | undefined {
  const day = numberIn(groups.day);
  if (!day || day > 31) return undefined;
  for (let back = 0; back >= -2; back -= 1) {
    const { from } = monthFrom(today, back);
    const date = toDay(yearOf(from), monthOf(from), day);
    if (date && date <= today) return { from: date, to: date, stated: statedAs(undefined, undefined, day), relative: false };
  }
  return undefined;
}

/** 月底, 年初: of this month or year once it has begun, else of the last one. */
function readPart(groups: Groups, today: Day): Reading {
  const [now, before] = groups.yearPart
    ? [partOfYear(yearOf(today), groups.yearPart), partOfYear(yearOf(today) - 1, groups.yearPart)]
    : [partOfMonth(monthFrom(today, 0), groups.monthPart ?? ''), partOfMonth(monthFrom(today, -1), groups.monthPart ?? '')];
  return { ...(now.from <= today ? now : before), stated: '', relative: true };
}

function readYearNumber(groups: Groups, today: Day): number | undefined {
  if (groups.yearWord) return yearOf(today) + yearOffset(groups.yearWord);
  return groups.year ? yearIn(groups.year, yearOf(today)) : undefined;
}

/** 18年 may be 2018 or eighteen years. */
function isDuration(text: string, groups: Groups, start: number, end: number, thisYear: number): boolean {
  if (!groups.year || groups.year.length > 2 || groups.yearPart) return false;
  if (text.startsWith('代', end)) return true;
  if (/^[0〇零]/.test(groups.year)) return false;
  const year = yearIn(groups.year, thisYear);
  if (year > thisYear || year < OLDEST) return true;
  const chinese = !/^\d/.test(groups.year);
  return (
    chinese || DURATION_BEFORE.test(text.slice(Math.max(0, start - 1), start)) || DURATION_BEHIND.test(text.slice(end, end + 3))
  );
}

/** A month of a year, a part of it (初, 中, 底) or a day; undefined where there is no such day. */
export function inYear(year: number, month: number, day: number | undefined, part: string | undefined): Period | undefined {
  if (day === undefined) return partOfMonth(wholeMonth(year, month), part ?? '');
  const date = toDay(year, month, day);
  return date ? { from: date, to: date } : undefined;
}

/** The latest one that has begun; 29 February goes back to the last leap year. */
export function latest(month: number, day: number | undefined, part: string | undefined, today: Day): Period | undefined {
  for (let year = yearOf(today); year > yearOf(today) - 9; year -= 1) {
    const period = inYear(year, month, day, part);
    if (period && period.from <= today) return period;
  }
  return undefined;
}

function within(month: Period, day: number | undefined, part: string | undefined): Period {
  const date = day === undefined ? undefined : toDay(yearOf(month.from), monthOf(month.from), day);
  return date ? { from: date, to: date } : partOfMonth(month, part ?? '');
}

/** 初 and 上旬 are days 1–10, 中 11–20, 底 and 下旬 the rest. */
function partOfMonth(month: Period, part: string): Period {
  const tenth = addDays(month.from, 9);
  const twentieth = addDays(month.from, 19);
  if (/初|上旬/.test(part)) return { from: month.from, to: tenth };
  if (/中/.test(part)) return { from: addDays(tenth, 1), to: twentieth };
  return /底|末|下旬/.test(part) ? { from: addDays(twentieth, 1), to: month.to } : month;
}

/** 年初 is January to February, 年底 November to December; 冬 reaches into the next year. */
function partOfYear(year: number, part: string): Period {
  const months = (first: number, last: number): Period => ({ from: wholeMonth(year, first).from, to: wholeMonth(year, last).to });
  const quarter = /([一二三四1-4])季度|[Qq]([1-4])/.exec(part)?.slice(1).find(Boolean);
  if (quarter) {
    const number = wholeNumber(quarter) ?? 1;
    return months(number * 3 - 2, number * 3);
  }
  if (part === '上半年') return months(1, 6);
  if (part === '下半年') return months(7, 12);
  if (/[春夏秋冬]/.test(part)) {
    const first = 3 + '春夏秋冬'.indexOf(part.charAt(0)) * 3;
    return months(first, first + 2);
  }
  if (/初/.test(part)) return months(1, 2);
  return /中/.test(part) ? months(5, 8) : months(11, 12);
}

function monthOffset(word: string): number {
  const step = word.startsWith('上') ? -1 : word.startsWith('下') ? 1 : 0;
  return word.startsWith('上上') || word.startsWith('下下') ? step * 2 : step;
}

function numberIn(words: string | undefined): number | undefined {
  return words === undefined ? undefined : wholeNumber(words.replace('廿', '二十'));
}
