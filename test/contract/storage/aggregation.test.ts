import { defineCollection, type Collection } from '../../../src/storage/database';
import { describeEachStore } from '../../tools/stores';

interface Complaint {
  _id: string;
  category: string;
  amountInFen: number;
  receivedAt: Date;
}

const complaints = defineCollection<Complaint>({ name: 'complaints', indexes: [{ keys: { category: 1, receivedAt: 1 } }] });

/** SecantusDB 0.7.0b3 counts nothing as zero; MongoDB gives no document at all. */
const COUNT_OF_NOTHING = { embedded: [], mongodb: [], secantus: [{ n: 0 }] };

describeEachStore('Aggregation', (store) => {
  let collection: Collection<Complaint>;
  beforeAll(async () => {
    collection = (await store.open([complaints])).collection(complaints);
    await collection.insertMany([
      { _id: 'a', category: '年费', amountInFen: 30_000, receivedAt: new Date('2026-03-01T15:30:00Z') },
      { _id: 'b', category: '年费', amountInFen: 10_000, receivedAt: new Date('2026-03-01T16:30:00Z') }, // already the 2nd in Shanghai
      { _id: 'c', category: '贷款', amountInFen: 50_000, receivedAt: new Date('2026-03-02T01:00:00Z') },
      { _id: 'd', category: '理财', amountInFen: 70_000, receivedAt: new Date('2026-02-01T01:00:00Z') },
    ]);
  });

  it('groups what matches', async () => {
    const byCategory = await collection.aggregate([
      { $match: { receivedAt: { $gte: new Date('2026-03-01') } } },
      { $group: { _id: '$category', count: { $sum: 1 }, total: { $sum: '$amountInFen' }, largest: { $max: '$amountInFen' } } },
      { $sort: { count: -1, _id: 1 } },
    ]);
    expect(byCategory).toEqual([
      { _id: '年费', count: 2, total: 40_000, largest: 30_000 },
      { _id: '贷款', count: 1, total: 50_000, largest: 50_000 },
    ]);
  });

  it('counts days as Shanghai does', async () => {
    const byDay = await collection.aggregate([
      { $match: { category: '年费' } },
      {
        $group: {
          _id: { $dateToString: { date: '$receivedAt', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' } },
          count: { $sum: 1 },
        },
      },
      { $sort: { _id: 1 } },
    ]);
    expect(byDay).toEqual([
      { _id: '2026-03-01', count: 1 },
      { _id: '2026-03-02', count: 1 },
    ]);
  });

  it('answers several questions of one page at once', async () => {
    const [page] = await collection.aggregate<{ rows: Complaint[]; total: { n: number }[] }>([
      { $match: { amountInFen: { $gt: 20_000 } } },
      {
        $facet: {
          rows: [{ $sort: { amountInFen: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { category: 1 } }],
          total: [{ $count: 'n' }],
        },
      },
    ]);
    expect(page).toEqual({ rows: [{ _id: 'c', category: '贷款' }], total: [{ n: 3 }] });
  });

  it('sees everything without a $match, and nothing when nothing matches', async () => {
    expect(await collection.aggregate([{ $group: { _id: null, count: { $sum: 1 } } }])).toEqual([{ _id: null, count: 4 }]);
    expect(await collection.aggregate([{ $match: { category: '没有' } }, { $count: 'n' }])).toEqual(COUNT_OF_NOTHING[store.kind]);
  });

  it('refuses a stage that is none', async () => {
    await expect(collection.aggregate([{ $frobnicate: {} }])).rejects.toMatchObject({ label: 'unsupported' });
  });
});
