import type { AppUnderTest } from '../../tools/app-under-test';
import { startAppWithAgent } from '../person-at-desk';
import type { PersonAtDesk } from '../person-at-desk';
import type { SeenActivity } from '../../tools/consumer';
import { Talk } from './wire-client';

const SECRET = 'a secret of at least thirty-two characters';

describe('the stream of a conversation', () => {
  let app: AppUnderTest;
  let agent: PersonAtDesk;
  beforeAll(async () => ({ app, agent } = await startAppWithAgent({ XIAOBAO_DIRECT_LINE_SECRET: SECRET })));
  afterAll(() => app.stop());

  it('brings what was said before it was opened, then what is said, in the order of the log', async () => {
    const consumer = await Talk.start(app.url, SECRET);
    await consumer.goesOn();
    const stream = await consumer.listen();
    const { body } = await consumer.say('谢谢');
    await stream.hear(({ replyToId }) => replyToId === body.id);
    const { activities, watermark } = (await consumer.read()).body;
    expect(stream.kept.map(({ id }) => id)).toEqual(activities.map(({ id }) => id));
    expect(stream.watermark).toBe(watermark);
    await stream.close();
  });

  it('brings each message once and in order to a reader who drops off and comes back with the watermark', async () => {
    const consumer = await Talk.start(app.url, SECRET);
    const heard: SeenActivity[] = [];
    const isAnswered = (text: string): boolean => {
      const asked = heard.find((activity) => activity.text === text);
      return heard.some(({ replyToId }) => asked !== undefined && replyToId === asked.id);
    };
    const sending = (async () => {
      for (let n = 1; n <= 12; n++) await consumer.say(`第${n}句：谢谢`);
      await consumer.say('最后一句');
    })();
    let watermark = '0';
    while (!isAnswered('最后一句')) {
      const stream = await consumer.listen(watermark);
      await stream.hear(() => true);
      await stream.close();
      heard.push(...stream.kept);
      watermark = stream.watermark;
    }
    await sending;
    const { activities } = (await consumer.read()).body;
    expect(heard.map(({ id }) => id)).toEqual(activities.map(({ id }) => id));
    expect(activities.filter(({ from }) => from.role === 'user')).toHaveLength(13);
  });

  it('brings the same to two pages of one conversation', async () => {
    const consumer = await Talk.start(app.url, SECRET);
    const [phone, desktop] = await Promise.all([consumer.listen(), consumer.listen()]);
    const { body } = await consumer.say('存款保险最多赔多少');
    await Promise.all([phone, desktop].map((page) => page.hear(({ replyToId }) => replyToId === body.id)));
    expect(phone.kept).toEqual(desktop.kept);
    expect(phone.said[0]).toBe('存款保险最多赔多少');
    await Promise.all([phone.close(), desktop.close()]);
  });

  it('tells nobody of another conversation anything', async () => {
    const [one, other] = await Promise.all([Talk.start(app.url, SECRET), Talk.start(app.url, SECRET)]);
    const stream = await other.listen();
    await one.goesOn();
    await other.goesOn();
    await stream.hear(({ replyToId }) => replyToId !== undefined);
    expect(stream.kept.every(({ from }) => from.role === 'bot' || from.id === stream.kept[0]?.from.id)).toBe(true);
    expect((await other.read()).body.activities.slice(0, stream.kept.length)).toEqual(stream.kept);
    await stream.close();
  });

  it('takes the empty texts that clients send as a sign of life, and lets a big frame end only its own socket', async () => {
    const consumer = await Talk.start(app.url, SECRET);
    const stream = await consumer.listen();
    stream.send('');
    await consumer.goesOn();
    await stream.hear(({ replyToId }) => replyToId !== undefined);
    stream.send('x'.repeat(100_000));
    await stream.closed;
    await consumer.goesOn();
  });

  it('shows that a person is typing, and forgets it: who comes later sees only what was said', async () => {
    const consumer = await Talk.start(app.url, SECRET);
    await consumer.answered((await consumer.say('转人工')).body.id);
    await agent.takeNext();
    const stream = await consumer.listen();
    await agent.type();
    const sign = await stream.hear(({ type }) => type === 'typing');
    expect(sign.from).toEqual({ id: 'agent', role: 'bot' });
    await agent.say('您好，我来处理。');
    const reply = await stream.hear(({ text }) => text === '您好，我来处理。');
    expect(reply).toMatchObject({ from: { id: 'agent', name: '投诉处理岗' }, channelData: { speaker: 'agent' } });
    await stream.close();
    expect((await consumer.read()).body.activities.every(({ type }) => type === 'message')).toBe(true);
  });

  it('takes a consumer’s typing without writing it down or showing it to them', async () => {
    const consumer = await Talk.start(app.url, SECRET);
    expect((await consumer.post({ type: 'typing' })).status).toBe(200);
    expect((await consumer.read()).body.activities).toEqual([]);
  });

  it('survives a restart of the server: the page comes back with its watermark and misses nothing', async () => {
    const consumer = await Talk.start(app.url, SECRET);
    const before = await consumer.listen();
    const { body } = await consumer.say('存款保险最多赔多少');
    await before.hear(({ replyToId }) => replyToId === body.id);
    await app.restart();
    await before.closed;
    consumer.moveTo(app.url);
    const after = await consumer.listen(before.watermark);
    const later = await consumer.say('谢谢');
    await after.hear(({ replyToId }) => replyToId === later.body.id);
    const { activities } = (await consumer.read()).body;
    expect([...before.kept, ...after.kept].map(({ id }) => id)).toEqual(activities.map(({ id }) => id));
    await after.close();
  });
});
