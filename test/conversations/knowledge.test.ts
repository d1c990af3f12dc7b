import { faqEntriesCollection, faqVersionsCollection } from '../../src/knowledge/entry-record';
import { messagesCollection } from '../../src/conversations/message';
import { readConfig } from '../../src/config/config';
import { openStore } from '../../src/storage/open-store';
import { usageCollection } from '../../src/knowledge/usage';
import { collections } from '../../src/collections';
import { describeEachStoreKind, startAppUnderTest } from '../tools/app-under-test';
import { officeMorning } from '../tools/clocks';
import { Consumer } from '../tools/consumer';
import { describeEachScene } from './scene';

/** What consumers read of the approved answers. */
describeEachScene('answers', ({ talk }) => {
  it('is answered word for word, with source and date, and rated', async () => {
    await talk(`
      消费者  存款保险保多少
      小保    …50万元…依据：《存款保险条例》第5条。本条更新于2026-11-25。 […有用|没用…]
      消费者  有用
      小保    谢谢，很高兴帮上忙。
    `);
  });

  it('two wishes in one message are both served, one after the other', async () => {
    await talk(`
      消费者  存款保险保多少，顺便帮我转人工
      小保    …50万元…依据：《存款保险条例》第5条。…
      小保    已为您转给投诉处理岗，…
      消费者  取消排队
      小保    好的，已取消排队。…
    `);
  });

  it('two wishes in one message are both served where the first is for a person', async () => {
    await talk(`
      消费者  转人工，顺便问一下存款保险保多少
      小保    已为您转给投诉处理岗，…
      小保    …50万元…依据：《存款保险条例》第5条。…
      消费者  取消排队
      小保    好的，已取消排队。…
    `);
  });

  it('a law question: the article where there is one, and the legal desk', async () => {
    await talk(`
      消费者  这种情况银行要不要赔
      小保    具体问题由法律事务岗答复更稳妥。要帮您转过去吗？ [转法律事务岗|我要投诉]
      消费者  转法律事务岗
      小保    已为您转给法律事务岗，您是第一位。…
      消费者  取消排队
      小保    好的，已取消排队。我还在，有事请说。
      消费者  那这种情况银行要不要赔呢
      小保    具体问题由法律事务岗答复更稳妥。要帮您转过去吗？…
      消费者  好的
      小保    已为您转给法律事务岗，…
      消费者  取消排队
      小保    好的，已取消排队。…
    `);
  });

  it('whoever lost the number of a complaint is passed on to a person', async () => {
    await talk(`
      消费者  我的投诉处理得怎么样了
      小保    请发一下投诉编号，…
      消费者  编号忘记了
      小保    没有编号也能查，…要帮您转人工吗？ [转人工]
      消费者  好的
      小保    已为您转给投诉处理岗，…
      消费者  取消排队
      小保    好的，已取消排队。…
    `);
  });

  it('two questions in one message are two, even about one product', async () => {
    await talk(`
      消费者  怎么查征信？另外，征信不良记录保留几年
      小保    …信用报告…依据：…
      小保    …5年…依据：…
    `);
  });

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

  it('that cite no law name the bank as their source', async () => {
    await talk(`
      消费者  提前还贷合算吗
      小保    要看剩余期限、…来源：本行权益保护岗。本条更新于2026-11-25。…
    `);
  });

  it('that were changed since carry the day of the change', async () => {
    await talk(`
      消费者  调解收费吗
      小保    人民调解不收费，…请先问清。 依据：《人民调解法》第4条。本条更新于2026-11-28。…
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
    await talk(`
      消费者  大字版
      小保    好的，下面我说得简单明白些。想换回来，说“标准版”。
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
