import { faqEntriesCollection, faqVersionsCollection } from '../../src/knowledge/entry-record';
import { messagesCollection } from '../../src/conversations/message';
import { readConfig } from '../../src/config';
import { openStore } from '../../src/storage/open-store';
import { startApp } from '../../src/app';
import { usageCollection } from '../../src/knowledge/usage';
import { collections } from '../../src/app';
import { entryContent } from '../knowledge/tools';
import { staffCollection } from '../../src/staff/account';
import { Accounts } from '../../src/staff/accounts';
import { Browser } from '../staff/browser';
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

const shared = process.env.XIAOBAO_TEST_SERVER ? describe : describe.skip;
shared('two processes on one store', () => {
  it('both answer what one of them has published, without a restart', async () => {
    const one = await startAppUnderTest('mongodb', {}, officeMorning);
    const other = await startApp(readConfig({ ...one.environment }), officeMorning);
    const consumer = await Consumer.arrive(other.url);
    const question = '硬币变形了能拿去换吗';
    const before = await consumer.say(question);
    expect(before[0]?.text).not.toContain('硬币也一样');

    // The process that started last has renewed the first password.
    const first = other.firstAdministrator!;
    const admin = await signedIn(one.url, first.username, first.oneTimePassword);
    const content = entryContent({ title: question, wordings: ['变形的硬币银行收吗', '硬币坏了怎么换', '旧硬币弯了'] });
    await admin.post('/api/knowledge/entries', { content, id: 'coin' });
    const submitted = await admin.post<{ entry: { revision: number } }>('/api/knowledge/entries/coin/submit', { revision: 1 });
    expect(submitted.body.entry.revision).toBe(2);
    // Whoever wrote it does not approve it: a colleague does, here straight in the store's own terms.
    await approveAsColleague(one);
    await heard(consumer, question, '硬币也一样');
    await other.stop();
    await one.stop();
  });
});

async function approveAsColleague({ environment, url }: AppUnderTest): Promise<void> {
  const database = await openStore(readConfig(environment));
  await database.prepare(collections);
  const accounts = new Accounts(database.collection(staffCollection), officeMorning);
  const { oneTimePassword } = await accounts.add({ username: 'wang', displayName: '王先生', role: 'supervisor', skills: [] });
  await database.close();
  const wang = await signedIn(url, 'wang', oneTimePassword);
  const published = await wang.post('/api/knowledge/entries/coin/publish', {
    revision: 2,
    override: { reason: '与旧条目相近，先上线再合并' },
  });
  expect(published.status).toBe(200);
}

async function signedIn(url: string, username: string, oneTimePassword: string): Promise<Browser> {
  const browser = new Browser(url, '127.0.0.1');
  await browser.signIn(username, oneTimePassword);
  await browser.post('/api/staff/password', { current: oneTimePassword, next: `${username}-的-长密码-1` });
  return browser;
}

async function heard(consumer: Consumer, question: string, words: string): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const said = await consumer.say(question);
    if (said.some(({ text }) => text?.includes(words))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The other process never answered with it.');
}
