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

/** The lowest and the highest value that a number may have: equal where it is exact. */
export interface Range {
  low: number;
  high: number;
}

export function sum(a: Range, b: Range): Range {
  return { low: a.low + b.low, high: a.high + b.high };
}

export function times(range: Range, factor: number): Range {
  return { low: range.low * factor, high: range.high * factor };
}

/** 1.2 × 10_000 without the dust of binary fractions. */
export function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
