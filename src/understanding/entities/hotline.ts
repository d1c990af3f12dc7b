import { z } from 'zod';
import { readContent } from '../../platform/content';
import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { findDigitWindows } from './digit-runs';
import { COUNTED_BEHIND, isNamedAsMoney } from './money-context';

const schema = z.object({
  note: z.string(),
  /** Number → whose line it is. */
  numbers: z.record(z.string().regex(/^\d{3,10}$/), z.string()),
});

const KNOWN = readContent('dictionaries/hotlines.json', schema).numbers;
/** Number ranges of the mainland: banks and large firms 95, provinces 96, public services 12, 400 and 800 lines. */
const RANGES = /^(?:95\d{3}(?:\d{1,3})?|96\d{3,4}|12[3-9]\d{2}|[48]00\d{7})$/;
const CALLED = /(?:打|拨|拨通|致电|来电|电话|热线|客服|找|报警|联系|通过|投诉到|举报|接到|号码|TEL:?|tel:?)[^\d]{0,6}$/;
/** 给110打电话 */
const CALLED_BEHIND = /^(?:打|报警|电话|热线|客服|投诉|举报|咨询|反映|也?没人)/;
const NUMBERED = /(?:尾号|工号|编号|[第¥])[^\d]{0,2}$/;
/** Behind it: money or a larger number; `COUNTED_BEHIND` knows the counts. */
const MEASURED = /^[ ]?(?:[元块万亿千百角毛wWkK#*]|多|\.\d|-\d)/;

/**
 * Finds service numbers: those of `content/dictionaries/hotlines.json`, and others of the ranges above.
 * Between money and a hotline (扣了95500) the words around decide; three digits (110) and five plain ones (10000) need a word of calling
 * or at least no word of paying.
 */
export function findHotlines(text: string): Candidate[] {
  return findDigitWindows(text, 3, 10).flatMap(({ start, end, digits }) => {
    const known = digits in KNOWN;
    if (!known && !RANGES.test(digits)) return [];
    if (digits.length < 10 && /\D/.test(text.slice(start, end)) && /[ .-]/.test(text.slice(start, end))) return [];
    const [before, behind] = [text.slice(Math.max(0, start - 10), start), text.slice(end, end + 6)];
    if (/[A-Za-z#*.]$|[A-Za-z]\/$/.test(before) || MEASURED.test(behind) || COUNTED_BEHIND.test(behind)) return [];
    const called = CALLED.test(before) || CALLED_BEHIND.test(behind);
    if (!called && (isNamedAsMoney(text, start, end) || NUMBERED.test(before))) return [];
    if (digits === '10000' && !called) return [];
    return [{ kind: 'hotline', start, end, value: digits, valid: true, strength: STRENGTH.stated }];
  });
}
