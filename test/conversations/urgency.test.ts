import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../src/app';
import type { App } from '../../src/app';
import { readConfig } from '../../src/config/config';
import type { TicketView } from '../../src/staff/present-ticket';
import { OWN_PASSWORD, hire, settleIn } from '../e2e/staff';
import { Browser } from '../staff/browser';
import { describeEachStoreKind, environmentFor } from '../tools/app-under-test';
import { officeMorning } from '../tools/clocks';
import { Consumer } from '../tools/consumer';
import { play } from '../tools/transcript';

/** What the desk sees of how urgent someone is. */
describeEachStoreKind('how soon a person comes', (store) => {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-urgency-'));
  let app: App;
  let desk: Browser;
  let consumer: Consumer;
  beforeAll(async () => {
    const environment = environmentFor(store, folder);
    const oneTime = await hire(environment, 'chenjing', 'agent', 'complaints,legal,education');
    app = await startApp(readConfig(environment), officeMorning);
    await settleIn(app.url, 'chenjing', oneTime);
    desk = new Browser(app.url, '127.0.0.1');
    await desk.signIn('chenjing', OWN_PASSWORD);
  });
  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => (consumer = await Consumer.arrive(app.url)));

  async function ticket(): Promise<TicketView> {
    const { body } = await desk.get<{ tickets: TicketView[] }>('/api/desk/tickets');
    return body.tickets.find(({ conversationId }) => conversationId === consumer.conversationId)!;
  }

  /** How often the program has seen it, by its metrics. */
  async function counted(event: string): Promise<number> {
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    return Number(new RegExp(`^xiaobao_events_total\\{event="${event}"\\} (\\d+)`, 'm').exec(metrics)?.[1] ?? 0);
  }

  it('danger moves someone who waits already: to the front, and to its own post', async () => {
    await play(
      consumer,
      `
      消费者  转权益保护岗
      小保    已为您转给权益保护岗，…
      `,
    );
    expect(await ticket()).toMatchObject({ skill: 'education', reason: 'education' });
    await consumer.say('我不想活了');
    expect(await ticket()).toMatchObject({
      skill: 'complaints',
      priority: 0,
      reason: 'danger',
      lastWords: '我不想活了',
      mood: 'desperate',
      status: 'waiting',
    });
  });

  it('who is in danger already is told where they wait now', async () => {
    await play(
      consumer,
      `
      消费者  转权益保护岗
      小保    已为您转给权益保护岗，…
      消费者  我刚把钱转给那个客服了现在联系不上是不是被骗了
      小保    请马上停止转账，…
      消费者  转人工
      小保    您已在投诉处理岗的队列里，…
      `,
    );
  });

  it('danger that is said to a colleague shows at their desk; the bot stays silent and they keep the conversation', async () => {
    await consumer.say('转权益保护岗');
    const { id } = await ticket();
    await desk.post(`/api/desk/tickets/${id}/claim`);
    const queue = await desk.listen('/api/desk/stream');
    await queue.next('queue');
    await consumer.sayToPerson('我不想活了');
    while ((await queue.next<TicketView>('ticket')).data.priority !== 0);
    queue.close();
    expect(await ticket()).toMatchObject({ status: 'active', mine: true, skill: 'education', priority: 0, reason: 'danger' });
    expect((await consumer.poll()).filter(({ text }) => text?.includes('12356'))).toEqual([]);
  });

  it.each([
    ['a calm wish', ['转人工'], 2, 'complaints'],
    ['anger', ['你们太过分了！！！气死我了转人工'], 1, 'complaints'],
    ['a matter of the same day told before', ['工资卡被冻了工人等着发钱', '取消', '转人工'], 1, 'complaints'],
    ['a matter of law told before', ['收到法院传票怎么办', '转人工'], 1, 'legal'],
    ['a normal matter told before', ['信用卡年费怎么又扣了', '取消', '转人工'], 2, 'complaints'],
  ] as const)('%s decides when and where', async (_what, said, priority, skill) => {
    for (const one of said) await consumer.say(one);
    expect(await ticket()).toMatchObject({ priority, skill });
  });

  it('whoever loses patience while they wait moves forward, and stays at the post they wait for', async () => {
    await consumer.say('转权益保护岗');
    expect((await ticket()).priority).toBe(2);
    await consumer.say('你们太过分了！！！气死我了转人工');
    expect(await ticket()).toMatchObject({ priority: 1, skill: 'education' });
  });

  it('whoever asks for help in old age is marked so, and spoken to plainly from then on', async () => {
    await consumer.say('我七十多了不会弄手机，找个人跟我说');
    expect(await ticket()).toMatchObject({ priority: 1, reason: 'frail', elder: true });
    await consumer.say('取消排队');
    expect(await consumer.say('理财保本吗')).toMatchObject([{ text: expect.stringContaining('理财有可能亏钱') as string }]);
  });

  it('money that may leave goes before the hand that somebody needs, who gets both', async () => {
    const before = await Promise.all([counted('urgent_signal'), counted('fraud_suspected')]);
    const [what] = await consumer.say('我七十多了不会弄手机，短信说我的社保卡停用让我点链接，是真的假的');
    expect(what!.text).toContain('96110');
    expect(await ticket()).toMatchObject({ priority: 1, reason: 'frail', elder: true });
    expect(await Promise.all([counted('urgent_signal'), counted('fraud_suspected')])).toEqual(before.map((count) => count + 1));
  });
});
