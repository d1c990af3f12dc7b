/** A number as it stands in the text: 3500, 1.2万, 三千五, 十几万, 两三百, 1w. */
export interface Numeral {
  start: number;
  end: number;
  low: number;
  /** Equal to `low` unless the text says a range (两三百, 十几). */
  high: number;
  /** 多, 来, 余, 把, 几, 数. */
  approximate: boolean;
  /** The largest multiplier said: 1 for 3500, 10_000 for 1.2万 and 12万8千. */
  scale: number;
  arabic: boolean;
}

const DIGITS = digitTable('零〇一二三四五六七八九', '零零壹贰叁肆伍陆柒捌玖');
const MULTIPLIERS: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  万: 10_000,
  亿: 100_000_000,
};
const STARTS = new Set([...'0123456789', ...Object.keys(DIGITS), '十', '拾', '几', '数', '百', '千', '万', '上']);
/** 上千元, 上百万块: roughly one of them; anywhere else 上 is another word (马上千万别转). */
const ROUGHLY_ONE = /^上(?=[百千万]+多?[元块])/;
const LONGEST_INTEGER = 12;
/** 10万5年之后: the 5 counts years, it is no short 5千. */
const COUNTED = /^[年月日号天个次期笔点%折周分秒人张位岁倍.:\d-]/;

const SPOKEN_DECIMALS = /^点([〇零一二三四五六七八九]{1,6})(?=[万亿千百元块倍折成])/;

/** 一直, 一个: 一 begins the next word, it is no digit of 五万一 or 三块五一. */
const ONE_OF_A_WORD = /^一[个次年月天日周笔直起样定共下旦些律般并再张家位]/;

/** All numbers of the text, left to right; each character is read once. */
export function findNumerals(text: string): Numeral[] {
  const numerals: Numeral[] = [];
  for (let at = 0; at < text.length;) {
    if (!STARTS.has(text.charAt(at))) {
      at += 1;
      continue;
    }
    const reader = new NumeralReader(text, at);
    const numeral = reader.read();
    if (numeral) numerals.push(numeral);
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

/** Chinese digits said one by one, 幺三八 or 二〇二六, as Arabic digits; other characters stay. */
export function spellDigits(words: string): string {
  let digits = '';
  for (const character of words) digits += character === '幺' ? '1' : (DIGITS[character] ?? character);
  return digits;
}

interface Range {
  low: number;
  high: number;
}

/** Reads one number: sections below 万, each a sum of coefficient × multiplier. */
class NumeralReader {
  at: number;
  private total: Range = { low: 0, high: 0 };
  private section: Range = { low: 0, high: 0 };
  private coefficient: (Range & { arabic: boolean; afterZero: boolean; start: number }) | undefined;
  private lastMultiplier = 1;
  private scale = 1;
  private approximate = false;
  private arabic = false;
  private tooLong = false;

  constructor(
    private readonly text: string,
    private readonly start: number,
  ) {
    this.at = start;
  }

  read(): Numeral | undefined {
    while (this.readCoefficient() || this.readMultiplier() || this.readVagueness());
    this.addCoefficient();
    const { start, at: end, approximate, scale, arabic } = this;
    const low = tidy(this.total.low + this.section.low);
    const high = tidy(this.total.high + this.section.high);
    if (end === start || this.tooLong || !Number.isFinite(high)) return undefined;
    return { start, end, low: Math.min(low, high), high: Math.max(low, high), approximate, scale, arabic };
  }

  private readCoefficient(): boolean {
    if (this.coefficient) return false;
    const start = this.at;
    const character = this.text.charAt(start);
    if (isDigit(character)) return this.readArabic();
    if (character === '上') return this.readRoughlyOne();
    const next = this.text.charAt(start + 1);
    if (character === '几' || (character === '数' && next in MULTIPLIERS)) {
      const low = this.lastMultiplier === 10 ? 1 : 2;
      this.setCoefficient({ low, high: 9 }, start, start + 1);
      this.approximate = true;
      return true;
    }
    return this.readChineseDigits();
  }

  private readRoughlyOne(): boolean {
    if (this.at > this.start || !ROUGHLY_ONE.test(this.text.slice(this.at, this.at + 6))) return false;
    this.setCoefficient({ low: 1, high: 1 }, this.at, this.at + 1);
    this.approximate = true;
    return true;
  }

  private readArabic(): boolean {
    const start = this.at;
    if (this.arabic && this.lastMultiplier === 1) return false;
    let end = start;
    while (isDigit(this.text.charAt(end))) end += 1;
    if (end - start > LONGEST_INTEGER) this.tooLong = true;
    let digits = this.text.slice(start, Math.min(end, start + LONGEST_INTEGER));
    if (end - start <= 3) {
      const grouped = readGroups(this.text, end);
      digits += grouped.digits;
      end = grouped.end;
    }
    if (this.text.charAt(end) === '.' && isDigit(this.text.charAt(end + 1))) {
      const decimals = readDecimals(this.text, end);
      if (decimals) {
        digits += decimals;
        end += decimals.length;
      }
    }
    const value = Number(digits);
    this.arabic = true;
    this.setCoefficient({ low: value, high: value }, start, end, true);
    return true;
  }

  private readChineseDigits(): boolean {
    const start = this.at;
    let end = start;
    let spelt = '';
    for (let digit = DIGITS[this.text.charAt(end)]; digit !== undefined; digit = DIGITS[this.text.charAt(end)]) {
      if (end > this.start && ONE_OF_A_WORD.test(this.text.slice(end, end + 2))) break;
      if (spelt.length < LONGEST_INTEGER) spelt += digit;
      end += 1;
    }
    if (spelt === '') return false;
    const afterZero = start > this.start && spelt.length > 1 && spelt.startsWith('0');
    if (afterZero) spelt = spelt.replace(/^0+/, '') || '0';
    const [first, second] = [Number(spelt[0]), Number(spelt[1])];
    const range =
      spelt.length === 2 && first > 0 && second > first
        ? { low: first, high: second }
        : { low: Number(spelt), high: Number(spelt) };
    if (range.low !== range.high) this.approximate = true;
    const exact = range.low === range.high && !afterZero ? this.readSpokenDecimals(range.low, end) : undefined;
    if (exact && exact.end > end) this.setCoefficient({ low: exact.value, high: exact.value }, start, exact.end);
    else this.setCoefficient(range, start, end, false, afterZero);
    return true;
  }

  /** 三点五万: a point is said before digits that something is counted by; 三点五分 is a time. */
  private readSpokenDecimals(whole: number, end: number): { value: number; end: number } {
    const decimals = SPOKEN_DECIMALS.exec(this.text.slice(end, end + 9))?.[1];
    if (!decimals) return { value: whole, end };
    return { value: Number(`${whole}.${spellDigits(decimals).replace(/[零〇]/g, '0')}`), end: end + 1 + decimals.length };
  }

  private setCoefficient(range: Range, start: number, end: number, arabic = false, afterZero = false): void {
    this.coefficient = { ...range, arabic, afterZero, start };
    this.at = end;
  }

  private readMultiplier(): boolean {
    if (this.coefficient && this.text.startsWith('个亿', this.at)) this.at += 1;
    const character = this.text.charAt(this.at);
    const latin = this.coefficient?.arabic ? latinMultiplier(this.text, this.at) : undefined;
    const multiplier = latin ?? MULTIPLIERS[character];
    if (multiplier === undefined) return false;
    if (multiplier >= 10_000) return this.closeSection(multiplier);
    if (!this.coefficient) {
      const next = this.text.charAt(this.at + 1);
      const roundly =
        this.at === this.start &&
        (next === '把' || (multiplier === 100 && next === '八' && this.text.charAt(this.at + 2) === '十'));
      if (multiplier !== 10 && !roundly) return false;
      if (next === '八' && multiplier === 100) return this.readHundredEighty();
      this.coefficient = { low: 1, high: 1, arabic: false, afterZero: false, start: this.at };
    }
    // 一万零十二: the 零 only holds a place.
    if (this.coefficient.high === 0 && multiplier === 10 && this.at > this.start + 1)
      this.coefficient = { ...this.coefficient, low: 1, high: 1 };
    if (this.lastMultiplier > 1 && this.lastMultiplier < 10_000 && multiplier >= this.lastMultiplier) return false;
    this.section = sum(this.section, times(this.coefficient, multiplier));
    this.coefficient = undefined;
    this.advance(multiplier);
    return true;
  }

  /** 百八十: 80 to 100. */
  private readHundredEighty(): boolean {
    this.section = { low: 80, high: 100 };
    this.approximate = true;
    this.lastMultiplier = 10;
    this.scale = 100;
    this.at += 3;
    return true;
  }

  private closeSection(multiplier: number): boolean {
    let below = this.coefficient ? sum(this.section, this.coefficient) : this.section;
    if (below.high === 0) {
      const roundly = this.at === this.start && this.text.charAt(this.at + 1) === '把';
      if (!roundly && !(multiplier > 10_000 && this.total.high > 0)) return false;
      if (roundly) below = { low: 1, high: 1 };
    }
    if (this.total.high > 0 && multiplier === 10_000) return false;
    this.total = multiplier > 10_000 ? times(sum(this.total, below), multiplier) : sum(this.total, times(below, multiplier));
    this.section = { low: 0, high: 0 };
    this.coefficient = undefined;
    this.advance(multiplier);
    return true;
  }

  private advance(multiplier: number): void {
    this.at += 1;
    this.lastMultiplier = multiplier;
    this.scale = Math.max(this.scale, multiplier);
  }

  /** 多, 来, 余 and 把 behind a round number. */
  private readVagueness(): boolean {
    if (this.at === this.start) return false;
    const rest = this.text.slice(this.at, this.at + 3);
    const round = !this.coefficient && this.lastMultiplier > 1;
    const vague = round
      ? /^(?:多(?![久少次])|余(?![额下款])|来(?=[块元万蚊个号多])|把(?=[块元万蚊个]|$))/
      : this.coefficient?.arabic
        ? /^(?:多(?![久少次])|余(?![额下款]))/
        : undefined;
    if (!vague?.test(rest)) return false;
    this.addCoefficient();
    this.approximate = true;
    this.at += 1;
    const next = this.text.charAt(this.at);
    if ((next === '万' || next === '亿') && this.lastMultiplier < 10_000) return this.closeSection(MULTIPLIERS[next] as number);
    return false;
  }

  /** What stands last without multiplier: 五 of 十五 is 5, 五 of 两万五 is 5千. */
  private addCoefficient(): void {
    const last = this.coefficient;
    this.coefficient = undefined;
    if (!last) return;
    const short = this.lastMultiplier >= 100 && !last.afterZero && last.high < 10 && Number.isInteger(last.low);
    if (this.lastMultiplier > 1 && last.arabic && !short) {
      this.at = last.start;
    } else if (short && COUNTED.test(this.text.slice(this.at, this.at + 1))) {
      this.at = last.start;
    } else {
      this.section = sum(this.section, times(last, short ? this.lastMultiplier / 10 : 1));
    }
  }
}

function digitTable(...rows: string[]): Readonly<Record<string, string>> {
  const table: Record<string, string> = { 两: '2', 俩: '2' };
  for (const row of rows) for (const [index, character] of [...row].entries()) table[character] = String(Math.max(0, index - 1));
  return table;
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

/** `,234,567` behind up to three digits. */
function readGroups(text: string, at: number): { digits: string; end: number } {
  let digits = '';
  let end = at;
  while (
    text.charAt(end) === ',' &&
    /^\d{3}$/.test(text.slice(end + 1, end + 4)) &&
    !isDigit(text.charAt(end + 4)) &&
    digits.length < 9
  ) {
    digits += text.slice(end + 1, end + 4);
    end += 4;
  }
  return { digits, end };
}

/** `.50`; nothing where the point ends a sentence, as in 存800.12月扣了. */
function readDecimals(text: string, at: number): string | undefined {
  const decimals = /^\.\d{1,6}(?!\d)/.exec(text.slice(at, at + 9))?.[0];
  if (!decimals) return undefined;
  const behind = text.slice(at + decimals.length, at + decimals.length + 2);
  return /^(?:[月日号年天]|个月|\.\d)/.test(behind) ? undefined : decimals;
}

/** w and k behind digits (1w, 3K), not as the start of a word. */
function latinMultiplier(text: string, at: number): number | undefined {
  const letter = text.charAt(at).toLowerCase();
  if ((letter !== 'w' && letter !== 'k') || /^[a-z]/i.test(text.charAt(at + 1))) return undefined;
  return letter === 'w' ? 10_000 : 1000;
}

function sum(a: Range, b: Range): Range {
  return { low: a.low + b.low, high: a.high + b.high };
}

function times(range: Range, factor: number): Range {
  return { low: range.low * factor, high: range.high * factor };
}

/** 1.2 × 10_000 without the dust of binary fractions. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
