import { defineCollection, isDuplicate, type Collection } from '../../../src/storage/database';
import { describeEachStore } from '../../tools/stores';

interface Ticket {
  _id: string;
  status: 'waiting' | 'active';
  priority: number;
  waitingSince: Date;
  agent?: string;
  fence?: number;
}

const tickets = defineCollection<Ticket>({ name: 'tickets', indexes: [{ keys: { status: 1, priority: 1, waitingSince: 1 } }] });
const counters = defineCollection<{ _id: string; count: number; key?: string }>({
  name: 'counters',
  indexes: [{ keys: { key: 1 }, unique: true, where: { key: { $exists: true } } }],
});

describeEachStore('Races', (store) => {
  it('fifty agents claim at once: each ticket goes to one, the most urgent first', async () => {
    const collection = (await store.open([tickets])).collection(tickets);
    const waiting = Array.from({ length: 30 }, (_, i) => ({
      _id: `t${i}`,
      status: 'waiting' as const,
      priority: i % 3,
      waitingSince: new Date(2026, 0, 1, 0, 30 - i),
    }));
    await collection.insertMany(waiting);
    const order: string[] = [];
    const claim = async (agent: string) => {
      const ticket = await collection.findOneAndUpdate(
        { status: 'waiting' },
        { $set: { status: 'active', agent } },
        { sort: { priority: 1, waitingSince: 1 } },
      );
      if (ticket) order.push(ticket._id);
      return ticket;
    };
    const claimed = (await Promise.all(Array.from({ length: 50 }, (_, i) => claim(`agent${i}`)))).filter(
      (ticket) => ticket !== null,
    );
    expect(claimed).toHaveLength(30);
    expect(new Set(claimed.map((ticket) => ticket._id)).size).toBe(30);
    expect(new Set(claimed.map((ticket) => ticket.agent)).size).toBe(30);
    const expected = [...waiting]
      .sort((a, b) => a.priority - b.priority || +a.waitingSince - +b.waitingSince)
      .map((ticket) => ticket._id);
    // Over a network the answers may overtake each other; in one process they cannot.
    if (store.kind === 'embedded') expect(order).toEqual(expected);
    else expect([...order].sort()).toEqual([...expected].sort());
  });

  it('claims one after the other follow the priority', async () => {
    const collection = (await store.open([tickets])).collection(tickets);
    for (const [id, priority] of [
      ['low', 2],
      ['high', 0],
      ['middle', 1],
    ] as const) {
      await collection.insertOne({ _id: id, status: 'waiting', priority, waitingSince: new Date() });
    }
    const next = async () =>
      (await collection.findOneAndUpdate({ status: 'waiting' }, { $set: { status: 'active' } }, { sort: { priority: 1 } }))?._id;
    expect([await next(), await next(), await next(), await next()]).toEqual(['high', 'middle', 'low', undefined]);
  });

  it('an outdated fence changes nothing', async () => {
    const collection = (await store.open([tickets])).collection(tickets);
    await collection.insertOne({ _id: 't', status: 'waiting', priority: 1, waitingSince: new Date(), fence: 3 });
    const moves = Array.from({ length: 10 }, () => collection.updateOne({ _id: 't', fence: 3 }, { $inc: { fence: 1 } }));
    const outcomes = await Promise.all(moves);
    expect(outcomes.reduce((sum, outcome) => sum + outcome.matched, 0)).toBe(1);
    expect((await collection.findOne({ _id: 't' }))?.fence).toBe(4);
  });

  it('upserts of one document make one document and lose no count', async () => {
    const collection = (await store.open([counters])).collection(counters);
    await Promise.all(
      Array.from({ length: 40 }, () => collection.updateOne({ _id: 'one' }, { $inc: { count: 1 } }, { upsert: true })),
    );
    expect(await collection.find({}).toArray()).toEqual([{ _id: 'one', count: 40 }]);
  });

  it('inserts with one idempotency key: one wins, the others hear that it is there', async () => {
    const collection: Collection<{ _id: string; count: number; key?: string }> = (await store.open([counters])).collection(
      counters,
    );
    const attempts = Array.from({ length: 20 }, (_, i) => collection.insertOne({ _id: `n${i}`, count: 0, key: 'message-1' }));
    const outcomes = await Promise.allSettled(attempts);
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost).toHaveLength(19);
    expect(lost.every((outcome) => isDuplicate(outcome.reason))).toBe(true);
  });
});
