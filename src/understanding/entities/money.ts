import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { COUNTED_BEHIND, isNamedAsMoney, isNoSum, roleOf } from './money-context';
import { readUnit } from './money-units';
import type { Sum } from './money-units';
import { findNumerals } from './numerals';
import type { Numeral } from './numerals';

/** How surely a number is money: its unit says so, its size does (五万), or only the words around it. */
type Evidence = 'unit' | 'size' | 'words' | 'none';

interface Reading extends Sum {
  start: number;
  evidence: Evidence;
  numeral: Numeral;
}

const TO = /^[ ]?(?:到|至|[-~—–]|、|,|或者?)[ ]?$/;
const RANGE = /^[ ]?(?:到|至|[-~—–])[ ]?$/;
const ALSO = /^[ ]?(?:和|跟|与|及|或者?|、|,|\+|\/|加|还有|还是)[ ]?$/;
const LARGEST_SUM = 1e12;
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
  const sum = readUnit(text, numeral);
  if (sum) {
    return {
      ...sum,
      start: sum.start,
      evidence: isNoSum(text, numeral, sum.end) || sum.high > LARGEST_SUM ? 'none' : 'unit',
      numeral,
    };
  }
  const { start, end, low, high, approximate } = numeral;
  return { start, end, low, high, approximate, evidence: evidenceOf(text, numeral), numeral };
}

function evidenceOf(text: string, numeral: Numeral): Evidence {
  const { start, end, scale, arabic, high } = numeral;
  if (high <= 0 || high > LARGEST_SUM || COUNTED_BEHIND.test(text.slice(end, end + 4)) || isNoSum(text, numeral, end))
    return 'none';
  const named = isNamedAsMoney(text, start, end);
  if (scale >= 1000) return 'size';
  if (scale >= 10) return named ? 'words' : 'none';
  const long = end - start > 1 && high < LARGEST_BARE && !/^0\d/.test(text.slice(start, start + 2));
  return arabic && long && named ? 'words' : 'none';
}

/** 1000-2000元, 1到2万, 100到200多元 */
function joinRange(text: string, from: Reading, to: Reading): Reading | undefined {
  if (to.evidence === 'none' || (from.evidence === 'none' && from.numeral.scale > 1 && from.numeral.scale < 1000))
    return undefined;
  const gap = text.slice(from.end, to.start);
  const short =
    from.evidence === 'none' &&
    TO.test(gap) &&
    from.numeral.end === from.end &&
    from.high < 10 &&
    to.numeral.low < 10 * to.numeral.scale;
  if (!RANGE.test(gap) && !(short && /^[ ]?[、,][ ]?$/.test(gap) && !from.numeral.arabic)) return undefined;
  if (isNoSum(text, from.numeral, from.numeral.end)) return undefined;
  const factor = from.numeral.scale === 1 && from.low < to.low / to.numeral.scale ? to.numeral.scale : 1;
  const low = from.low * factor;
  if (low >= to.high) return undefined;
  return { ...to, start: from.start, low, high: to.high, evidence: to.evidence };
}

/** 低于300或者500: the second one is of the same kind as the first. */
function goesOn(text: string, previous: Reading, reading: Reading): boolean {
  const { numeral } = reading;
  if (
    !ALSO.test(text.slice(previous.end, reading.start)) ||
    (numeral.arabic ? numeral.end - numeral.start < 2 : numeral.scale < 10)
  )
    return false;
  return numeral.high > 0 && numeral.high < LARGEST_BARE && !COUNTED_BEHIND.test(text.slice(numeral.end, numeral.end + 4));
}

function toCandidate(text: string, { start, end, low, high, approximate, evidence }: Reading): Candidate {
  const [from, to] = [Math.round(low * 100), Math.round(high * 100)];
  return {
    kind: 'money',
    start,
    end,
    value: from === to ? from : [from, to],
    approximate:
      approximate ||
      /(?:约|大概|大约|差不多|将近|接近|近|上)[ ]?$/.test(text.slice(Math.max(0, start - 4), start)) ||
      /^(?:钱)?(?:左右|上下)/.test(text.slice(end, end + 3)),
    role: roleOf(text, start, end),
    strength: evidence === 'words' ? STRENGTH.context : STRENGTH.stated,
  };
}
