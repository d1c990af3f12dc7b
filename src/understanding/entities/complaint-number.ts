import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { matchesOf } from './matches';

/** The letters behind the hyphen: digits and capitals without those that are mistaken for each other (0/O, 1/I/L). */
export const COMPLAINT_NUMBER_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A complaint number as it is minted and stored: `XB20261125-K7Q2MX`. */
export const COMPLAINT_NUMBER = new RegExp(`^XB\\d{8}-[${COMPLAINT_NUMBER_ALPHABET}]{6}$`);

const GAP = '[ _.:—–-]{0,2}';
const spaced = (character: string, count: number): string => Array(count).fill(character).join(GAP);
/** As people type it: any case, other or no hyphens, spaces anywhere, 0/O and 1/I/L mixed up in the date, XB left out. */
const TYPED = new RegExp(
  `(?<![A-Za-z0-9])(?:X${GAP}B${GAP}(?<day>${spaced('[0-9OIL]', 8)})${GAP}(?<code>${spaced('[A-Z0-9]', 6)})` +
    `|(?<bareDay>20\\d{6})-(?<bareCode>(?=\\d{0,5}[A-Z])[A-Z0-9]{6}))(?![A-Za-z0-9])`,
  'gi',
);

/** A cheap look for what every number begins with. */
const NUMBER_SAID = /[xX][ _.:—–-]{0,2}[bB]|20\d{6}-/;

/** Finds complaint numbers. `valid` says whether we could have minted it. */
export function findComplaintNumbers(text: string): Candidate[] {
  if (!NUMBER_SAID.test(text)) return [];
  return matchesOf(text, TYPED).map((match) => {
    const { day, code, bareDay, bareCode } = match.groups ?? {};
    const date = letters(day ?? bareDay ?? '')
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1');
    const value = `XB${date}-${letters(code ?? bareCode ?? '')}`;
    return {
      kind: 'complaintNumber',
      start: match.index,
      end: match.index + match[0].length,
      value,
      valid: COMPLAINT_NUMBER.test(value),
      strength: STRENGTH.number,
    };
  });
}

function letters(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
