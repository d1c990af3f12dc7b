import type { DateEntity } from '../types';

/** Words behind a date that open it to one side, the more particular ones first. */
const BEHIND: readonly (readonly [NonNullable<DateEntity['open']>, RegExp])[] = [
  ['until', /^[ ]?(?:(?:或者?|及|和|以及)(?:在?此|其|在)?[之以]?前|为止|止(?![付损血痛不住]))/],
  ['since', /^[ ]?(?:(?:或者?|及|和|以及)(?:在?此|其|在)?[之以]?后|以来|起(?![诉来草码初先点付息止到至])|开始(?![到至日时]))/],
  ['before', /^[ ]?(?:[之以]前|前(?![后台几面往任两三半一景提期因夕天年]|[\d]))/],
  ['after', /^[ ]?(?:[之以]后|后(?![来面台悔果续半几两三天年勤付门边]|[\d]|期(?!间)))/],
];
const FROM_BEFORE = /自从?$/;
const UP_TO_BEFORE = /截[至止]到?$/;

/** Where a date that ends at `end` opens to one side, and where the words for that end. */
export interface OpenSpan {
  open: NonNullable<DateEntity['open']>;
  end: number;
}

/** Reads what opens a date: 之前, 或之前, 起, 之后 behind it, 自 and 截至 before it. Undefined where nothing does. */
export function readOpenSpan(text: string, start: number, end: number): OpenSpan | undefined {
  const behind = text.slice(end, end + 6);
  for (const [open, pattern] of BEHIND) {
    const words = pattern.exec(behind)?.[0];
    if (words) return { open, end: end + words.length };
  }
  const before = text.slice(Math.max(0, start - 3), start);
  if (FROM_BEFORE.test(before)) return { open: 'since', end };
  return UP_TO_BEFORE.test(before) ? { open: 'until', end } : undefined;
}
