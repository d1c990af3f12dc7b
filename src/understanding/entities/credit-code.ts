import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { matchesOf } from './matches';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const CODE = new RegExp(`(?<![A-Za-z0-9])[1-9A-HJ-NPQRTUWXY][${ALPHABET}]\\d{6}[${ALPHABET}]{10}(?![A-Za-z0-9])`, 'gi');
/** A cheap look for what every code has. */
const SIX_DIGITS = /\d{6}/;
const KEYWORD = /(?:信用代码|税号|执照)[^A-Za-z\d。;]{0,8}$/;

/**
 * Finds unified social credit codes of organisations (GB 32100).
 * A wrong check character counts only behind 信用代码, 税号 or 执照, with `valid: false`; without a letter it may be another number.
 */
export function findCreditCodes(text: string): Candidate[] {
  if (!SIX_DIGITS.test(text)) return [];
  return matchesOf(text, CODE).flatMap((match) => {
    const value = match[0].toUpperCase();
    const valid = hasRightCheck(value);
    const named = KEYWORD.test(text.slice(Math.max(0, match.index - 12), match.index));
    if (!named && !(valid && /[A-Z]/.test(value.slice(0, 17)))) return [];
    return [{ kind: 'creditCode', start: match.index, end: match.index + value.length, value, valid, strength: STRENGTH.number }];
  });
}

function hasRightCheck(code: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(code.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31) === code[17];
}
