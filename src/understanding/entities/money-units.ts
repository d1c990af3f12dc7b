import { z } from 'zod';
import { readContent } from '../../platform/content';
import { wholeNumber } from './numerals';
import type { Numeral } from './numeral';

/** A sum and the characters that say it. */
export interface Sum {
  start: number;
  end: number;
  /** In yuan, or in the units of `currency`. */
  low: number;
  high: number;
  approximate: boolean;
  /** ISO 4217, only where it is not the yuan. */
  currency?: string;
}

const schema = z.object({
  note: z.string(),
  units: z.record(z.string().regex(/^[A-Z]{3}$/), z.array(z.string())),
  hundredths: z.record(z.string().regex(/^[A-Z]{3}$/), z.array(z.string())),
  signs: z.record(z.string(), z.string()),
});
const { units, hundredths, signs } = readContent('dictionaries/currencies.json', schema);

const FOREIGN_CODES = codesByWord(units);
const HUNDREDTH_CODES = codesByWord(hundredths);
/** 美元 behind 100, 100块 (块港币) or 100元 where it does not say 元 again. */
const FOREIGN = new RegExp(`^[ ]?(?:块|元(?=.{0,2}[币金镑]))?(?<word>${byLength([...FOREIGN_CODES.keys()])})`);
const HUNDREDTHS = byLength([...HUNDREDTH_CODES.keys()]);
const FOREIGN_HUNDREDTHS = new RegExp(`^[ ]?(?<word>${HUNDREDTHS})`);
/** Behind 三美元: 五十美分, 又五美分. */
const CENTS_BEHIND = new RegExp(
  `^[又零〇]?(?<cents>\\d{1,2}|[一二两三四五六七八九]?十?[一二两三四五六七八九]?)(?<word>${HUNDREDTHS})`,
);
const FOREIGN_BEFORE = new RegExp(
  `(?<word>${byLength([...FOREIGN_CODES.keys(), ...Object.keys(signs)]).replaceAll('$', '\\$')})[ ]?$`,
);

/** Of 人民币100万, not of 4人民币5美元. */
const YUAN_NAMED = /(?<![\d一二三四五六七八九十百千万亿])人民币 ?$/;
const YUAN_SIGN = /(?:¥|(?<![A-Za-z])(?:RMB|CNY|rmb|Rmb|cny)(?=[ :]|$))[ ]?-?$/;
const YUAN =
  /^[ ]?(?:元人民币|人民币元?|块大洋|元|块|圆|蚊|RMB|CNY|rmb|Rmb|cny|(?:[Yy]uan|YUAN|[Kk]uai|[Rr]enminbi)(?![A-Za-z]))(?<more>多|来)?/;
const NOT_YUAN =
  /^[ ]?(?:块(?:儿|去|来(?!钱)|走|地|表|布|砖|板|肉|糖|屏|牌|玻璃|蛋糕|手表|石头|金|银|铜|石|田)|元(?:旦|宵|月|素|器件|老|首|件)|圆(?:珠|满|形|圈))/;
/** 一块 is "together" as well: one yuan where a sum ends, or behind a word of paying. */
const TOGETHER = /^[一1]块(?![钱\d一二三四五六七八九半多,。!?;、]|$)/;
const DIGIT = '[0-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]';
/** What a lone digit behind 三块 must not count: 三块5次 is three yuan, five times. */
const COUNTED = '(?![块元毛角0-9二三四五六七八九十百千万年月日号天个次期笔点%折分秒小人张位岁倍.]|一(?![个次年月天笔直起共]))';
/** Behind 三块: 五毛, 五毛二, 五毛二分, 零五分. */
const JIAO_AND_FEN = new RegExp(
  `^(?:(?<jiao>${DIGIT})[毛角](?:(?<fen>${DIGIT})(?:分(?![钟期])|${COUNTED}))?|[零〇0]?(?<fenOnly>${DIGIT})分(?![钟期行]))`,
);
/** Behind 三块, not behind 3元: 五, 半. */
const SHORT_JIAO = new RegExp(`^(?:(?<jiao>${DIGIT})${COUNTED}|(?<half>半))`);
const JIAO = new RegExp(`^[ ]?(?:毛(?![衣病利笔巾重坯孩线不])|角(?![度色落逐大星形洲]))(?:(?<fen>${DIGIT})(?:分|${COUNTED}))?`);
const FEN = /^[ ]?分(?=钱)/;

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Reads the unit around a number: 块, 元, 毛, 分钱, 美元 behind it, ¥ before it. Undefined where there is none.
 * Neither 钱 and 整 behind nor 人民币 before belong to the span.
 */
export function readUnit(text: string, numeral: Numeral): Sum | undefined {
  const behind = text.slice(numeral.end, numeral.end + 16);
  const before = text.slice(Math.max(0, numeral.start - 8), numeral.start);
  return readForeign(numeral, before, behind) ?? readYuan(numeral, before, behind, text) ?? readJiao(numeral, behind);
}

function readForeign(numeral: Numeral, before: string, behind: string): Sum | undefined {
  const word = YUAN_NAMED.test(before) ? null : FOREIGN.exec(behind); // 人民币100万,港币50万 without the comma
  if (word) return withCents(numeral, behind, word[0].length, FOREIGN_CODES.get(word.groups?.word ?? ''));
  const cents = FOREIGN_HUNDREDTHS.exec(behind);
  if (cents)
    return {
      ...plus(numeral, 0.01, 0),
      end: numeral.end + cents[0].length,
      currency: HUNDREDTH_CODES.get(cents.groups?.word ?? ''),
    };
  const named = FOREIGN_BEFORE.exec(before);
  if (!named) return undefined;
  const name = named.groups?.word ?? '';
  const yuan = /^[ ]?[元圆]/.exec(behind)?.[0].length ?? 0;
  const start = name in signs ? numeral.start - named[0].length : numeral.start;
  return { ...numeral, start, end: numeral.end + yuan, currency: signs[name] ?? FOREIGN_CODES.get(name) };
}

function withCents(numeral: Numeral, behind: string, length: number, currency: string | undefined): Sum {
  const cents = CENTS_BEHIND.exec(behind.slice(length));
  const extra =
    cents && HUNDREDTH_CODES.get(cents.groups?.word ?? '') === currency ? wholeNumber(cents.groups?.cents ?? '') : undefined;
  const end = numeral.end + length + (extra === undefined ? 0 : (cents?.[0].length ?? 0));
  return { ...plus(numeral, 1, (extra ?? 0) / 100), end, currency };
}

function readYuan(numeral: Numeral, before: string, behind: string, text: string): Sum | undefined {
  const sign = YUAN_SIGN.exec(before)?.[0];
  const start = numeral.start - (sign?.length ?? 0);
  const unit = NOT_YUAN.test(behind) || TOGETHER.test(text.slice(numeral.start, numeral.end + 2)) ? null : YUAN.exec(behind);
  if (!unit) return sign ? { ...numeral, start } : undefined;
  const more = unit.groups?.more !== undefined;
  const rest = behind.slice(unit[0].length);
  const change = more ? null : (JIAO_AND_FEN.exec(rest) ?? (unit[0].endsWith('块') ? SHORT_JIAO.exec(rest) : null));
  return {
    ...plus(numeral, 1, changeOf(change?.groups ?? {})),
    start,
    end: numeral.end + unit[0].length + (change?.[0].length ?? 0),
    approximate: numeral.approximate || more,
  };
}

/** 五毛, 3角5分, 三毛五, 5分钱 */
function readJiao(numeral: Numeral, behind: string): Sum | undefined {
  const jiao = JIAO.exec(behind);
  const unit = jiao ?? FEN.exec(behind);
  if (!unit || numeral.high >= 100) return undefined;
  return { ...plus(numeral, jiao ? 0.1 : 0.01, changeOf(unit.groups ?? {})), end: numeral.end + unit[0].length };
}

function plus(numeral: Numeral, factor: number, extra: number): Sum {
  const { start, end, approximate } = numeral;
  return { start, end, low: numeral.low * factor + extra, high: numeral.high * factor + extra, approximate };
}

/** Jiao and fen in yuan. */
function changeOf({ jiao, fen, fenOnly, half }: Groups): number {
  if (half) return 0.5;
  return (wholeNumber(jiao ?? '') ?? 0) / 10 + (wholeNumber(fen ?? fenOnly ?? '') ?? 0) / 100;
}

function codesByWord(words: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(words).flatMap(([code, list]) => list.map((word) => [word, code] as const)));
}

function byLength(words: readonly string[]): string {
  return words.toSorted((a, b) => b.length - a.length).join('|');
}
