import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { findDigitWindows } from './digit-runs';
import type { DigitWindow } from './digit-runs';

const MOBILE = /^(?:00)?(?:86)?(1[3-9]\d{9})$/;
/** Area code (010, 02x, 03xx–09xx) and 7–8 digits that do not begin with 0 or 1. */
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/;
const LONGEST_PHONE = 15;

/**
 * Finds mobile and landline numbers of the mainland, with +86, spaces, hyphens, brackets round the area code or Chinese digits.
 * The value has no country code. A number inside a longer one is none.
 */
export function findPhones(text: string): Candidate[] {
  const plain = text.replace(/[()]/g, ' '); // (0755)26543210
  return findDigitWindows(plain, 10, LONGEST_PHONE).flatMap((window) => {
    const value = MOBILE.exec(window.digits)?.[1] ?? (LANDLINE.test(window.digits) ? window.digits : undefined);
    if (!value || isPartOfWord(plain, window)) return [];
    const start = /[+(]/.test(text.charAt(window.start - 1)) ? window.start - 1 : window.start;
    return [{ kind: 'phone', start, end: window.end, value, valid: true, strength: STRENGTH.number }];
  });
}

/** SN13800138000 is the number of something else; 电话13800138000 is not. */
function isPartOfWord(text: string, { start, end }: DigitWindow): boolean {
  return /[A-Za-z_]/.test(text.charAt(start - 1)) || /[A-Za-z_]/.test(text.charAt(end));
}
