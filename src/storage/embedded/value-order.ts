/** A document as the engine sees it: plain data, `Date`s, `Buffer`s. */
export type Doc = Record<string, unknown>;

/** What an index can hold. Missing fields count as null, as in MongoDB. */
export type Scalar = null | number | string | boolean | Date;

/** MongoDB's order between types: null < numbers < strings < objects < arrays < binary < booleans < dates < patterns. */
export function typeRank(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return 0;
    case 'number':
    case 'bigint':
      return 1;
    case 'string':
      return 2;
    case 'boolean':
      return 6;
    default:
      if (value === null) return 0;
      if (Array.isArray(value)) return 4;
      if (ArrayBuffer.isView(value)) return 5;
      if (isDate(value)) return 7;
      if (isPattern(value)) return 8;
      return 3;
  }
}

export function isScalar(value: unknown): value is Scalar | undefined {
  const rank = typeRank(value);
  return rank <= 2 || rank === 6 || rank === 7;
}

// By tag, not `instanceof`: a value may come from another realm (jest runs each test file in its own).
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]';
}

export function isPattern(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]';
}

export function isPlainObject(value: unknown): value is Doc {
  return typeRank(value) === 3;
}

/** Compares any two values in MongoDB's order. Negative: `a` first; 0: equal for MongoDB (null equals missing). */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const rank = typeRank(a);
  const difference = rank - typeRank(b);
  if (difference !== 0) return difference;
  switch (rank) {
    case 0:
      return 0;
    case 1:
      return compareNumbers(a as number, b as number);
    case 2:
      return compareStrings(a as string, b as string);
    case 3:
      return compareObjects(a as Doc, b as Doc);
    case 4:
      return compareArrays(a as unknown[], b as unknown[]);
    case 5:
      return compareBytes(a as Uint8Array, b as Uint8Array);
    case 6:
    case 7:
      return Number(a) - Number(b);
    default:
      return compareStrings(String(a), String(b));
  }
}

export function equalValues(a: unknown, b: unknown): boolean {
  return compareValues(a, b) === 0;
}

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a === b ? 0 : Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

/** Strings by code point, as their UTF-8 bytes compare; JavaScript's `<` puts emoji before full-width punctuation. */
function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointOrder(x) - codePointOrder(y);
  }
  return a.length - b.length;
}

/** Lifts surrogates (parts of code points beyond 0xFFFF) above every other unit. */
function codePointOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareObjects(a: Doc, b: Doc): number {
  const left = definedEntries(a);
  const right = definedEntries(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const [leftName, leftValue] = left[i]!;
    const [rightName, rightValue] = right[i]!;
    const order =
      typeRank(leftValue) - typeRank(rightValue) || compareStrings(leftName, rightName) || compareValues(leftValue, rightValue);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function definedEntries(doc: Doc): [string, unknown][] {
  return Object.entries(doc).filter(([, value]) => value !== undefined);
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** MongoDB orders binary data by length first. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return a.length - b.length || Buffer.compare(a, b);
}
