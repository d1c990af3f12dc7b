import type { Numeral } from './numerals';
import { wholeNumber } from './numerals';

/** A sum in yuan and the characters that say it. */
export interface Sum {
  start: number;
  end: number;
  low: number;
  high: number;
  approximate: boolean;
}

const YUAN = /^[ ]?(?:人民币|元人民币|元钱|块钱|块大洋|元|块|圆|蚊|RMB|CNY|rmb|Rmb|cny)(?<more>多|来)?(?<qian>钱)?/;
const NOT_YUAN =
  /^[ ]?(?:块(?:儿|去|来(?!钱)|走|地|表|布|砖|板|肉|糖|屏|牌|玻璃|蛋糕|手表|石头|金|银|铜|石|田)|元(?:旦|宵|月|素|器件|老|首|件)|圆(?:珠|满|形|圈))/;
const DIGIT = '[0-9一二两三四五六七八九]';
/** Behind 三块: 五, 五毛, 五毛二, 五毛二分, 零五分; behind 3元 only with 角 or 分. */
const JIAO_AND_FEN = new RegExp(
  `^(?:(?<jiao>${DIGIT})(?:毛|角)(?:钱|(?:(?<fen>${DIGIT})分?(?![钟期])))?|[零0]?(?<fenOnly>${DIGIT})分(?![钟期行])钱?)`,
);
const SHORT_JIAO = new RegExp(
  `^(?:(?<jiao>${DIGIT})(?![0-9一二三四五六七八九十百千万年月日号天个次期笔点%折分秒小人张位岁倍.])|(?<half>半))(?:钱)?`,
);
const MAO = new RegExp(`^[ ]?(?:毛(?:钱)?(?![衣病利笔巾重坯孩线不])|角(?:钱)?(?![度色落逐])|分钱)(?:(?<fen>${DIGIT})分)?`);
const SIGN = /[¥$][ ]?-?[ ]?$/;

/** Reads the unit around a number: 块, 元, 毛, 分钱 behind it, ¥ before it. Undefined where there is none. */
export function readUnit(text: string, numeral: Numeral): Sum | undefined {
  const behind = text.slice(numeral.end, numeral.end + 12);
  const sign = SIGN.exec(text.slice(Math.max(0, numeral.start - 4), numeral.start))?.[0];
  const start = numeral.start - (sign?.startsWith('¥') ? sign.length : 0);
  const sum = readYuan(numeral, behind) ?? readMao(numeral, behind);
  if (sum) return { ...sum, start };
  return sign?.startsWith('¥')
    ? { start, end: numeral.end, low: numeral.low, high: numeral.high, approximate: numeral.approximate }
    : undefined;
}

function readYuan(numeral: Numeral, behind: string): Sum | undefined {
  const unit = YUAN.exec(behind);
  if (!unit || NOT_YUAN.test(behind)) return undefined;
  const rest = behind.slice(unit[0].length);
  const change = unit.groups?.more ? null : (JIAO_AND_FEN.exec(rest) ?? (unit[0].endsWith('块') ? SHORT_JIAO.exec(rest) : null));
  const extra = change ? changeOf(change.groups ?? {}) : 0;
  const end = numeral.end + unit[0].length + (change?.[0].length ?? 0);
  return {
    start: numeral.start,
    end,
    low: numeral.low + extra,
    high: numeral.high + extra,
    approximate: numeral.approximate || unit.groups?.more !== undefined,
  };
}

/** 五毛, 3角5分, 5分钱 */
function readMao(numeral: Numeral, behind: string): Sum | undefined {
  const unit = MAO.exec(behind);
  if (!unit || numeral.high >= 100) return undefined;
  const share = unit[0].trimStart().startsWith('分') ? 0.01 : 0.1;
  const extra = changeOf(unit.groups ?? {});
  const [low, high] = [numeral.low * share + extra, numeral.high * share + extra];
  return { start: numeral.start, end: numeral.end + unit[0].length, low, high, approximate: numeral.approximate };
}

/** Jiao and fen in yuan. */
function changeOf({ jiao, fen, fenOnly, half }: Readonly<Record<string, string | undefined>>): number {
  if (half) return 0.5;
  return (wholeNumber(jiao ?? '') ?? 0) / 10 + (wholeNumber(fen ?? fenOnly ?? '') ?? 0) / 100;
}
