import { followOtherProcesses } from '../../src/follow-others';
import { MessageLog } from '../../src/conversations/message-log';
import { messagesCollection } from '../../src/conversations/message';
import { HandoffQueue } from '../../src/handoff/queue';
import { ticketsCollection } from '../../src/handoff/ticket';
import { faqEntriesCollection } from '../../src/knowledge/entry-record';
import type { EntryRecord } from '../../src/knowledge/entry-record';
import { knowledgeCollections } from '../../src/knowledge/open-knowledge';
import { createLogger } from '../../src/platform/logger';
import { StorageError } from '../../src/storage/database';
import type { ChangeStream, Collection, CollectionSpec, Database } from '../../src/storage/database';
import { openMongo } from '../../src/storage/mongo/open';
import { describeEachStore } from '../tools/stores';
import { Day, WEB, openOver, published } from './open';
import { entryContent } from './tools';

describeEachStore('another process', (store) => {
  it('answers what one has published, where processes share a store', async () => {
    const pair = await twoProcesses();
    if (!pair) return expect(store.kind).toBe('embedded');
    const { one, other, follow, end } = pair;
    follow();
    const heard = new Promise<void>((resolve) => other.book.subscribe(({ live }) => live && resolve()));
    await published(one, entryContent(), 'coin');
    await heard;
    expect(other.knowledge.search('硬币坏了怎么换', WEB)).toMatchObject({
      verdict: 'answer',
      matches: [{ entry: { _id: 'coin', version: 3 } }],
    });
    await end();
  });

  it('finds what it missed where it was cut off for longer than changes are kept', async () => {
    const pair = await twoProcesses();
    if (!pair) return expect(store.kind).toBe('embedded');
    const { one, other, follow, end } = pair;
    const missed = (): Promise<unknown> => published(one, entryContent({ title: '纪念币怎么预约？', wordings: [] }), 'medal');
    follow((database) => forgetful(database, missed));
    const heard = new Promise<void>((resolve) => other.book.subscribe(({ _id, live }) => _id === 'medal' && live && resolve()));
    await published(one, entryContent(), 'coin');
    await heard;
    await end();
  });

  /** Two processes on one store, of which the other follows the first; `undefined` where a store is of one process. */
  async function twoProcesses() {
    const clock = new Day();
    const database = await store.open([...knowledgeCollections, messagesCollection, ticketsCollection], clock);
    if (!database.shared) return undefined;
    const one = await openOver(database, clock);
    const elsewhere = await openMongo({ uri: store.location(), allowStandalone: false, appName: 'xiaobao-test' });
    const other = await openOver(elsewhere, clock);
    const log = new MessageLog(elsewhere.collection(messagesCollection));
    const queue = new HandoffQueue(elsewhere.collection(ticketsCollection), clock);
    let stop = (): Promise<void> => Promise.resolve();
    return {
      one,
      other,
      follow(seen: (database: Database) => Database = (database) => database): void {
        stop = followOtherProcesses(seen(elsewhere), { log, queue, book: other.book }, createLogger('silent'));
      },
      async end(): Promise<void> {
        await stop();
        await elsewhere.close();
      },
    };
  }
});

/** The store as it is after a long cut: the stream of entries breaks at its first change, then `meanwhile` happens, and its place is gone. */
function forgetful(database: Database, meanwhile: () => Promise<unknown>): Database {
  let cut = false;
  const watch = (collection: Collection<EntryRecord>, options?: { resumeAfter?: string }): ChangeStream<EntryRecord> => {
    if (options?.resumeAfter !== undefined) throw new StorageError('stale', 'This place is no longer kept.');
    const stream = collection.watch();
    if (cut) return stream;
    return {
      ready: stream.ready,
      close: () => stream.close(),
      async *[Symbol.asyncIterator]() {
        for await (const change of stream) {
          yield change;
          cut = true;
          await stream.close();
          await meanwhile();
          throw new StorageError('retryable', 'The connection is gone.');
        }
      },
    };
  };
  return Object.create(database, {
    collection: {
      value: (spec: CollectionSpec<EntryRecord>) => {
        const collection = database.collection(spec);
        if (spec.name !== faqEntriesCollection.name) return collection;
        return Object.create(collection, {
          watch: { value: (options?: { resumeAfter?: string }) => watch(collection, options) },
        }) as typeof collection;
      },
    },
  }) as Database;
}
