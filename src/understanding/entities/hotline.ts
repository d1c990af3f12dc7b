import { z } from 'zod';
import { readContent } from '../../platform/content';
import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { findDigitWindows } from './digit-runs';

const schema = z.object({
  note: z.string(),
  /** Number → whose line it is. */
  numbers: z.record(z.string().regex(/^\d{3,10}$/), z.string()),
});

const KNOWN = readContent('dictionaries/hotlines.json', schema).numbers;
/** Number ranges of the mainland: banks and large firms 95, provinces 96, public services 12, 400 and 800 lines. */
const RANGES = /^(?:95\d{3}(?:\d{1,3})?|96\d{3,4}|12[3-9]\d{2}|[48]00\d{7})$/;
const CALLED = /(?:打|拨|拨通|致电|来电|电话|热线|客服|找|报警|联系|通过|投诉到|举报|接到|号码|TEL:?|tel:?)[^\d]{0,6}$/;
const PAID = /(?:扣|收|转|还|借|存|取|付|花|欠|充|赔|亏|少|退|贷|交|骗|刷|余额|额度|金额|本金)了?[^\d,。;]{0,3}$/;
/** Behind it: money, time, a rate or a count. */
const MEASURED =
  /^[ ]?(?:[元块万亿千百点角毛折期次笔个天岁人户名条张件步米积]|年|月|日|号[^码]|分(?!行|钟|机)|小时|多|[wWkK%:.]\d?|-\d)/;

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
    if (
      /[A-Za-z#*.]$|[A-Za-z]\/$/.test(text.slice(Math.max(0, start - 2), start)) ||
      MEASURED.test(text.slice(end, end + 3)) ||
      /^[A-Za-z#*]/.test(text.charAt(end))
    )
      return [];
    const before = text.slice(Math.max(0, start - 10), start);
    const called = CALLED.test(before);
    if (!called && (PAID.test(before) || /(?:尾号|工号|编号|[第¥])[^\d]{0,2}$/.test(before))) return [];
    if (digits === '10000' && !called) return [];
    return [{ kind: 'hotline', start, end, value: digits, valid: true, strength: STRENGTH.stated }];
  });
}
