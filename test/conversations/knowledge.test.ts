import { faqEntriesCollection, faqVersionsCollection } from '../../src/knowledge/entry-record';
import { messagesCollection } from '../../src/conversations/message';
import { readConfig } from '../../src/config/config';
import { openStore } from '../../src/storage/open-store';
import { usageCollection } from '../../src/knowledge/usage';
import { collections } from '../../src/collections';
import { describeEachStoreKind, officeMorning, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { Consumer } from '../tools/consumer';
import { play } from '../tools/transcript';

/** What consumers read of the approved answers, on a Wednesday morning, 2026-11-25. */
describeEachStoreKind('answers', (store) => {
  let app: AppUnderTest;
  let consumer: Consumer;
  beforeAll(async () => (app = await startAppUnderTest(store, {}, officeMorning)));
  afterAll(() => app.stop());
  beforeEach(async () => (consumer = await Consumer.arrive(app.url)));

  const talk = (transcript: string): Promise<Record<string, string>> => play(consumer, transcript);

  it('come short, with source and date, and ask why they were of no use', async () => {
    await talk(`
      消费者  理财保本吗
      小保    理财不是存款，收益不确定，可能亏损本金。销售时禁止违规承诺保本保收益。 依据：《金融机构产品适当性管理办法》…本条更新于2026-11-25。 理财非存款，产品有风险，投资须谨慎。 […有用|没用…]
      消费者  没用
      小保    抱歉没帮上忙，已记下。方便说说哪里不合适吗？不说也没关系，直接接着问就行。 [内容不对|看不懂|不够详细|不是我问的]
      消费者  看不懂
      小保    谢谢，我转给写这条的同事改。您可以换个说法问，或找人工。 [转人工|换个问题]
    `);
  });

  it('let whoever does not say why go on', async () => {
    await talk(`
      消费者  理财保本吗
      小保    理财不是存款…
      消费者  没用
      小保    抱歉没帮上忙…
      消费者  存款保险保多少
      小保    …50万元…
      消费者  有用
      小保    谢谢，很高兴帮上忙。
    `);
  });

  it('lead on by the questions offered next', async () => {
    await talk(`
      消费者  金融消费者有哪八项权利
      小保    知情权、自主选择权… [有用|没用|什么是知情权？|什么是自主选择权？银行能强制搭售吗？]
      消费者  什么是知情权？
      小保    您有权知悉…
    `);
  });

  it('are plain in elder mode', async () => {
    await consumer.send({ type: 'event', name: 'preferences', value: { elder: true } });
    await talk(`
      消费者  理财保本吗
      小保    理财有可能亏钱，不保本，和存款不一样。谁说保证不亏，请不要信。 依据：…
    `);
  });

  it('never stand before danger', async () => {
    await talk(`
      消费者  骗子让我转到安全账户我正在转账，理财保本吗
      小保    请马上停止转账…110…
    `);
  });
});

describeEachStoreKind('each sentence', (store) => {
  it('is kept with the entry and version it came from, which say who wrote and approved it', async () => {
    const app = await startAppUnderTest(store, {}, officeMorning);
    const consumer = await Consumer.arrive(app.url);
    await consumer.say('理财保本吗');
    const { environment } = app;
    await app.app.stop();
    const database = await openStore(readConfig(environment));
    await database.prepare(collections);
    const said = await database
      .collection(messagesCollection)
      .find({ 'activity.channelData.faq.id': { $exists: true } })
      .toArray();
    const [{ id, version, part }] = said.map(({ activity }) => activity.channelData?.faq) as [
      { id: string; version: number; part: string },
    ];
    expect([id, version, part]).toEqual(['wealth-principal-risk', 1, 'answer']);
    const kept = await database.collection(faqVersionsCollection).findOne({ entryId: id, number: version });
    expect(said[0]?.activity.text).toContain(kept?.content.answer);
    expect(kept).toMatchObject({ actor: '权益保护岗', approver: expect.stringContaining('消保部负责人') as string });
    expect(await database.collection(usageCollection).find({ entryId: id }).toArray()).toMatchObject([
      { day: '2026-11-25', answered: 1 },
    ]);
    expect(await database.collection(faqEntriesCollection).countDocuments({})).toBeGreaterThan(150);
    await database.close();
  });
});
