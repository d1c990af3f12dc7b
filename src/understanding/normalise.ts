import { z } from 'zod';
import { CharacterSet } from '../platform/character-set';
import { readContent } from '../platform/content';
import { isChinese } from '../platform/word-trie';

/** A normalised text and where each of its characters comes from. */
export interface MappedText {
  /** Normalised, as `normalise` gives it. */
  text: string;
  original: string;
  /** For each UTF-16 unit of `text`, the first unit of the original that it stands for. */
  starts: readonly number[];
  /** For each UTF-16 unit of `text`, the unit behind the last one of the original that it stands for. */
  ends: readonly number[];
}

const traditional = z.object({ note: z.string(), characters: z.array(z.string().regex(/^(?:..)+$/)) });
const wordings = z.object({
  note: z.string(),
  entries: z.array(
    z.strictObject({
      from: z.string().min(2).max(8),
      to: z.string().min(1),
      why: z.enum(['typo', 'region']),
      unlessNear: z.array(z.string()).optional(),
    }),
  ),
});

interface Wording {
  from: string;
  to: string;
  unlessNear?: readonly string[] | undefined;
}

const SIMPLIFIED = readTraditional();
const WORDINGS = readWordings();
/** Characters that stand for themselves whatever is around them: most of any text, so they are copied in runs. */
const PLAIN = new CharacterSet(
  (code) =>
    (isChinese(code) || (code < 0x80 && /[\dA-Za-z]/.test(String.fromCharCode(code)))) &&
    !SIMPLIFIED.has(String.fromCharCode(code)),
);
const BEGINS_WORDING = CharacterSet.of(WORDINGS.keys());
const NEAR = 12;
const VARIATION_OR_CONTROL = /[\p{Cc}\p{Cf}\uFE00-\uFE0F\u034F\u115F\u1160\u3164]/u;
const SPACE = /\s/;
/** 500，300: a full-width comma between half-width digits parts a list (thousands are grouped with a narrow one), but 1，234.50 is one sum. */
const DIGIT = /\d/;
const LISTED = /^(?!(?:\d{3}，)*\d{3}\.\d)\d/;
const LONGEST_GROUPS = 14;
const REPEATED_MARK = /[!?,.;:~、。…·—*#=+_\-]/;
/** Letters and digits in other dress: full width, circled, mathematical, compatibility ideographs. */
const DRESSED =
  /[\u2460-\u24FF\u2F00-\u2FDF\u3200-\u33FF\uF900-\uFAFF\uFB00-\uFB06\uFF00-\uFFEF\u{1D400}-\u{1D7FF}\u{1F100}-\u{1F1AD}]/u;

/**
 * The text as rules and parsers read it: half width, simplified, one space for many, repeated marks once, nothing invisible,
 * and the sound-alike typos and regional words of `content/dictionaries/wordings.json` as the bank writes them. Linear time.
 */
export function normalise(text: string): string {
  return normaliseWithMap(text).text;
}

/** `normalise`, keeping for each character where it stood in the original. */
export function normaliseWithMap(text: string): MappedText {
  return mendWordings(foldCharacters(text));
}

/** A text that grows, with where its characters come from. */
class TextBuilder implements MappedText {
  text = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  constructor(readonly original: string) {}

  append(characters: string, start: number, end: number): void {
    this.text += characters;
    for (let unit = 0; unit < characters.length; unit += 1) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** As they stand in the original. */
  copy(start: number, end: number): void {
    this.text += this.original.slice(start, end);
    for (let unit = start; unit < end; unit += 1) {
      this.starts.push(unit);
      this.ends.push(unit + 1);
    }
  }
}

function foldCharacters(text: string): MappedText {
  const builder = new TextBuilder(text);
  let previous = '';
  for (let at = 0; at < text.length;) {
    const plainUntil = PLAIN.endOfRun(text, at);
    if (plainUntil > at) {
      builder.copy(at, plainUntil);
      previous = '';
      at = plainUntil;
      continue;
    }
    const start = at;
    const character = String.fromCodePoint(text.codePointAt(at) as number);
    at += character.length;
    const listed = character === '，' && DIGIT.test(text.charAt(start - 1)) && LISTED.test(text.slice(at, at + LONGEST_GROUPS));
    for (const folded of listed ? '、' : foldCharacter(character)) {
      if (folded === previous && (folded === ' ' || REPEATED_MARK.test(folded))) continue;
      builder.append(folded, start, at);
      previous = folded;
    }
  }
  return builder;
}

function foldCharacter(character: string): string {
  if (character >= '!' && character <= '~') return character;
  if (character >= '\u4E00' && character <= '\u9FFF') return SIMPLIFIED.get(character) ?? character;
  if (SPACE.test(character)) return ' ';
  if (character === '￥') return '¥';
  if (DRESSED.test(character)) return undress(character);
  return VARIATION_OR_CONTROL.test(character) ? '' : (SIMPLIFIED.get(character) ?? character);
}

function undress(character: string): string {
  const plain = character.normalize('NFKC');
  return plain === character ? plain : [...plain].map(foldCharacter).join('');
}

function mendWordings(folded: MappedText): MappedText {
  const { text, original, starts, ends } = folded;
  const found = findWordings(text);
  if (found.length === 0) return folded;
  const builder = new TextBuilder(original);
  let position = 0;
  const copyUntil = (end: number): void => {
    for (; position < end; position += 1)
      builder.append(text.charAt(position), starts[position] as number, ends[position] as number);
  };
  for (const { at, wording } of found) {
    copyUntil(at);
    position = at + wording.from.length;
    builder.append(wording.to, starts[at] as number, ends[position - 1] as number);
  }
  copyUntil(text.length);
  return builder;
}

function findWordings(text: string): { at: number; wording: Wording }[] {
  const found: { at: number; wording: Wording }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!BEGINS_WORDING.has(text.charCodeAt(at))) continue;
    const wording = WORDINGS.get(text.charAt(at))?.find((candidate) => fits(text, at, candidate));
    if (!wording) continue;
    found.push({ at, wording });
    at += wording.from.length - 1;
  }
  return found;
}

function fits(text: string, at: number, { from, unlessNear }: Wording): boolean {
  const end = at + from.length;
  if (text.slice(at, end).toLowerCase() !== from) return false;
  if (/^[a-z]/.test(from) && (/[a-z]/i.test(text.charAt(at - 1)) || /[a-z]/i.test(text.charAt(end)))) return false;
  if (!unlessNear) return true;
  const around = text.slice(Math.max(0, at - NEAR), end + NEAR);
  return !unlessNear.some((word) => around.includes(word));
}

function readTraditional(): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const row of readContent('dictionaries/traditional.json', traditional).characters) {
    for (let i = 0; i < row.length; i += 2) pairs.set(row.charAt(i), row.charAt(i + 1));
  }
  return pairs;
}

/** By first character in either case, longest first. */
function readWordings(): ReadonlyMap<string, readonly Wording[]> {
  const byFirst = new Map<string, Wording[]>();
  for (const wording of readContent('dictionaries/wordings.json', wordings).entries) {
    const first = wording.from.charAt(0);
    for (const key of new Set([first, first.toUpperCase()])) byFirst.set(key, [...(byFirst.get(key) ?? []), wording]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.from.length - a.from.length);
  return byFirst;
}
