import { isOutbound } from '../../src/channels/carrier';
import { defineDeliveries } from '../../src/channels/delivery';
import { LogCourier } from '../../src/channels/log-courier';
import { conversationsCollection, ensureConversation } from '../../src/conversations/conversation';
import { MessageLog } from '../../src/conversations/message-log';
import { messagesCollection } from '../../src/conversations/message';
import { TurnEngine } from '../../src/conversations/turn-engine';
import { createLogger } from '../../src/platform/logger';
import { Metrics } from '../../src/platform/metrics';
import { StorageError } from '../../src/storage/database';
import type { Collection, CollectionSpec, Database, Stored } from '../../src/storage/database';
import { MovableClock } from '../tools/clocks';
import { overriding } from '../tools/overriding';
import { describeEachStore } from '../tools/stores';

const deliveriesCollection = defineDeliveries('testDeliveries');
const CONVERSATION = 'conv_1';

describeEachStore('the courier of a channel that must be pushed to', (store) => {
  const clock = new MovableClock();
  let database: Database;
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const part of open.splice(0)) await part.close();
  });

  /** A bot that answers 好的, and a channel that takes everything. */
  async function bench(collectionOf: <T extends Stored>(spec: CollectionSpec<T>) => Collection<T>) {
    const conversations = collectionOf(conversationsCollection);
    const log = new MessageLog(collectionOf(messagesCollection));
    const around = { clock, logger: createLogger('silent'), place: 'here:1' };
    const turns = new TurnEngine({
      ...around,
      conversations,
      log,
      handle: () => Promise.resolve({ state: {}, replies: [{ type: 'message', text: '好的' }], effects: [] }),
      apologise: () => ({ state: {}, replies: [], effects: [] }),
      execute: () => Promise.resolve(),
      metrics: new Metrics(),
    });
    const sent: (string | undefined)[] = [];
    const courier = new LogCourier({
      ...around,
      log,
      turns,
      deliveries: database.collection(deliveriesCollection),
      carrier: {
        load: (_delivery, [first]) =>
          Promise.resolve(
            first && { to: { position: first.seq, part: 0 }, send: () => Promise.resolve(void sent.push(first.activity.text)) },
          ),
      },
      addressOf: () => undefined,
    });
    open.push(courier, turns);
    await ensureConversation(conversations, { _id: CONVERSATION, channel: 'wechat', user: { id: 'usr' }, at: clock.now() });
    return { log, turns, courier, sent };
  }

  beforeEach(
    async () => (database = await store.open([conversationsCollection, messagesCollection, deliveriesCollection], clock)),
  );

  it('takes up a message whose turn failed, in the process that took it in', async () => {
    const failing = { left: 1 };
    const { turns, courier, sent } = await bench((spec) => {
      const collection = database.collection(spec);
      if (spec.name !== conversationsCollection.name) return collection;
      return overriding(collection, ['updateOne'], async (operation) => {
        if (failing.left-- > 0) throw new StorageError('unsupported', 'The disk is full.');
        return operation();
      });
    });
    await courier.expect(CONVERSATION, { messageId: 'msg_1' });
    const { settled } = await turns.receive(CONVERSATION, {
      id: 'msg_1',
      at: clock.now(),
      author: { kind: 'consumer', id: 'usr' },
      activity: { type: 'message', text: '在吗' },
    });
    expect(await settled).toBe(false);
    await courier.push(CONVERSATION);
    expect(sent).toEqual([]);
    clock.advance({ minutes: 1 });
    await courier.lookForLeft();
    await courier.push(CONVERSATION);
    while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent).toEqual(['好的']);
    clock.advance({ minutes: 1 });
    while (await database.collection(deliveriesCollection).findOne({ pending: { $exists: true } })) await courier.lookForLeft();
  });

  it('is told of words whose first writing seemed to fail', async () => {
    const losing = { left: 1 };
    const { log, courier, sent } = await bench((spec) => {
      const collection = database.collection(spec);
      if (spec.name !== messagesCollection.name) return collection;
      return overriding(collection, ['insertOne'], async (operation) => {
        const result = await operation();
        if (losing.left-- > 0) throw new StorageError('retryable', 'The connection broke.');
        return result;
      });
    });
    await courier.expect(CONVERSATION, { messageId: 'msg_0' });
    await courier.push(CONVERSATION, { answered: 'msg_0' });
    const said = {
      id: 'msg_1',
      at: clock.now(),
      author: { kind: 'agent', id: 'chen', name: '投诉处理岗' } as const,
      activity: { type: 'message', text: '请稍等' },
    };
    await expect(log.append(CONVERSATION, said)).rejects.toThrow('broke');
    const { message, fresh } = await log.append(CONVERSATION, said);
    expect([fresh, isOutbound(message)]).toEqual([false, true]);
    while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent).toEqual(['请稍等']);
  });
});
