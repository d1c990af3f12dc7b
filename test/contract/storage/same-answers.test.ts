import fc from 'fast-check';
import { find, updateMany } from 'mingo';
import { BSON } from 'mongodb';
import { defineCollection, StorageError, type Collection, type Stored } from '../../../src/storage/database';
import { describeEachStore } from '../../tools/stores';

/**
 * Random documents, filters, sorts and updates, answered by the store and by mingo, an independent implementation of
 * MongoDB's language. Values are few, so that filters often hit, and of several types, so that types meet.
 */
type Doc = Stored & Record<string, unknown>;

const indexed = defineCollection<Doc>({
  name: 'indexed',
  indexes: [
    { keys: { a: 1, b: -1 } },
    { keys: { b: 1, 'c.d': 1 } },
    { keys: { 'c.d': -1 }, where: { a: 1 } },
    { keys: { b: -1 }, where: { b: { $exists: true } } },
    { keys: { a: -1 }, where: { b: { $gte: 1 } } },
  ],
});

const scalar = fc.constantFrom<unknown>(null, 0, 1, 2, 2.5, '', 'a', 'ab', true, false, new Date(0), new Date(1000));
// Without repetitions: mingo's $addToSet would remove those that are there, MongoDB's leaves them.
const tags = fc.uniqueArray(fc.constantFrom(1, 2, 'a'), { maxLength: 3 });
const document = fc.record(
  {
    a: scalar,
    b: scalar,
    c: fc.record({ d: scalar }, { requiredKeys: [] }),
    tags,
  },
  { requiredKeys: [] },
);
const documents = fc.array(document, { maxLength: 12 }).map((all) => all.map((doc, i): Doc => ({ _id: `d${i}`, ...doc })));

const path = fc.constantFrom('a', 'b', 'c.d');
const bound = fc.constantFrom<unknown>(0, 1, 2, 'a', true, new Date(1000));
const condition = fc.oneof(
  scalar,
  fc.record({ $eq: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc
    .record({ $gt: bound, $gte: bound, $lt: bound, $lte: bound }, { requiredKeys: [] })
    .filter((range) => Object.keys(range).length > 0),
  fc.record({ $not: fc.record({ $gt: bound }) }),
  fc.record({ $regex: fc.constantFrom('^a', 'b$') }),
);
const fields = fc.dictionary(path, condition, { maxKeys: 3 });
const filter = fc.oneof(
  { weight: 4, arbitrary: fields },
  fc.record({ a: condition, $or: fc.array(fields, { minLength: 1, maxLength: 2 }) }),
  fc.record({
    $and: fc.array(fields, { minLength: 1, maxLength: 2 }),
    tags: fc.constantFrom<unknown>(1, 'a', { $in: [2] }, { $ne: 1 }),
  }),
  fc.record({ $nor: fc.array(fields, { minLength: 1, maxLength: 2 }) }),
);
// By all indexed fields and the id, so that the order is whole and can be compared.
const sort = fc
  .tuple(
    fc.shuffledSubarray(['a', 'b', 'c.d'], { minLength: 0 }),
    fc.array(fc.constantFrom<1 | -1>(1, -1), { minLength: 4, maxLength: 4 }),
  )
  .map(([paths, ways]) => Object.fromEntries([...paths, '_id'].map((name, i) => [name, ways[i]!] as const)));
const update = fc
  .record(
    {
      $set: fc.dictionary(fc.constantFrom('a', 'x', 'c'), scalar, { minKeys: 1, maxKeys: 2 }),
      $unset: fc.constant({ y: '' }),
      $addToSet: fc.record({ tags: fc.constantFrom<unknown>(1, 'a', 7) }),
      $max: fc.record({ z: fc.constantFrom(1, 5) }),
    },
    { requiredKeys: [] },
  )
  .filter((operators) => Object.keys(operators).length > 0);

const RUNS = { embedded: 400, mongodb: 60, secantus: 60 };

describeEachStore('The same answers as mingo', (store) => {
  let collection: Collection<Doc>;
  beforeAll(async () => {
    collection = (await store.open([indexed])).collection(indexed);
  });
  const refill = async (all: Doc[]) => {
    await collection.deleteMany({});
    await collection.insertMany(all);
  };

  it('to any filter, sort, skip and limit', async () => {
    await fc.assert(
      fc.asyncProperty(documents, filter, sort, fc.nat(3), fc.nat(4), async (all, by, order, skip, limit) => {
        await refill(all);
        const expected = find<Doc>(all, by).all().sort(byKeys(order));
        const page = expected.slice(skip, limit === 0 ? undefined : skip + limit);
        expect(await collection.find(by, { sort: order, skip, limit }).toArray()).toEqual(page);
        expect(await collection.countDocuments(by)).toBe(expected.length);
      }),
      { numRuns: RUNS[store.kind] },
    );
  });

  it('to any update', async () => {
    await fc.assert(
      fc.asyncProperty(documents, filter, update, async (all, by, change) => {
        await refill(all);
        const expected = copyOf(all);
        const { matchedCount } = updateMany(expected, by, change as never, { cloneMode: 'deep' });
        const outcome = await collection.updateMany(by, change as never).catch((error: unknown) => error);
        if (outcome instanceof StorageError) throw outcome;
        expect(outcome).toMatchObject({ matched: matchedCount });
        expect(await collection.find({}, { sort: { _id: 1 } }).toArray()).toEqual(expected.sort(byKeys({ _id: 1 })));
      }),
      { numRuns: RUNS[store.kind] },
    );
  });
});

/** By BSON, because jest's own `structuredClone` makes dates that mingo does not know as dates. */
function copyOf(all: Doc[]): Doc[] {
  return BSON.deserialize(BSON.serialize({ all })).all as Doc[];
}

/** MongoDB's order written down once more, and simply: null, numbers, strings, booleans, dates. */
function byKeys(order: Record<string, 1 | -1>): (a: Doc, b: Doc) => number {
  const rank = (value: unknown) =>
    value == null ? 0 : value instanceof Date ? 4 : ['number', 'string', 'boolean'].indexOf(typeof value) + 1;
  const at = (doc: Doc, name: string) => (name === 'c.d' ? (doc.c as { d?: unknown } | undefined)?.d : doc[name]) as number;
  return (a, b) => {
    for (const [name, way] of Object.entries(order)) {
      const [left, right] = [at(a, name), at(b, name)];
      if (rank(left) !== rank(right)) return (rank(left) - rank(right)) * way;
      if (rank(left) > 0 && left < right) return -way;
      if (rank(left) > 0 && left > right) return way;
    }
    return 0;
  };
}
