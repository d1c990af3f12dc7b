import { followOtherProcesses } from '../../src/follow-others';
import { MessageLog } from '../../src/conversations/message-log';
import { messagesCollection } from '../../src/conversations/message';
import { HandoffQueue } from '../../src/handoff/queue';
import { ticketsCollection } from '../../src/handoff/ticket';
import { knowledgeCollections } from '../../src/knowledge/open-knowledge';
import { createLogger } from '../../src/platform/logger';
import { openMongo } from '../../src/storage/mongo/open';
import { describeEachStore } from '../tools/stores';
import { Day, WEB, openOver, published } from './open';
import { entryContent } from './tools';

describeEachStore('another process', (store) => {
  it('answers what one has published, where processes share a store', async () => {
    const clock = new Day();
    const database = await store.open([...knowledgeCollections, messagesCollection, ticketsCollection], clock);
    const one = await openOver(database, clock);
    if (!database.shared) return expect(store.kind).toBe('embedded');
    const elsewhere = await openMongo({ uri: store.location(), allowStandalone: false, appName: 'xiaobao-test' });
    const other = await openOver(elsewhere, clock);
    const log = new MessageLog(elsewhere.collection(messagesCollection));
    const queue = new HandoffQueue(elsewhere.collection(ticketsCollection), clock);
    const stop = followOtherProcesses(elsewhere, { log, queue, book: other.book }, createLogger('silent'));

    const heard = new Promise<void>((resolve) => other.book.subscribe(({ live }) => live && resolve()));
    await published(one, entryContent(), 'coin');
    await heard;
    expect(other.knowledge.search('硬币坏了怎么换', WEB)).toMatchObject({
      verdict: 'answer',
      matches: [{ entry: { _id: 'coin', version: 3 } }],
    });
    await stop();
    await elsewhere.close();
  });
});
