import { defineCollection, type Change, type ChangeStream, type Collection, type Database } from '../../../src/storage/database';
import { describeEachStore } from '../../tools/stores';

interface Event {
  _id: string;
  n?: number;
}

const events = defineCollection<Event>({ name: 'events', indexes: [], watched: true });
const others = defineCollection<Event>({ name: 'others', indexes: [], watched: true });
const unwatched = defineCollection<Event>({ name: 'unwatched', indexes: [] });

async function take(stream: ChangeStream<Event>, count: number): Promise<Change<Event>[]> {
  const taken: Change<Event>[] = [];
  for await (const change of stream) {
    taken.push(change);
    if (taken.length === count) break;
  }
  return taken;
}

describeEachStore('Watching', (store) => {
  let database: Database;
  let collection: Collection<Event>;
  beforeEach(async () => {
    database = await store.open([events, others, unwatched]);
    collection = database.collection(events);
  });

  it('tells every change of its collection, in order, from now on', async () => {
    await collection.insertOne({ _id: 'before' });
    const stream = collection.watch();
    await stream.ready;
    await collection.insertOne({ _id: 'a', n: 1 });
    await database.collection(others).insertOne({ _id: 'elsewhere' });
    await collection.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
    await collection.updateOne({ _id: 'a' }, { $set: { n: 2 } }); // changes nothing
    await collection.deleteOne({ _id: 'before' });
    const changes = await take(stream, 3);
    expect(changes.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['insert a', 'update a', 'delete before']);
    expect(changes[1]!.document).toEqual({ _id: 'a', n: 2 });
    expect(changes[2]!.document).toBeUndefined();
    await stream.close();
  });

  it('wakes who waits', async () => {
    const stream = collection.watch();
    await stream.ready;
    const waiting = take(stream, 2);
    await collection.insertMany([{ _id: 'a' }, { _id: 'b' }]);
    expect((await waiting).map((change) => change.id)).toEqual(['a', 'b']);
    await stream.close();
  });

  it('goes on behind a token, also after a restart', async () => {
    const stream = collection.watch();
    await stream.ready;
    await collection.insertMany([{ _id: 'a' }, { _id: 'b' }]);
    const [first] = await take(stream, 1);
    await stream.close();
    database = await store.reopen([events, others, unwatched]);
    await database.collection(events).insertOne({ _id: 'c' });
    const resumed = database.collection(events).watch({ resumeAfter: first!.token });
    expect((await take(resumed, 2)).map((change) => change.id)).toEqual(['b', 'c']);
    await resumed.close();
  });

  it('ends when it is closed', async () => {
    const stream = collection.watch();
    await stream.ready;
    const ended = take(stream, 1);
    await stream.close();
    expect(await ended).toEqual([]);
  });

  it('refuses a position it never gave', async () => {
    const resume = async () => take(collection.watch({ resumeAfter: '{' }), 1);
    await expect(resume()).rejects.toMatchObject({ label: 'stale' });
  });

  it('is only for collections declared as watched', () => {
    expect(() => database.collection(unwatched).watch()).toThrow('unwatched is not declared as watched');
  });

  if (store.kind === 'embedded') {
    it('says so when a position is too old to go on from', async () => {
      const stream = collection.watch();
      await collection.insertOne({ _id: 'first' });
      const [first] = await take(stream, 1);
      for (let round = 0; round < 12; round++) {
        await collection.insertMany(Array.from({ length: 1000 }, (_, i) => ({ _id: `${round}-${i}` })));
      }
      await expect(take(collection.watch({ resumeAfter: first!.token }), 1)).rejects.toMatchObject({ label: 'stale' });
    });
  }
});
