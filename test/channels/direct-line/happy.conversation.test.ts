import { randomUUID } from 'node:crypto';
import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { Stream, Talk, call } from './wire-client';
import type { Opened } from './wire-client';

const SECRET = 'a secret of at least thirty-two characters';

describe('a conversation over Direct Line', () => {
  let app: AppUnderTest;
  beforeAll(async () => (app = await startAppUnderTest('embedded', { XIAOBAO_DIRECT_LINE_SECRET: SECRET })));
  afterAll(() => app.stop());

  const talk = (user?: string): Promise<Talk> => Talk.start(app.url, SECRET, user);

  it('is made by its first start, and resumed by every later one', async () => {
    const given = await call<Opened>('POST', `${app.url}/v3/directline/tokens/generate`, { token: SECRET });
    expect(given).toMatchObject({ status: 200, body: { conversationId: expect.any(String) as string, expires_in: 1800 } });
    const start = () => call<Opened>('POST', `${app.url}/v3/directline/conversations`, { token: given.body.token, json: {} });
    const first = await start();
    const second = await start();
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.conversationId).toBe(given.body.conversationId);
    expect(first.body.streamUrl).toMatch(
      /^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/conv_\w+\/stream\?watermark=0&t=/,
    );
  });

  it('is resumed by its id, with a fresh token and a stream from the watermark that was reached', async () => {
    const consumer = await talk();
    await consumer.goesOn();
    const { watermark } = (await consumer.read()).body;
    const resumed = await consumer.request<Opened>('GET', `?watermark=${watermark}`);
    expect(resumed.status).toBe(200);
    const stream = await Stream.open(resumed.body.streamUrl);
    await consumer.say('还有一件事');
    await stream.hear(({ text }) => text === '还有一件事');
    expect(stream.said).not.toContain('存款保险最多赔多少');
    await stream.close();
  });

  it('gives a refreshed token for the same user and conversation', async () => {
    const consumer = await talk('dl_wang');
    const { status, body } = await call<Opened>('POST', `${app.url}/v3/directline/tokens/refresh`, {
      token: consumer.opened.token,
    });
    expect({ status, id: body.conversationId }).toEqual({ status: 200, id: consumer.opened.conversationId });
    const later = await consumer.request<{ id: string }>('POST', '/activities', {
      token: body.token,
      json: { type: 'message', text: '你好' },
    });
    const own = (await consumer.answered(later.body.id)).find(({ id }) => id === later.body.id);
    expect(own?.from).toEqual({ id: 'dl_wang', role: 'user' });
  });

  it('shows the sender their own activity with the id that they gave it', async () => {
    const consumer = await talk();
    const clientActivityID = randomUUID();
    const { body } = await consumer.say('你好', clientActivityID);
    const own = (await consumer.answered(body.id)).find(({ id }) => id === body.id);
    expect(own).toMatchObject({ text: '你好', channelData: { clientActivityID } });
  });

  it('shows the sender their own event before what answers it, which Web Chat waits for', async () => {
    const consumer = await talk();
    const { body } = await consumer.post({ type: 'event', name: 'webchat/join', locale: 'zh-CN' });
    const [own, greeting] = await consumer.answered(body.id);
    expect(own).toMatchObject({ id: body.id, type: 'event' });
    expect(greeting).toMatchObject({ replyToId: body.id, text: expect.stringContaining('小保') as string });
  });

  it('takes the sender from the token, whatever the activity says', async () => {
    const consumer = await talk('dl_li');
    const { body } = await consumer.post({ type: 'message', text: '你好', from: { id: 'somebody else', role: 'bot' } });
    const own = (await consumer.answered(body.id)).find(({ id }) => id === body.id);
    expect(own?.from).toEqual({ id: 'dl_li', role: 'user' });
  });

  it('is read page by page: a watermark gives what came behind it, and only that', async () => {
    const consumer = await talk();
    await consumer.goesOn();
    const first = (await consumer.read()).body;
    expect(first.activities.length).toBeGreaterThan(1);
    expect((await consumer.read(first.watermark)).body).toEqual({ activities: [], watermark: first.watermark });
    const { body } = await consumer.say('谢谢');
    await consumer.answered(body.id);
    const second = (await consumer.read(first.watermark)).body;
    expect(second.activities[0]).toMatchObject({ id: body.id, text: '谢谢' });
    expect(Number(second.watermark)).toBeGreaterThan(Number(first.watermark));
  });

  it('takes the same message three times at once as one', async () => {
    const consumer = await talk();
    const clientActivityID = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => consumer.say('我要查进度', clientActivityID)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const activities = await consumer.answered([...ids][0]!);
    expect(activities.filter(({ text }) => text === '我要查进度')).toHaveLength(1);
    expect(new Set(activities.map(({ id }) => id)).size).toBe(activities.length);
  });

  it('answers five messages sent at once in five turns, one behind the other, in the order of the log', async () => {
    const consumer = await talk();
    const sent = await Promise.all([1, 2, 3, 4, 5].map((n) => consumer.say(`第${n}个问题：利率怎么查`)));
    for (const { body } of sent) await consumer.answered(body.id);
    const { activities } = (await consumer.read()).body;
    const asked = activities.filter(({ from }) => from.role === 'user').map(({ id }) => id);
    expect(asked).toHaveLength(5);
    const answeredInOrder = [...new Set(activities.flatMap(({ replyToId }) => replyToId ?? []))];
    expect(answeredInOrder).toEqual(asked);
    const turns = activities.flatMap(({ replyToId }) => replyToId ?? []);
    expect(turns).toEqual([...turns].sort((a, b) => asked.indexOf(a) - asked.indexOf(b)));
  });

  it('takes the value of a button as what was said', async () => {
    const consumer = await talk();
    const { body } = await consumer.post({ type: 'message', value: '查询进度' });
    const own = (await consumer.answered(body.id)).find(({ id }) => id === body.id);
    expect(own?.text).toBe('查询进度');
  });
});
