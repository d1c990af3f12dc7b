import { defineCollection, type Collection, type IndexSpec } from '../../../src/storage/database';
import { describeEachStore } from '../../tools/stores';

interface Message {
  _id: string;
  conversation?: string | null;
  seq?: number;
  channelId?: string;
  status?: string;
  expiresAt?: Date;
}

const messagesWith = (...indexes: IndexSpec[]) => defineCollection<Message>({ name: 'messages', indexes });
const bySeq: IndexSpec = { keys: { conversation: 1, seq: 1 }, unique: true };
const oneOpen: IndexSpec = { keys: { conversation: 1 }, unique: true, where: { status: 'open' } };
const withChannelId: IndexSpec = { keys: { channelId: 1 }, unique: true, where: { channelId: { $exists: true } } };

describeEachStore('Indexes', (store) => {
  const collectionWith = async (...indexes: IndexSpec[]): Promise<Collection<Message>> =>
    (await store.open([messagesWith(...indexes)])).collection(messagesWith());

  it('that are unique refuse a second document, and say which fields clash without their values', async () => {
    const messages = await collectionWith(bySeq);
    await messages.insertOne({ _id: 'a', conversation: '机密', seq: 1 });
    await messages.insertOne({ _id: 'b', conversation: '机密', seq: 2 });
    const clash = messages.insertOne({ _id: 'c', conversation: '机密', seq: 1 });
    await expect(clash).rejects.toMatchObject({
      label: 'duplicate',
      message: 'messages holds a document with this conversation + seq already.',
    });
    await expect(messages.insertOne({ _id: 'a', seq: 9 })).rejects.toMatchObject({
      label: 'duplicate',
      message: expect.stringContaining('_id') as string,
    });
    await expect(messages.updateOne({ _id: 'b' }, { $set: { seq: 1 } })).rejects.toMatchObject({ label: 'duplicate' });
    expect((await messages.find({}, { sort: { _id: 1 } }).toArray()).map((message) => message.seq)).toEqual([1, 2]);
  });

  it('that are unique take a missing field for null', async () => {
    const messages = await collectionWith(bySeq);
    await messages.insertOne({ _id: 'a', seq: 1 });
    await expect(messages.insertOne({ _id: 'b', conversation: null, seq: 1 })).rejects.toMatchObject({ label: 'duplicate' });
  });

  it('that are partial bind only the documents they hold', async () => {
    const messages = await collectionWith(oneOpen, withChannelId);
    await messages.insertMany([
      { _id: 'a', conversation: 'x', status: 'closed' },
      { _id: 'b', conversation: 'x', status: 'closed' },
      { _id: 'c', conversation: 'x', status: 'open' },
    ]);
    await expect(messages.insertOne({ _id: 'd', conversation: 'x', status: 'open' })).rejects.toMatchObject({
      label: 'duplicate',
    });
    await expect(messages.updateOne({ _id: 'a' }, { $set: { status: 'open' } })).rejects.toMatchObject({ label: 'duplicate' });
    await messages.updateOne({ _id: 'c' }, { $set: { status: 'closed' } });
    expect(await messages.updateOne({ _id: 'a' }, { $set: { status: 'open' } })).toMatchObject({ modified: 1 });
    await messages.updateOne({ _id: 'b' }, { $set: { channelId: 'w1' } });
    await expect(messages.updateOne({ _id: 'c' }, { $set: { channelId: 'w1' } })).rejects.toMatchObject({ label: 'duplicate' });
    expect((await messages.find({ conversation: 'x' }, { sort: { _id: 1 } }).toArray()).map((message) => message.status)).toEqual(
      ['open', 'closed', 'closed'],
    );
    expect(await messages.countDocuments({ conversation: 'x', status: 'open' })).toBe(1);
    expect(await messages.countDocuments({ channelId: 'w1' })).toBe(1);
  });

  it('that refuse one of many concurrent writes let the others through', async () => {
    const messages = await collectionWith(bySeq);
    const writes = Array.from({ length: 40 }, (_, i) => messages.insertOne({ _id: `m${i}`, conversation: 'x', seq: i % 20 }));
    const outcomes = await Promise.allSettled(writes);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(20);
    expect(await messages.countDocuments({})).toBe(20);
  });

  it('may be added, changed and dropped on documents that are there', async () => {
    const messages = await collectionWith({ keys: { seq: 1 } });
    await messages.insertMany([
      { _id: 'a', conversation: 'x', seq: 1 },
      { _id: 'b', conversation: 'x', seq: 2 },
    ]);
    const stricter = (
      await store.reopen([messagesWith({ keys: { seq: 1 }, unique: true }, { keys: { conversation: -1, seq: 1 } })])
    ).collection(messagesWith());
    await expect(stricter.insertOne({ _id: 'c', seq: 2 })).rejects.toMatchObject({ label: 'duplicate' });
    expect((await stricter.find({ conversation: 'x' }, { sort: { seq: 1 } }).toArray()).map((message) => message._id)).toEqual([
      'a',
      'b',
    ]);
    const looser = (await store.reopen([messagesWith()])).collection(messagesWith());
    await looser.insertOne({ _id: 'c', seq: 2 });
    expect(await looser.countDocuments({ seq: 2 })).toBe(2);
  });

  it('that cannot become unique say so, and leave everything as it was', async () => {
    const messages = await collectionWith();
    await messages.insertMany([
      { _id: 'a', seq: 1 },
      { _id: 'b', seq: 1 },
    ]);
    const stricter = store.reopen([messagesWith({ keys: { seq: 1 }, unique: true })]);
    await expect(stricter).rejects.toMatchObject({
      label: 'duplicate',
      message: expect.stringContaining('messages cannot have a unique index') as string,
    });
    expect(await (await store.reopen([messagesWith()])).collection(messagesWith()).countDocuments({})).toBe(2);
  });

  // MongoDB's own sweep comes once a minute, on its clock; here only the embedded store's is followed.
  if (store.kind === 'embedded') {
    it('that expire remove documents when their time has come', async () => {
      let now = new Date('2026-01-01T00:00:00Z');
      const clock = { now: () => now };
      const spec = messagesWith({ keys: { expiresAt: 1 }, expireAfterSeconds: 60 });
      const database = await store.open([spec], clock);
      await database
        .collection(spec)
        .insertMany([{ _id: 'a', expiresAt: now }, { _id: 'b', expiresAt: new Date('2026-01-01T01:00:00Z') }, { _id: 'c' }]);
      now = new Date('2026-01-01T00:01:01Z');
      const reopened = await store.reopen([spec], clock);
      expect(
        (
          await reopened
            .collection(spec)
            .find({}, { sort: { _id: 1 } })
            .toArray()
        ).map((message) => message._id),
      ).toEqual(['b', 'c']);
    });

    it('refuse what they cannot hold', async () => {
      const messages = await collectionWith(bySeq);
      await expect(messages.insertOne({ _id: 'a', seq: [1] as never })).rejects.toMatchObject({ label: 'unsupported' });
    });
  }
});
