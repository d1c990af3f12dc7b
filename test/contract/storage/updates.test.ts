import { defineCollection, type Collection } from '../../../src/storage/database';
import { describeEachStore } from '../../tools/stores';

interface Case {
  _id: string;
  status?: string;
  count?: number;
  kind?: string;
  key?: { a: string };
  other?: number;
  inner?: { kept?: boolean; value?: number; first?: number };
  seen?: boolean;
}

const casesOf = defineCollection<Case>({ name: 'cases', indexes: [{ keys: { status: 1 } }] });

const before = {
  _id: 'c1',
  status: 'open',
  count: 3,
  list: [1, 2, 3],
  people: [
    { name: '甲', age: 1 },
    { name: '乙', age: 2 },
  ],
  inner: { kept: true, value: 5 },
  at: new Date('2026-01-01'),
  nothing: null,
};

/** An update, and what it changes of the document above; `undefined` is a field that is gone. */
const changes: [name: string, update: object, changed: object][] = [
  ['$set', { $set: { status: 'closed', added: { a: 1 } } }, { status: 'closed', added: { a: 1 } }],
  [
    '$set of a path, making what is missing',
    { $set: { 'inner.value': 6, 'new.deep.er': 1 } },
    { inner: { kept: true, value: 6 }, new: { deep: { er: 1 } } },
  ],
  [
    '$set of a position',
    { $set: { 'list.1': 9, 'people.0.age': 7 } },
    {
      list: [1, 9, 3],
      people: [
        { name: '甲', age: 7 },
        { name: '乙', age: 2 },
      ],
    },
  ],
  ['$set behind the end, filling with null', { $set: { 'list.4': 5 } }, { list: [1, 2, 3, null, 5] }],
  [
    '$unset',
    { $unset: { status: '', 'inner.value': '', missing: '', 'also.missing': '' } },
    { status: undefined, inner: { kept: true } },
  ],
  ['$inc', { $inc: { count: -1, 'inner.value': 0.5, fresh: 2 } }, { count: 2, inner: { kept: true, value: 5.5 }, fresh: 2 }],
  ['$push', { $push: { list: 4, fresh: 'x' } }, { list: [1, 2, 3, 4], fresh: ['x'] }],
  ['$push of an array as one element', { $push: { list: [4, 5] } }, { list: [1, 2, 3, [4, 5]] }],
  ['$push of each', { $push: { list: { $each: [4, 5] } } }, { list: [1, 2, 3, 4, 5] }],
  ['$push keeping the last', { $push: { list: { $each: [4, 5], $slice: -3 } } }, { list: [3, 4, 5] }],
  ['$push keeping the first', { $push: { list: { $each: [4, 5], $slice: 4 } } }, { list: [1, 2, 3, 4] }],
  ['$push keeping none', { $push: { list: { $each: [4], $slice: 0 } } }, { list: [] }],
  ['$pull of a value', { $pull: { list: 2, missing: 1 } }, { list: [1, 3] }],
  ['$pull by an operator', { $pull: { list: { $gte: 2 } } }, { list: [1] }],
  ['$pull of documents by a filter', { $pull: { people: { age: { $gt: 1 } } } }, { people: [{ name: '甲', age: 1 }] }],
  ['$addToSet', { $addToSet: { list: 3, fresh: 1 } }, { fresh: [1] }],
  ['$addToSet of a document', { $addToSet: { people: { name: '乙', age: 2 } } }, {}],
  ['$addToSet of each', { $addToSet: { list: { $each: [3, 4, 4] } } }, { list: [1, 2, 3, 4] }],
  ['$min', { $min: { count: 2, 'inner.value': 9, fresh: 1 } }, { count: 2, fresh: 1 }],
  [
    '$max',
    { $max: { count: 2, 'inner.value': 9, at: new Date('2026-02-01') } },
    { inner: { kept: true, value: 9 }, at: new Date('2026-02-01') },
  ],
  ['$max across types', { $max: { count: 'text', nothing: 1 } }, { count: 'text', nothing: 1 }],
  ['$setOnInsert, which changes nothing here', { $setOnInsert: { status: 'new' }, $set: { count: 4 } }, { count: 4 }],
  [
    'several together',
    { $set: { status: 'closed' }, $inc: { count: 1 }, $push: { list: 4 } },
    { status: 'closed', count: 4, list: [1, 2, 3, 4] },
  ],
  ['$set of undefined, which is nothing', { $set: { status: undefined, count: 4 } }, { count: 4 }],
];

/** Updates that make no sense for the document above. */
const refusals: [name: string, update: object][] = [
  ['$inc of a string', { $inc: { status: 1 } }],
  ['$inc of null', { $inc: { nothing: 1 } }],
  ['$push to a number', { $push: { count: 1 } }],
  ['$addToSet to a string', { $addToSet: { status: 1 } }],
  ['$pull from a number', { $pull: { count: 1 } }],
  ['$set through a number', { $set: { 'count.deep': 1 } }],
  ['$set through null', { $set: { 'nothing.deep': 1 } }],
  ['$set of a name in an array', { $set: { 'list.name': 1 } }],
  ['two operators on one path', { $set: { count: 1 }, $inc: { count: 1 } }],
  ['two operators on a path and its inside', { $set: { inner: {} }, $inc: { 'inner.value': 1 } }],
  ['another _id', { $set: { _id: 'c2' } }],
  ['an operator that is none', { $frobnicate: { count: 1 } }],
];

describeEachStore('Updates', (store) => {
  let collection: Collection<Case>;
  beforeAll(async () => {
    collection = (await store.open([casesOf])).collection(casesOf);
  });
  beforeEach(async () => {
    await collection.deleteMany({});
    await collection.insertOne(before);
  });

  it.each(changes)('%s', async (_name, update, changed) => {
    const { _id, ...rest } = { ...before, ...changed } as Case;
    const noChange = Object.keys(changed).length === 0;
    expect(await collection.updateOne({ _id: 'c1' }, update)).toEqual({ matched: 1, modified: noChange ? 0 : 1 });
    const after = await collection.findOne({ _id: 'c1' });
    expect(after).toEqual({ _id, ...rest });
    expect(await collection.findOneAndUpdate({ _id: 'c1' }, { $set: { seen: true } }, { returnDocument: 'before' })).toEqual(
      after,
    );
  });

  it.each(refusals)('refused: %s', async (_name, update) => {
    await expect(collection.updateOne({ _id: 'c1' }, update)).rejects.toMatchObject({ label: 'unsupported' });
    expect(await collection.findOne({ _id: 'c1' })).toEqual(before);
  });

  it('without a match change nothing', async () => {
    expect(await collection.updateOne({ _id: 'c1', count: 99 }, { $set: { status: 'x' } })).toEqual({ matched: 0, modified: 0 });
    expect(await collection.findOneAndUpdate({ status: 'x' }, { $set: { status: 'y' } })).toBeNull();
  });

  it('that set what is there already match but modify nothing', async () => {
    expect(await collection.updateOne({ _id: 'c1' }, { $set: { status: 'open', 'inner.value': 5 } })).toEqual({
      matched: 1,
      modified: 0,
    });
  });

  it('of many touch every match once, even when it moves ahead in the index that found it', async () => {
    await collection.insertMany(Array.from({ length: 600 }, (_, i) => ({ _id: `m${i}`, status: `s${i % 3}`, count: 0 })));
    expect(await collection.updateMany({ status: { $gte: 's' } }, { $set: { status: 'z' }, $inc: { count: 1 } })).toEqual({
      matched: 600,
      modified: 600,
    });
    expect(await collection.countDocuments({ status: 'z', count: 1 })).toBe(600);
  });

  it('of each its own document, in one call: what does not match is left out, what is refused ends it', async () => {
    await collection.insertMany(['m1', 'm2', 'm3'].map((_id) => ({ _id, status: 'open', count: 0 })));
    const raise = (_id: string, count = 0) => ({ filter: { _id, count }, update: { $inc: { count: 1 } } });
    expect(await collection.updateEach([raise('m1'), raise('m2', 7), raise('m1', 1)])).toEqual({ matched: 2, modified: 2 });
    expect(await collection.updateEach([])).toEqual({ matched: 0, modified: 0 });
    const refused = { filter: { _id: 'm2' }, update: { $inc: { status: 1 } } as object };
    const forgotten = { filter: { _id: undefined as unknown as string }, update: { $inc: { count: 1 } } };
    for (const wrong of [refused, forgotten])
      await expect(collection.updateEach([wrong, raise('m3')])).rejects.toMatchObject({ label: 'unsupported' });
    const counts = (await collection.find({ status: 'open' }, { sort: { _id: 1 } }).toArray()).map(({ count }) => count);
    expect(counts).toEqual([3, 2, 0, 0]);
  });

  it('are seen by the index at once', async () => {
    await collection.updateOne({ _id: 'c1' }, { $set: { status: 'closed' } });
    expect(await collection.countDocuments({ status: 'open' })).toBe(0);
    expect(await collection.countDocuments({ status: 'closed' })).toBe(1);
  });

  it('that upsert insert what the filter demands and $setOnInsert adds', async () => {
    const update = { $set: { status: 'open' }, $setOnInsert: { 'inner.first': 1 }, $inc: { count: 1 } };
    const filter = { _id: 'u1', 'key.a': 'x', $and: [{ kind: { $eq: 'k' } }], other: { $gt: 3 } };
    expect(await collection.updateOne(filter, update, { upsert: true })).toEqual({ matched: 0, modified: 0, upsertedId: 'u1' });
    expect(await collection.findOne({ _id: 'u1' })).toEqual({
      _id: 'u1',
      key: { a: 'x' },
      kind: 'k',
      status: 'open',
      inner: { first: 1 },
      count: 1,
    });
    expect(await collection.updateOne({ _id: 'u1' }, update, { upsert: true })).toEqual({ matched: 1, modified: 1 });
    expect(await collection.findOne({ _id: 'u1' })).toMatchObject({ count: 2 });
  });

  it('that upsert may find by another key and bring their own id', async () => {
    const upsert = () =>
      collection.findOneAndUpdate(
        { status: 'only one' },
        { $setOnInsert: { _id: 'fresh' }, $inc: { count: 1 } },
        { upsert: true },
      );
    expect(await upsert()).toEqual({ _id: 'fresh', status: 'only one', count: 1 });
    expect(await upsert()).toEqual({ _id: 'fresh', status: 'only one', count: 2 });
    const before = collection.findOneAndUpdate({ _id: 'u9' }, { $set: { count: 1 } }, { upsert: true, returnDocument: 'before' });
    expect(await before).toBeNull();
  });

  it('that upsert without an id are refused', async () => {
    await expect(collection.updateOne({ status: 'x' }, { $set: { count: 1 } }, { upsert: true })).rejects.toMatchObject({
      label: 'unsupported',
    });
  });
});
