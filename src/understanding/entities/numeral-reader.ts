import { sum, tidy, times } from './numeral';
import type { Numeral, Range } from './numeral';
import { DIGITS, isDigit, MULTIPLIERS, multiplierAt, readDecimals, readGroups, spellDigits } from './numeral-signs';

/** 上千元, 上百万块: roughly one of them; anywhere else 上 is another word (马上千万别转). */
const ROUGHLY_ONE = /^上(?=[百千万]+多?[元块])/;
const LONGEST_INTEGER = 12;
/** 10万5年之后: the 5 counts years, it is no short 5千. */
const COUNTED = /^[年万月日号天个次期笔点%折周分秒人张位岁倍.:\d-]/;

/** 三点五, 十点二五万; 三点五分, 三点二十 and 三点一刻 are times. */
const SPOKEN_DECIMALS =
  /^点((?:[〇零二三四五六七八九]|一(?![个次年月天日周笔直起样定共下旦些律般并再张家位])){1,6})(?![十百刻分〇零一二三四五六七八九])/;

/** 10 万, 1.5 亿 */
const SPACED_MULTIPLIER = /^ [万亿](?![一能])/;

/** 一直, 一个: 一 begins the next word, it is no digit of 五万一 or 三块五一. */
const ONE_OF_A_WORD = /^一[个次年月天日周笔直起样定共下旦些律般并再张家位]/;

/** Reads one number: sections below 万, each a sum of coefficient × multiplier. */
export class NumeralReader {
  at: number;
  private total: Range = { low: 0, high: 0 };
  private section: Range = { low: 0, high: 0 };
  private coefficient: (Range & { arabic: boolean; afterZero: boolean; start: number }) | undefined;
  private lastMultiplier = 1;
  /** The smallest 万 or 亿 that closed a section: after 一亿 there may be a 万, after a 万 no second one. */
  private closed = Infinity;
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
    while (this.readCoefficient() || this.readMultiplier() || this.readDecimalsBehind() || this.readVagueness());
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
    if (Number(spelt) === 0 && this.lastMultiplier > 1 && /^[几\d]/.test(this.text.charAt(end))) return this.readBehindZero(end);
    const afterZero = start > this.start && spelt.length > 1 && spelt.startsWith('0');
    if (afterZero) spelt = spelt.replace(/^0+/, '') || '0';
    const [first, second] = [Number(spelt[0]), Number(spelt[1])];
    const range =
      spelt.length === 2 && first > 0 && second > first
        ? { low: first, high: second }
        : { low: Number(spelt), high: Number(spelt) };
    if (range.low !== range.high) this.approximate = true;
    this.setCoefficient(range, start, end, false, afterZero);
    return true;
  }

  /** 一百零几, 1千零1: the 零 only holds a place. */
  private readBehindZero(end: number): boolean {
    const from = this.at;
    this.at = end;
    if (this.readCoefficient() && this.coefficient) {
      this.coefficient = { ...this.coefficient, arabic: false, afterZero: true, start: from };
      return true;
    }
    this.at = from;
    return false;
  }

  /** 三点五, 十五点七: a point is said before digits; 三点五分 and 三点二十 are times. */
  private readDecimalsBehind(): boolean {
    const exact = this.coefficient ? !this.coefficient.arabic : this.lastMultiplier > 1;
    if (!exact || this.approximate || this.text.charAt(this.at) !== '点') return false;
    const decimals = SPOKEN_DECIMALS.exec(this.text.slice(this.at, this.at + 9))?.[1];
    if (!decimals) return false;
    const fraction = Number(`0.${spellDigits(decimals)}`);
    const { low } = this.coefficient ?? this.section;
    if (!Number.isInteger(low)) return false;
    const range = { low: low + fraction, high: low + fraction };
    if (this.coefficient) this.coefficient = { ...this.coefficient, ...range };
    else this.section = range;
    this.at += 1 + decimals.length;
    return true;
  }

  private setCoefficient(range: Range, start: number, end: number, arabic = false, afterZero = false): void {
    this.coefficient = { ...range, arabic, afterZero, start };
    this.at = end;
  }

  private readMultiplier(): boolean {
    if (this.coefficient && this.text.startsWith('个亿', this.at)) this.at += 1;
    if (this.coefficient?.arabic && SPACED_MULTIPLIER.test(this.text.slice(this.at, this.at + 3))) this.at += 1;
    const multiplier = multiplierAt(this.text, this.at, this.coefficient?.arabic ?? false);
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
    // 四万万 is 四亿.
    const doubled = below.high === 0 && multiplier === 10_000 && this.closed === 10_000 && this.text.charAt(this.at - 1) === '万';
    if (below.high === 0 && !doubled) {
      const roundly = this.at === this.start && this.text.charAt(this.at + 1) === '把';
      if (!roundly && !(multiplier > 10_000 && this.total.high > 0)) return false;
      if (roundly) below = { low: 1, high: 1 };
    }
    const raises = doubled || (multiplier > this.closed && this.scale < multiplier);
    if (multiplier >= this.closed && !raises) return false;
    this.total = raises ? times(sum(this.total, below), multiplier) : sum(this.total, times(below, multiplier));
    this.closed = doubled ? 100_000_000 : multiplier;
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

  /** What stands last without multiplier: 五 of 十五 is 5, 五 of 两万五 is 5千, 3500 of 12万3500 is itself. */
  private addCoefficient(): void {
    const last = this.coefficient;
    this.coefficient = undefined;
    if (!last) return;
    const short = this.lastMultiplier >= 100 && !last.afterZero && last.high < 10 && Number.isInteger(last.low);
    const written = last.arabic && last.high >= 100 && last.high < this.lastMultiplier;
    const counts = (short || written) && COUNTED.test(this.text.slice(this.at, this.at + 1));
    if (counts || (this.lastMultiplier > 1 && last.arabic && !short && !written)) this.at = last.start;
    else this.section = sum(this.section, times(last, short ? this.lastMultiplier / 10 : 1));
  }
}
