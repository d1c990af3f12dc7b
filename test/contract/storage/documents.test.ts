import { defineCollection, type Collection, type Database } from '../../../src/storage/database';
import { describeEachStore } from '../../tools/stores';

interface Note {
  _id: string;
  text?: string;
  count?: number;
  at?: Date;
  body?: Buffer;
  inner?: { deep: { list: (string | null)[] } };
}

const notes = defineCollection<Note>({ name: 'notes', indexes: [{ keys: { count: 1 } }] });

describeEachStore('Documents', (store) => {
  let database: Database;
  let collection: Collection<Note>;
  beforeEach(async () => {
    database = await store.open([notes]);
    collection = database.collection(notes);
  });

  it('come back as they were given, and are copies', async () => {
    const note: Note = {
      _id: '笔记 1',
      text: '年费三百块 💳',
      count: 1.5,
      at: new Date('2026-01-02T03:04:05.678Z'),
      body: Buffer.from([0, 1, 255]),
      inner: { deep: { list: ['a', null, 'b'] } },
    };
    await collection.insertOne(note);
    const found = await collection.findOne({ _id: '笔记 1' });
    expect(found).toEqual(note);
    expect(Buffer.isBuffer(found!.body)).toBe(true);
    found!.inner!.deep.list.push('mine');
    expect((await collection.findOne({ _id: '笔记 1' }))!.inner!.deep.list).toHaveLength(3);
  });

  it('are not found when they are not there', async () => {
    expect(await collection.findOne({ _id: 'nobody' })).toBeNull();
    expect(await collection.find({ count: 7 }).toArray()).toEqual([]);
    expect(await collection.countDocuments({})).toBe(0);
  });

  it('lose fields that are undefined', async () => {
    await collection.insertOne({ _id: 'a', text: undefined, count: 1 });
    expect(Object.keys((await collection.findOne({ _id: 'a' }))!).sort()).toEqual(['_id', 'count']);
  });

  it('are inserted in order, up to the first that cannot be', async () => {
    await collection.insertMany([]);
    const many = collection.insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'a' }, { _id: 'c' }]);
    await expect(many).rejects.toMatchObject({ label: 'duplicate' });
    expect((await collection.find({}, { sort: { _id: 1 } }).toArray()).map((note) => note._id)).toEqual(['a', 'b']);
  });

  it('are counted and deleted by filter', async () => {
    await collection.insertMany([1, 2, 3, 4].map((count) => ({ _id: `n${count}`, count })));
    expect(await collection.countDocuments({ count: { $gte: 2 } })).toBe(3);
    expect(await collection.deleteOne({ count: { $gt: 100 } })).toBe(0);
    expect(await collection.deleteOne({ _id: 'n1' })).toBe(1);
    expect(await collection.deleteMany({ count: { $in: [2, 3] } })).toBe(2);
    expect(await collection.countDocuments({})).toBe(1);
  });

  it('are sorted, skipped, limited and projected', async () => {
    await collection.insertMany(
      [3, 1, 2, 5, 4].map((count) => ({ _id: `n${count}`, count, text: `t${count}`, inner: { deep: { list: [] } } })),
    );
    const page = collection.find(
      { count: { $gt: 1 } },
      { sort: { count: -1 }, skip: 1, limit: 2, projection: { count: 1, _id: 0 } },
    );
    expect(await page.toArray()).toEqual([{ count: 4 }, { count: 3 }]);
    expect(await collection.findOne({}, { sort: { text: -1 }, projection: { inner: 0, text: 0 } })).toEqual({
      _id: 'n5',
      count: 5,
    });
    expect(await collection.findOne({ _id: 'n1' }, { projection: { 'inner.deep': 1 } })).toEqual({
      _id: 'n1',
      inner: { deep: { list: [] } },
    });
  });

  it('are walked by the thousand without holding them all', async () => {
    await collection.insertMany(Array.from({ length: 5000 }, (_, i) => ({ _id: `n${i}`, count: i % 7 })));
    const seen = new Set<string>();
    let last = -1;
    for await (const note of collection.find({ count: { $gte: 0 } }, { sort: { count: 1 } })) {
      expect(note.count).toBeGreaterThanOrEqual(last);
      last = note.count!;
      seen.add(note._id);
    }
    expect(seen.size).toBe(5000);
    for await (const note of collection.find({})) {
      expect(note._id).toBeDefined();
      break; // Leaving early is allowed.
    }
  });

  it('are not reached by a filter with a forgotten value', async () => {
    await collection.insertOne({ _id: 'a', count: 1 });
    const forgotten = undefined as unknown as string;
    await expect(collection.findOne({ _id: forgotten })).rejects.toMatchObject({ label: 'unsupported' });
    await expect(collection.find({ count: { $gt: forgotten } } as never).toArray()).rejects.toMatchObject({
      label: 'unsupported',
    });
    await expect(collection.deleteMany({ _id: forgotten })).rejects.toMatchObject({ label: 'unsupported' });
    await expect(collection.updateMany({ text: forgotten }, { $set: { count: 2 } })).rejects.toMatchObject({
      label: 'unsupported',
    });
    expect(await collection.countDocuments({ count: 1 })).toBe(1);
  });

  it('outlive a restart', async () => {
    await collection.insertMany([{ _id: 'a', text: '还在' }, { _id: 'b' }]);
    await collection.deleteOne({ _id: 'b' });
    database = await store.reopen([notes]);
    expect(await database.collection(notes).find({}).toArray()).toEqual([{ _id: 'a', text: '还在' }]);
  });

  it('are out of reach once the store is closed, and the store says so', async () => {
    await database.ping();
    await database.close();
    await expect(collection.findOne({ _id: 'a' })).rejects.toMatchObject({ label: 'closed' });
    await expect(collection.insertOne({ _id: 'a' })).rejects.toMatchObject({ label: 'closed' });
    await expect(database.ping()).rejects.toMatchObject({ label: 'closed' });
    await database.close();
  });
});
