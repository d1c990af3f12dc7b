import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { findDigitWindows } from './digit-runs';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
/** GB/T 2260: the first two digits name the province. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const KEYWORD = /(?:身份|证件|证号|ID)[^\d。;]{0,8}$/i;

/**
 * Finds identity card numbers: 18 characters by GB 11643, or the old 15 digits.
 * One whose check character is wrong is still one (`valid: false`) where province and birth date fit, or where 身份证 stands before it:
 * people mistype them, and they must be masked all the same.
 */
export function findIdNumbers(text: string): Candidate[] {
  return findDigitWindows(text, 15, 18).flatMap((window) => {
    const end = window.digits.length === 17 ? endOfX(text, window.end) : window.end;
    const value = end > window.end ? `${window.digits}X` : window.digits;
    if ((value.length !== 18 && value.length !== 15) || /[A-Za-z]/.test(text.charAt(window.start - 1))) return [];
    const named = KEYWORD.test(text.slice(Math.max(0, window.start - 12), window.start));
    if (!named && !isPlausible(value)) return [];
    return [{ kind: 'idNumber', start: window.start, end, value, valid: isValidIdNumber(value), strength: STRENGTH.number }];
  });
}

/** Whether province, birth date and check character are right. */
export function isValidIdNumber(value: string): boolean {
  return isPlausible(value) && (value.length === 15 || checkCharacter(value) === value[17]);
}

function isPlausible(value: string): boolean {
  const birth = value.length === 18 ? value.slice(6, 14) : `19${value.slice(6, 12)}`;
  return PROVINCE.test(value) && isBirthDate(birth);
}

function checkCharacter(value: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(value[i]), 0);
  return CHECKS.charAt(sum % 11);
}

function isBirthDate(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1800 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The position behind an X, with or without a gap, that ends the number. */
function endOfX(text: string, at: number): number {
  const typed = /^[ -]?[xX](?![A-Za-z0-9])/.exec(text.slice(at, at + 3))?.[0];
  return at + (typed?.length ?? 0);
}
