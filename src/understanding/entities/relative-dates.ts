import { addDays } from '../../platform/shanghai';
import type { Day } from '../../platform/shanghai';
import { isoWeekday, monthFrom, monthOf, weekdayNumber, weekFrom, wholeMonth, wholeYear, yearOf } from './days';
import type { DateDraft, Period } from './days';
import { matchesOf } from './matches';
import { findNumerals } from './numerals';

const DAYS: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 琴: -1, 寻: -1, 今: 0, 明: 1, 听: 1, 后: 2, 大后: 3 };
const NAMED_DAY =
  /(?<![以之目从天年月日生])(?<word>大前|大后|今|昨|明|前|后)(?:天(?!天)|日(?![本元常])|儿(?:个)?|晚上?|夜(?:里|间)?|早(?![就已点])|晨)|(?<cantonese>琴|寻|听)日/g;
const WEEKDAY =
  /(?:(?<week>上上|下下|上|下|这|本|当)一?个?(?:(?:周|星期|礼拜)的?(?=周|星期|礼拜))?)?(?<!(?:[一二两三几\d每]|[一二两三几\d]个)(?:上上|下下|上|下|这|本|当)?)(?:周|星期|礼拜)(?:(?<weekend>末|六日)|(?<weekday>[一二三四五六日天1-6])(?![\d个次年月天岁到]{1}(?<!到)))/g;
const WEEK = /(?<week>上上|下下|上|下|这|本)一?个?(?:周|星期|礼拜)(?![一二三四五六日天末1-6边])/g;
export const COUNT = '(?<count>\\d{1,3}|[一二两三四五六七八九十百几]{1,4}|半|一个半)';
export const UNIT = '(?<unit>天|日|周|星期|礼拜|月|年|季度)';
/** 8日之前 is before the 8th, and so is 每月8日前. */
const AGO = new RegExp(
  `(?<![\\d.第])(?!(?<=月)\\d{1,2}日)${COUNT}(?:多|来)?个?(?:多)?${UNIT}(?<half>半)?多?(?:(?<!日)[以之]前|前)(?![几两三台后期面提往进途景夫男任十\\d])`,
  'g',
);
const LAST_FEW = new RegExp(
  `(?:最近|近|过去|这)的?这?[ ]?${COUNT}[ ]?多?个?[ ]?${UNIT}(?:以来|来|里|间)?(?![初底了])|前(?<few>几|两|些|三|(?<![\\u4e00-\\u9fff\\d]前)\\d{1,2}(?!\\d))个?(?<fewUnit>天|日|周|月|年)(?!前)`,
  'g',
);
/** Cheap looks for what a pattern needs, before it is tried at every character. */
const WEEK_SAID = /[周期拜]/;
const LAST_SAID = /[近去这前]/;
const PART_OF_YEAR_SAID = /季度|个半年/;
const NEXT_SAID = /未来|今后|接下来|往后|后\d/;
/** 未来三天, 接下来两周, 今后半年 */
const NEXT_FEW = new RegExp(
  `(?:未来|今后|接下来|往后)的?[ ]?${COUNT}[ ]?个?${UNIT}(?:之?内|里|间)?|(?<![\\u4e00-\\u9fff\\d])后(?<few>\\d{1,2})个?(?<fewUnit>天|日|周|月|年)`,
  'g',
);
/** 本季度, 上个季度, 上个半年 */
const PART_OF_YEAR = /(?<which>上上|下下|上|下|这|本|当)一?(?:个?(?<quarter>季度)|个(?<half>半年))/g;

/** Finds 昨天, 上周三, 半年前, 最近三个月, 前几天: dates that hang on today. */
export function findRelativeDates(text: string, today: Day): DateDraft[] {
  return [
    ...read(text, NAMED_DAY, ({ word, cantonese }) => oneDay(addDays(today, DAYS[word ?? cantonese ?? ''] ?? 0))),
    ...(WEEK_SAID.test(text)
      ? [
          ...read(text, WEEKDAY, (groups) => readWeekday(groups, today)),
          ...read(text, WEEK, ({ week }) => weekFrom(today, offsetOf(week))),
        ]
      : []),
    ...(text.includes('前')
      ? read(text, AGO, ({ count = '', unit = '', half }) => ago(count, unit, half !== undefined, today))
      : []),
    ...(LAST_SAID.test(text) ? read(text, LAST_FEW, (groups) => readLastFew(groups, today)) : []),
    ...(NEXT_SAID.test(text) ? read(text, NEXT_FEW, (groups) => readNextFew(groups, today)) : []),
    ...(PART_OF_YEAR_SAID.test(text) ? read(text, PART_OF_YEAR, (groups) => readPartOfYear(groups, today)) : []),
  ];
}

type Groups = Readonly<Record<string, string | undefined>>;

function read(text: string, pattern: RegExp, reader: (groups: Groups) => Period | undefined): DateDraft[] {
  return matchesOf(text, pattern).flatMap((match) => {
    const period = reader(match.groups ?? {});
    if (!period) return [];
    return [{ ...period, start: match.index, end: match.index + match[0].length, stated: '', relative: true, recurring: false }];
  });
}

/** A bare 周三 is the latest one that is not to come; 周末 is Saturday and Sunday. */
function readWeekday({ week, weekday, weekend }: Groups, today: Day): Period {
  const { from: monday } = weekFrom(today, week ? offsetOf(week) : 0);
  const wanted = weekend ? 6 : weekdayNumber(weekday ?? '');
  const day = addDays(monday, wanted - 1 - (!week && wanted > isoWeekday(today) ? 7 : 0));
  return { from: day, to: weekend ? addDays(day, 1) : day };
}

function offsetOf(week: string | undefined): number {
  const step = week?.startsWith('上') ? -1 : week?.startsWith('下') ? 1 : 0;
  return week === '上上' || week === '下下' ? step * 2 : step;
}

/** Days back are a day; weeks, months and years back mean the week, month or year: nobody counts days over half a year. */
export function ago(count: string, unit: string, half: boolean, today: Day): Period | undefined {
  const number = amountOf(count);
  if (number === undefined) return undefined;
  const [low, high] = half ? [number.low + 0.5, number.high + 0.5] : [number.low, number.high];
  switch (unit) {
    case '天':
    case '日':
      return { from: addDays(today, -high), to: addDays(today, -low) };
    case '周':
    case '星期':
    case '礼拜':
      return { from: weekFrom(today, -Math.round(high)).from, to: weekFrom(today, -Math.round(low)).to };
    case '年':
      if (high < 2) return monthFrom(today, -Math.round(low * 12));
      return { from: wholeYear(yearOf(today) - Math.round(high)).from, to: wholeYear(yearOf(today) - Math.round(low)).to };
    default: {
      const months = unit === '季度' ? 3 : 1;
      return { from: monthFrom(today, -Math.round(high * months)).from, to: monthFrom(today, -Math.round(low * months)).to };
    }
  }
}

function readLastFew({ count, unit, few, fewUnit }: Groups, today: Day): Period | undefined {
  const number = amountOf(count ?? (few === '些' ? '几' : (few ?? '')));
  if (!number) return undefined;
  const from = shift(today, -number.high, unit ?? fewUnit ?? '');
  return { from, to: few ? addDays(today, -1) : today };
}

/** From tomorrow on. */
function readNextFew({ count, unit, few, fewUnit }: Groups, today: Day): Period | undefined {
  const number = amountOf(count ?? few ?? '');
  const to = number && shift(today, number.high, unit ?? fewUnit ?? '');
  return to && to > today ? { from: addDays(today, 1), to } : undefined;
}

function readPartOfYear({ which, quarter }: Groups, today: Day): Period {
  const months = quarter ? 3 : 6;
  const first = Math.floor((monthOf(today) - 1) / months) * months + 1 + offsetOf(which) * months;
  return { from: wholeMonth(yearOf(today), first).from, to: wholeMonth(yearOf(today), first + months - 1).to };
}

/** The same day so many units later, or earlier where negative; the last of its month where it has no such day. */
export function shift(today: Day, count: number, unit: string): Day {
  if (unit === '天' || unit === '日') return addDays(today, Math.round(count));
  if (unit === '周' || unit === '星期' || unit === '礼拜') return addDays(today, Math.round(count * 7));
  const months = count * (unit === '年' ? 12 : unit === '季度' ? 3 : 1);
  const month = monthFrom(today, Math.trunc(months));
  const day = `${month.from.slice(0, 8)}${today.slice(8)}`;
  return addDays(day <= month.to ? day : month.to, Math.round((months % 1) * 30));
}

export function amountOf(words: string): { low: number; high: number } | undefined {
  if (words === '半') return { low: 0.5, high: 0.5 };
  if (words === '一个半') return { low: 1.5, high: 1.5 };
  const [numeral] = findNumerals(words);
  return numeral?.end === words.length && numeral.start === 0 ? numeral : undefined;
}

function oneDay(day: Day): Period {
  return { from: day, to: day };
}
