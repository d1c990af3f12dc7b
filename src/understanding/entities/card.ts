import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { findDigitWindows } from './digit-runs';

const KEYWORD = /(?:卡|账号|账户|尾号)[^\d。;]{0,8}$/;
const LEAST = 13;
const LONGEST_CARD = 19;
/** Four by four, or all in one: other spacing is several numbers side by side. */
const CARD_SPACING = /^(?:\S+|\S{4}(?:[ .-]\S{4}){2,3}(?:[ .-]\S{1,4})?)$/;

/**
 * Finds full card and account numbers of 13–19 digits, spaced, hyphenated, full width or in Chinese digits.
 * A number that fails Luhn counts only where 卡号 or 账号 stands before it, with `valid: false`: some old accounts have no check digit.
 */
export function findCards(text: string): Candidate[] {
  return findDigitWindows(text, LEAST).flatMap(({ start, end, digits }) => {
    const valid = passesLuhn(digits);
    const named = KEYWORD.test(text.slice(Math.max(0, start - 12), start));
    if (
      /[A-Za-z]/.test(text.charAt(start - 1)) ||
      (!named &&
        (!valid || digits.length > LONGEST_CARD || !/^[3-69]/.test(digits) || !CARD_SPACING.test(text.slice(start, end))))
    )
      return [];
    return [{ kind: 'card', start, end, value: digits, valid, strength: STRENGTH.number }];
  });
}

/** The check of ISO/IEC 7812-1. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
