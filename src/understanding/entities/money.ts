import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { COUNTED_BEHIND, isCode, isNamedAsMoney, isNoSum, roleOf } from './money-context';
import { readUnit } from './money-units';
import type { Sum } from './money-units';
import { findNumerals } from './numerals';
import type { Numeral } from './numeral';

/** How surely a number is money: its unit says so, its size does (五万), or only the words around it. */
type Evidence = 'unit' | 'size' | 'words' | 'none';

interface Reading extends Sum {
  evidence: Evidence;
  numeral: Numeral;
}

const RANGE = /^[ ]?(?:到|至|[-~—–])[ ]?$/;
const RANGE_BEHIND = /^[ ]?[到至~—–-][ ]?\d/;
const LIST = /^[、,]$/;
const ALSO = /^[ ]?(?:和|跟|与|及|或者?|、|,|\+|\/|加|还有|还是)[ ]?$/;
const ROUGHLY_BEFORE =
  /(?:约|大概|差不多|接近|(?<![最附将])近|将近|\b(?:about|around|roughly|nearly|almost|approximately))[ ]?$/i;
const ROUGHLY_BEHIND = /^钱?(?:左右|上下)/;
/** In fen still a safe integer. */
const LARGEST_SUM = 9e13;
const LARGEST_BARE = 1e8;

/**
 * Finds sums of money: with a unit (三块五, ¥1,234.50, 人民币伍仟元), by their size (五万, 3千多, 1w), or as bare numbers where
 * the words around speak of money (扣了3500). Rates, counts, durations and points are none.
 */
export function findMoney(text: string): Candidate[] {
  const found: Candidate[] = [];
  let previous: Reading | undefined;
  for (const numeral of findNumerals(text)) {
    const reading = readSum(text, numeral);
    const range = previous && joinRange(text, previous, reading);
    if (range && previous) {
      if (previous.evidence !== 'none') found.pop();
      found.push(toCandidate(text, range));
      previous = range;
      continue;
    }
    if (reading.evidence === 'none' && previous && previous.evidence !== 'none' && goesOn(text, previous, reading))
      reading.evidence = 'words';
    if (reading.evidence !== 'none') found.push(toCandidate(text, reading));
    previous = reading;
  }
  return found;
}

function readSum(text: string, numeral: Numeral): Reading {
  const sum: Sum = readUnit(text, numeral) ?? numeral;
  const { start, end, low, high, approximate, currency } = sum;
  const possible = high > 0 && high <= LARGEST_SUM && !isNoSum(text, numeral);
  const evidence = !possible ? 'none' : sum === numeral ? evidenceOf(text, numeral) : 'unit';
  return { start, end, low, high, approximate, currency, evidence, numeral };
}

function evidenceOf(text: string, numeral: Numeral): Evidence {
  const { start, end, scale, arabic, approximate, low } = numeral;
  if (isCounted(text, numeral)) return 'none';
  if (scale >= 1000 || (arabic && (scale >= 100 || (approximate && low >= 1000)))) return 'size';
  if (RANGE_BEHIND.test(text.slice(end, end + 3)) || isCode(text, numeral)) return 'none';
  if (!isNamedAsMoney(text, start, end) && !isSaidRoughly(text, start, end)) return 'none';
  return scale >= 10 || isBareSum(text, numeral) ? 'words' : 'none';
}

function isCounted(text: string, { end }: Numeral): boolean {
  return COUNTED_BEHIND.test(text.slice(end, end + 6));
}

/** Two to eight Arabic digits, not 007. */
function isBareSum(text: string, { start, end, arabic, high }: Numeral): boolean {
  return arabic && end - start > 1 && high < LARGEST_BARE && !/^0\d/.test(text.slice(start, start + 2));
}

/** 1000-2000元, 1到2万, 十几二十万, 100到200多元, 三、四千, 扣了100-200 */
function joinRange(text: string, from: Reading, to: Reading): Reading | undefined {
  const gap = text.slice(from.end, to.start);
  const vague = gap === '' && from.numeral.scale === 10 && from.approximate;
  if (!vague && !RANGE.test(gap) && !(LIST.test(gap) && isChineseDigit(from.numeral) && to.numeral.scale > 1)) return undefined;
  if (isNoSum(text, from.numeral) || (from.evidence === 'none' && from.end !== from.numeral.end)) return undefined;
  const bare =
    to.evidence === 'none' &&
    isBareSum(text, to.numeral) &&
    !isCounted(text, to.numeral) &&
    isNamedAsMoney(text, from.start, from.end);
  if (to.evidence === 'none' && !bare) return undefined;
  const factor = vague || (from.numeral.scale === 1 && from.low < to.low / to.numeral.scale) ? to.numeral.scale : 1;
  const low = from.low * factor;
  if (low >= to.high) return undefined;
  return {
    ...to,
    start: from.start,
    low,
    evidence: bare ? 'words' : to.evidence,
    approximate: from.approximate || to.approximate,
  };
}

function isChineseDigit({ arabic, scale, start, end }: Numeral): boolean {
  return !arabic && scale === 1 && end - start === 1;
}

/** 低于300或者500: the second one is of the same kind as the first. */
function goesOn(text: string, previous: Reading, reading: Reading): boolean {
  const { numeral } = reading;
  if (!ALSO.test(text.slice(previous.end, reading.start)) || isCounted(text, numeral)) return false;
  return numeral.arabic ? isBareSum(text, numeral) : numeral.scale >= 10;
}

function toCandidate(text: string, { start, end, low, high, approximate, currency, evidence }: Reading): Candidate {
  const [from, to] = [Math.round(low * 100), Math.round(high * 100)];
  return {
    kind: 'money',
    start,
    end,
    value: from === to ? from : [from, to],
    approximate: approximate || isSaidRoughly(text, start, end),
    role: roleOf(text, start, end),
    ...(currency ? { currency } : {}),
    strength: evidence === 'words' ? STRENGTH.context : STRENGTH.stated,
  };
}

function isSaidRoughly(text: string, start: number, end: number): boolean {
  return ROUGHLY_BEFORE.test(text.slice(Math.max(0, start - 15), start)) || ROUGHLY_BEHIND.test(text.slice(end, end + 4));
}
