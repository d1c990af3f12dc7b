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
  signs: z.record(z.string(), z.string()),
});
const { units, signs } = readContent('dictionaries/currencies.json', schema);

const FOREIGN_CODES = new Map(Object.entries(units).flatMap(([code, words]) => words.map((word) => [word, code] as const)));
const FOREIGN = new RegExp(`^[ ]?(?<word>${byLength([...FOREIGN_CODES.keys()])})`);
const FOREIGN_BEFORE = new RegExp(
  `(?<word>${byLength([...FOREIGN_CODES.keys(), ...Object.keys(signs)]).replaceAll('$', '\\$')})[ ]?$`,
);

const YUAN_SIGN = /(?:¥|(?:RMB|CNY|rmb)(?=[ :]|$))[ ]?-?$/;
const YUAN = /^[ ]?(?:元人民币|人民币元?|块大洋|元|块|圆|蚊|RMB|CNY|rmb|Rmb|cny)(?<more>多|来)?/;
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
const JIAO = new RegExp(`^[ ]?(?:毛(?![衣病利笔巾重坯孩线不])|角(?![度色落逐]))(?:(?<fen>${DIGIT})(?:分|${COUNTED}))?`);
const FEN = /^[ ]?分(?=钱)/;

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Reads the unit around a number: 块, 元, 毛, 分钱, 美元 behind it, ¥ before it. Undefined where there is none.
 * Neither 钱 and 整 behind nor 人民币 before belong to the span.
 */
export function readUnit(text: string, numeral: Numeral): Sum | undefined {
  const behind = text.slice(numeral.end, numeral.end + 12);
  const before = text.slice(Math.max(0, numeral.start - 6), numeral.start);
  return readForeign(numeral, before, behind) ?? readYuan(numeral, before, behind, text) ?? readJiao(numeral, behind);
}

function readForeign(numeral: Numeral, before: string, behind: string): Sum | undefined {
  const word = FOREIGN.exec(behind);
  if (word) return { ...numeral, end: numeral.end + word[0].length, currency: FOREIGN_CODES.get(word.groups?.word ?? '') };
  const named = FOREIGN_BEFORE.exec(before);
  if (!named) return undefined;
  const name = named.groups?.word ?? '';
  const yuan = /^[ ]?[元圆]/.exec(behind)?.[0].length ?? 0;
  const start = name in signs ? numeral.start - named[0].length : numeral.start;
  return { ...numeral, start, end: numeral.end + yuan, currency: signs[name] ?? FOREIGN_CODES.get(name) };
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

function byLength(words: readonly string[]): string {
  return words.toSorted((a, b) => b.length - a.length).join('|');
}
