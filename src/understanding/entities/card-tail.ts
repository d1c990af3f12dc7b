import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { matchesOf } from './matches';
import { spellDigits } from './numeral-signs';

const FOUR = '[0-9〇零一二三四五六七八九幺]{4}(?![0-9〇零一二三四五六七八九幺.%]|\\.\\d)';
const NAME = '(?:卡?尾号|尾数|卡尾|(?:末|后|最后|最末)(?:四|4)(?:位|个)(?:数字?|号码?)?|末尾)';
/** 尾号1234, 后四位是 1234, and the further ones of 尾号1234和5678. */
const NAMED = new RegExp(`${NAME}(?:号码?)?(?:数字)?(?:卡号)?(?:是|为|:|[(\\[*xX])?[ *]{0,6}(${FOUR})`, 'g');
const FURTHER = new RegExp(`(?:和|跟|与|及|或|、|,|/)[ ]?(?:${NAME})?(${FOUR})`, 'y');
/** 1234结尾的卡, 1234那张卡. */
const BEFORE_CARD = new RegExp(
  `(?<![0-9〇零一二三四五六七八九幺.])(${FOUR})(?:结尾|收尾|这张|那张|的(?:那张|这张)?(?:银行|信用|借记|储蓄)?卡)`,
  'g',
);
/** 6222 **** **** 1234 */
const MASKED = /(?<!\d)[3-69]\d{3,5}[ ]?[*xX]{2,12}[ ]?(?:[*xX]{2,8}[ ]?){0,2}(\d{4})(?!\d)/g;
/** A cheap look for what any of them needs, before each is tried at every character. */
const TAIL_SAID = /[尾末后张卡]|[*xX]{2}/;
/** The tail of something else than a card. */
const NOT_A_CARD = /(?:身份证|证件|手机|电话|快递|单号|车牌)[^,。;]{0,6}$/;

/** Finds the last four digits of cards. The span is the digits alone. */
export function findCardTails(text: string): Candidate[] {
  if (!TAIL_SAID.test(text)) return [];
  const named = matchesOf(text, NAMED).flatMap((match) => {
    if (NOT_A_CARD.test(text.slice(Math.max(0, match.index - 10), match.index))) return [];
    const first = asTail(match);
    return [first, ...furtherTails(text, first.end)];
  });
  const others = [...matchesOf(text, BEFORE_CARD), ...matchesOf(text, MASKED)].map(asTail);
  return [...named, ...others];
}

function furtherTails(text: string, at: number): Candidate[] {
  const tails: Candidate[] = [];
  for (FURTHER.lastIndex = at; ;) {
    const match = FURTHER.exec(text);
    if (!match || /^[元块万年月]/.test(text.slice(FURTHER.lastIndex, FURTHER.lastIndex + 1))) return tails;
    tails.push(asTail(match));
  }
}

function asTail(match: RegExpExecArray): Candidate {
  const digits = match[1] as string;
  const start = match.index + match[0].lastIndexOf(digits);
  return { kind: 'cardTail', start, end: start + 4, value: spellDigits(digits), valid: true, strength: STRENGTH.number };
}
