import { defineCollection, type Collection } from '../../../src/storage/database';
import { describeEachStore } from '../../tools/stores';

interface Complaint {
  _id: string;
  status?: string | null;
  amount?: number | string | null;
  tags?: string[];
  person?: { name: string; phones?: { kind: string; digits: string }[] };
  receivedAt?: Date;
  urgent?: boolean;
}

const indexes = [
  { keys: { status: 1, amount: -1 } },
  { keys: { amount: 1 }, where: { status: 'open' } },
  { keys: { receivedAt: 1 } },
] as const;
const indexed = defineCollection<Complaint>({ name: 'indexed', indexes });
const plain = defineCollection<Complaint>({ name: 'plain', indexes: [] });

const documents: Complaint[] = [
  { _id: 'a', status: 'open', amount: 300, tags: ['年费', '信用卡'], receivedAt: new Date('2026-01-01'), urgent: true },
  { _id: 'b', status: 'open', amount: 50, tags: [], person: { name: '王芳', phones: [{ kind: 'home', digits: '1' }] } },
  { _id: 'c', status: 'closed', amount: 300, receivedAt: new Date('2026-02-01'), person: { name: '李雷' } },
  { _id: 'd', status: null, amount: '300', tags: ['贷款'] },
  { _id: 'e', amount: null, urgent: false },
  {
    _id: 'f',
    status: 'Open',
    receivedAt: new Date('2026-03-01'),
    person: {
      name: '王五',
      phones: [
        { kind: 'work', digits: '2' },
        { kind: 'home', digits: '3' },
      ],
    },
  },
];

/** Filter, and the ids it finds. */
const cases: [name: string, filter: object, ids: string][] = [
  ['a value', { status: 'open' }, 'ab'],
  ['two values', { status: 'open', amount: 300 }, 'a'],
  ['null, which a missing field is too', { status: null }, 'de'],
  ['$eq', { amount: { $eq: 300 } }, 'ac'],
  ['$eq null', { amount: { $eq: null } }, 'ef'],
  ['$ne', { status: { $ne: 'open' } }, 'cdef'],
  ['$in', { status: { $in: ['open', 'closed'] } }, 'abc'],
  ['$in with null', { status: { $in: [null, 'closed'] } }, 'cde'],
  ['$in of nothing', { status: { $in: [] } }, ''],
  ['$in behind a value', { status: 'open', amount: { $in: [50, 300, 50] } }, 'ab'],
  ['$nin', { status: { $nin: ['open', null] } }, 'cf'],
  ['$gt, of the same type only', { amount: { $gt: 50 } }, 'ac'],
  ['$gte and $lt', { amount: { $gte: 50, $lt: 300 } }, 'b'],
  ['$lte of dates', { receivedAt: { $lte: new Date('2026-02-01') } }, 'ac'],
  ['a range behind a value', { status: 'open', amount: { $lte: 299 } }, 'b'],
  ['$gt of a string', { amount: { $gt: '2' } }, 'd'],
  ['$exists', { receivedAt: { $exists: true } }, 'acf'],
  ['$exists: false, where null is there', { status: { $exists: false } }, 'e'],
  ['$regex', { status: { $regex: '^OPEN$', $options: 'i' } }, 'abf'],
  ['a pattern', { 'person.name': /^王/ }, 'bf'],
  ['$not', { amount: { $not: { $gt: 100 } } }, 'bdef'],
  ['$not of a pattern', { status: { $not: /^o/ } }, 'cdef'],
  ['$and', { $and: [{ status: 'open' }, { amount: { $gt: 100 } }] }, 'a'],
  ['$or', { $or: [{ status: 'closed' }, { urgent: true }] }, 'ac'],
  ['$or beside a value', { status: 'open', $or: [{ urgent: true }, { amount: 1 }] }, 'a'],
  ['$nor', { $nor: [{ status: 'open' }, { amount: 300 }] }, 'def'],
  ['an element of an array', { tags: '年费' }, 'a'],
  ['a whole array', { tags: [] }, 'b'],
  ['$in of elements', { tags: { $in: ['贷款', '信用卡'] } }, 'ad'],
  ['a dotted path', { 'person.name': '李雷' }, 'c'],
  ['a path through an array', { 'person.phones.digits': '3' }, 'f'],
  ['a position in an array', { 'person.phones.0.kind': 'home' }, 'b'],
  ['a boolean', { urgent: false }, 'e'],
  ['two bounds in two places', { $and: [{ amount: { $gt: 40 } }, { amount: { $lt: 60 } }] }, 'b'],
  ['an id', { _id: 'c' }, 'c'],
  ['an id and a guard', { _id: 'c', status: 'open' }, ''],
  ['ids', { _id: { $in: ['f', 'a', 'zz'] } }, 'af'],
];

describeEachStore('Filters', (store) => {
  let collections: Collection<Complaint>[];
  beforeAll(async () => {
    const database = await store.open([indexed, plain]);
    collections = [database.collection(indexed), database.collection(plain)];
    for (const collection of collections) await collection.insertMany(documents);
  });

  it.each(cases)('by %s, with and without indexes', async (_name, filter, ids) => {
    for (const collection of collections) {
      const found = await collection.find(filter, { sort: { _id: 1 } }).toArray();
      expect(found.map((document) => document._id).join('')).toBe(ids);
      expect(await collection.countDocuments(filter)).toBe(ids.length);
    }
  });

  it('sort by an index or without one, upwards and downwards, missing first', async () => {
    for (const collection of collections) {
      const inOrder = async (sort: Record<string, 1 | -1>, filter = {}) =>
        (await collection.find(filter, { sort }).toArray()).map((document) => document._id).join('');
      expect(await inOrder({ receivedAt: 1, _id: 1 })).toBe('bdeacf');
      expect(await inOrder({ receivedAt: -1, _id: 1 })).toBe('fcabde');
      expect(await inOrder({ amount: -1 }, { status: 'open' })).toBe('ab');
      expect(await inOrder({ amount: 1 }, { status: 'open' })).toBe('ba');
      expect(await inOrder({ status: 1, amount: -1, _id: 1 })).toBe('defcab');
      expect(await inOrder({ status: 1, amount: 1 }, { status: { $in: ['open', 'closed'] } })).toBe('cba');
    }
  });

  it('refuse an operator that is none', async () => {
    for (const collection of collections) {
      await expect(collection.findOne({ amount: { $near: 3 } } as never)).rejects.toMatchObject({ label: 'unsupported' });
    }
  });
});
