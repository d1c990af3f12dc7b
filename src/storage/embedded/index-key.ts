import { StorageError } from '../database';
import { isDate, isScalar, type Scalar } from './value-order';

/**
 * Index keys as bytes whose memcmp order is MongoDB's order of the values.
 *
 * One value is a type tag and a body; every encoding is prefix-free, so compound keys are plain concatenations and every
 * key that begins with the encoded values `p` lies in [p, p + 0xFF). Descending fields are the same bytes inverted.
 */
const TAG = { null: 0x05, nan: 0x0f, number: 0x10, string: 0x20, boolean: 0x40, date: 0x50 };

/** Behind every key with the same prefix: no tag, inverted tag or UTF-8 byte is 0xFF. */
export const PAST_PREFIX = Buffer.of(0xff);

export type Direction = 1 | -1;

/** Writes keys into one reused buffer; `bytes()` hands out a copy. Not re-entrant: fill it, take the bytes. */
class KeyWriter {
  private buffer = Buffer.allocUnsafe(1024);
  private end = 0;

  start(): this {
    this.end = 0;
    return this;
  }

  value(value: unknown, direction: Direction): this {
    if (!isScalar(value)) {
      throw new StorageError(
        'unsupported',
        'An indexed field may hold null, a number, a string, a boolean or a date, nothing else.',
      );
    }
    const from = this.end;
    this.writeAscending(value ?? null);
    if (direction === -1) for (let i = from; i < this.end; i++) this.buffer[i] = ~this.buffer[i]!;
    return this;
  }

  /** An id closes the key of a non-unique index: it makes each row's key its own, so that a scan can go on behind any row. */
  id(id: string): this {
    this.reserve(id.length * 3);
    this.end += this.buffer.write(id, this.end);
    return this;
  }

  bytes(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.end));
  }

  private writeAscending(value: Scalar): void {
    this.reserve(9);
    if (value === null) this.byte(TAG.null);
    else if (typeof value === 'string') this.string(value);
    else if (typeof value === 'number') this.number(value);
    else if (typeof value === 'boolean') this.byte(TAG.boolean).byte(value ? 1 : 0);
    else if (isDate(value)) this.byte(TAG.date).double(value.getTime());
  }

  private string(text: string): void {
    this.byte(TAG.string);
    // A zero byte inside becomes 00 FF and the end is 00 00, so that no string is the prefix of another.
    const safe = text.includes('\0') ? text.split('\0') : [text];
    safe.forEach((part, i) => {
      this.reserve(part.length * 3 + 4);
      if (i > 0) this.byte(0).byte(0xff);
      this.end += this.buffer.write(part, this.end);
    });
    this.byte(0).byte(0);
  }

  private number(value: number): void {
    if (Number.isNaN(value)) this.byte(TAG.nan);
    else this.byte(TAG.number).double(value);
  }

  /** IEEE 754 orders positive numbers as their bytes do; the sign bit and negative numbers need turning round. */
  private double(value: number): void {
    this.buffer.writeDoubleBE(value === 0 ? 0 : value, this.end);
    if (value < 0) for (let i = 0; i < 8; i++) this.buffer[this.end + i] = ~this.buffer[this.end + i]!;
    else this.buffer[this.end] = this.buffer[this.end]! ^ 0x80;
    this.end += 8;
  }

  private byte(byte: number): this {
    this.buffer[this.end++] = byte;
    return this;
  }

  private reserve(bytes: number): void {
    if (this.end + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe((this.end + bytes) * 2);
    this.buffer.copy(larger, 0, 0, this.end);
    this.buffer = larger;
  }
}

const writer = new KeyWriter();

/** The key of these values; with `id` for an index that is not unique. Throws `unsupported` for objects and arrays. */
export function encodeKey(values: readonly unknown[], directions: readonly Direction[], id?: string): Buffer {
  writer.start();
  for (let i = 0; i < values.length; i++) writer.value(values[i], directions[i]!);
  return id === undefined ? writer.bytes() : writer.id(id).bytes();
}

/** The first and the past-the-end byte of all keys of the same type as `value`, in this direction. */
export function typeBracket(value: Scalar, direction: Direction): { low: Buffer; high: Buffer } {
  const tag = encodeKey([value], [direction])[0]!;
  return { low: Buffer.of(tag), high: Buffer.of(tag + 1) };
}
