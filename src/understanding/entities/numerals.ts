import { CharacterSet } from '../../platform/character-set';
import type { Numeral } from './numeral';
import { NumeralReader } from './numeral-reader';
import { DIGITS } from './numeral-signs';

const STARTS = CharacterSet.of([...'0123456789', ...Object.keys(DIGITS), '十', '拾', '几', '数', '百', '千', '万', '上']);
/** 收拾, 大陆, 入伍: a capital alone is part of a word unless a unit follows. */
const LONE_CAPITAL = /^[伍陆拾](?![元圆块角分整])/;

/** All numbers of the text, left to right; each character is read once. */
export function findNumerals(text: string): Numeral[] {
  const numerals: Numeral[] = [];
  for (let at = 0; at < text.length;) {
    if (!STARTS.has(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const reader = new NumeralReader(text, at);
    const numeral = reader.read();
    if (numeral && !(numeral.end - at === 1 && LONE_CAPITAL.test(text.slice(at, at + 2)))) numerals.push(numeral);
    at = Math.max(reader.at, at + 1);
  }
  return numerals;
}

/** The value of a plain Chinese or Arabic whole number such as 十二, 12 or 二十三; undefined for anything else. */
export function wholeNumber(words: string): number | undefined {
  const [numeral, ...more] = findNumerals(words);
  if (!numeral || more.length > 0 || numeral.start !== 0 || numeral.end !== words.length) return undefined;
  return numeral.low === numeral.high && Number.isInteger(numeral.low) ? numeral.low : undefined;
}
