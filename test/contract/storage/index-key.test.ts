import fc from 'fast-check';
import { encodeKey, typeBracket, type Direction } from '../../../src/storage/embedded/index-key';
import { compareValues, typeRank } from '../../../src/storage/embedded/value-order';

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, NaN, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER),
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\u0001', 'ÿ', '消', ',', '\uffff', '💳') }),
  fc.date({ noInvalidDate: true }),
);
const direction = fc.constantFrom<Direction>(1, -1);

describe('Index keys', () => {
  it('order single values as MongoDB does, upwards and downwards', () => {
    fc.assert(
      fc.property(scalar, scalar, direction, (a, b, way) => {
        const order = Buffer.compare(encodeKey([a], [way]), encodeKey([b], [way]));
        expect(Math.sign(order) + 0).toBe(Math.sign(compareValues(a, b) * way) + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('order compound values field by field', () => {
    const pair = fc.tuple(scalar, scalar, scalar);
    fc.assert(
      fc.property(pair, pair, fc.tuple(direction, direction, direction), (a, b, ways) => {
        const expected = a.map((value, i) => compareValues(value, b[i]) * ways[i]!).find((order) => order !== 0) ?? 0;
        expect(Math.sign(Buffer.compare(encodeKey(a, ways), encodeKey(b, ways))) + 0).toBe(Math.sign(expected) + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('with an id behind them keep together what is equal, within the range of their prefix', () => {
    fc.assert(
      fc.property(scalar, scalar, direction, fc.uuid(), (a, b, way, id) => {
        const low = encodeKey([a], [way]);
        const high = Buffer.concat([low, Buffer.of(0xff)]);
        const key = encodeKey([b], [way], id);
        const within = Buffer.compare(low, key) <= 0 && Buffer.compare(key, high) < 0;
        expect(within).toBe(compareValues(a, b) === 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('lie in the bracket of their type, where numbers stand without NaN', () => {
    fc.assert(
      fc.property(scalar, scalar, direction, (a, b, way) => {
        const { low, high } = typeBracket(a, way);
        const key = encodeKey([b], [way]);
        const within = Buffer.compare(low, key) <= 0 && Buffer.compare(key, high) < 0;
        expect(within).toBe(typeRank(a) === typeRank(b) && Number.isNaN(a) === Number.isNaN(b));
      }),
    );
  });

  it('grow with their values', () => {
    const long = '长'.repeat(5000);
    expect(encodeKey([long, 1], [1, 1]).length).toBeGreaterThan(15_000);
    expect(Buffer.compare(encodeKey([`${long}a`], [1]), encodeKey([`${long}b`], [1]))).toBeLessThan(0);
  });
});
