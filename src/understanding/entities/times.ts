import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { matchesOf } from './matches';
import { wholeNumber } from './numerals';

const PART =
  '(?:(?<part>凌晨|清晨|早上|早晨|早间|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜里|夜间|半夜|深夜|午夜|(?<=[今昨前明号日一二三四五六末])[早晚])[ ]?)?';
const HOUR = '(?<hour>[0-2]?\\d|十[一二]?|二十[一二三四]?|[一二两三四五六七八九零])';
/** One digit alone is a minute only before 分: 三点五 is a number, 八点一直 no minute. */
const MINUTE =
  '(?<minute>[0-5]\\d|\\d(?=分)|[零〇][一二三四五六七八九]|[一二三四五六七八九](?=分)|[二三四五]?十[一二三四五六七八九]?)';
const WITH_COLON = new RegExp(`${PART}(?<![\\d:./-])(?<hour>[0-2]?\\d):(?<minute>[0-5]\\d)(?::[0-5]\\d)?(?![\\d:])`, 'g');
const WITH_WORDS = new RegExp(
  `${PART}(?<![\\d.第一二两三四五六七八九十百])${HOUR}(?:(?<word>点钟|点整|点半|点[一三]刻|点多|点左右|点前|点后|点)|时(?!间|候|代|常|期|不|段|刻|长))(?:过?${MINUTE}(?:(?<written>分)(?!期|钱)(?:[0-5]?\\d秒)?|(?![\\d.%元块万年月日号天个次期笔])))?`,
  'g',
);
/** A cheap look for what it needs, before it is tried at every character. */
const CLOCK_SAID = /[点时]/;
/** 三点意见, 一点都不: these are not on the clock. */
const NO_TIME = /^(?:意见|要求|建议|原因|理由|问题|疑问|说明|不|都|也|儿|点|小|钱|五|几个|利|%|个|\d(?!\d))/;
const SURE_WORD = /点钟|点整|点半|点[一三]刻/;

/** Finds clock times: 下午三点半, 22:00, 凌晨两点, 十一点多. Bare 三点 counts only with a part of the day, minutes, 钟 or the like. */
export function findTimes(text: string): Candidate[] {
  return [
    ...(text.includes(':') ? matchesOf(text, WITH_COLON) : []),
    ...(CLOCK_SAID.test(text) ? matchesOf(text, WITH_WORDS) : []),
  ].flatMap((match) => readTime(match, text));
}

function readTime(match: RegExpExecArray, text: string): Candidate[] {
  const { part, hour = '', minute, word } = match.groups ?? {};
  const said = wholeNumber(hour);
  if (said === undefined || said > 24) return [];
  const start = match.index;
  const end = start + match[0].length;
  if (word && !isOnTheClock(match, text)) return [];
  const minutes =
    word === '点半'
      ? 30
      : word === '点一刻'
        ? 15
        : word === '点三刻'
          ? 45
          : minute
            ? (wholeNumber(minute.replace(/^[零〇0](?=.)/, '')) ?? 0)
            : 0;
  const value = `${pad(hourOfDay(said, part))}:${pad(minutes)}`;
  return [{ kind: 'time', start, end, value, strength: STRENGTH.time }];
}

function isOnTheClock({ index, 0: source, groups }: RegExpExecArray, text: string): boolean {
  const { part, minute, word = '', hour = '' } = groups ?? {};
  if (hour === '一' && /[早晚]$/.test(part ?? '') && !minute) return false;
  if (part || minute || SURE_WORD.test(word)) return true;
  const behind = text.slice(index + source.length, index + source.length + 2);
  if (NO_TIME.test(behind) || hour === '一') return false;
  const before = text.slice(Math.max(0, index - 2), index);
  return /[天日号晚早周午到至从]$/.test(before) || word !== '点' || /^\d+$/.test(hour)
    ? !/[降升涨跌有提个差这那几]$/.test(before)
    : false;
}

/** 下午三点 is 15, 晚上十二点 is 0, 中午一点 is 13. */
function hourOfDay(hour: number, part = ''): number {
  if (/凌晨|清晨|早|上午/.test(part)) return hour % 24;
  if (/夜/.test(part)) return hour === 12 ? 0 : hour >= 6 && hour < 12 ? hour + 12 : hour % 24;
  if (/晚/.test(part)) return hour === 12 ? 0 : hour < 12 && hour >= 4 ? hour + 12 : hour % 24;
  if (/下午|午后|傍晚/.test(part)) return hour < 12 ? hour + 12 : hour % 24;
  if (/中午|正午/.test(part)) return hour < 4 ? hour + 12 : hour % 24;
  return hour % 24;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
