import type { AppUnderTest } from '../../tools/app-under-test';
import { startAppWithAgent } from '../person-at-desk';
import type { PersonAtDesk } from '../person-at-desk';
import { Channel } from './channel';
import type { Posted } from './channel';

describe('a conversation over the Bot Framework', () => {
  let app: AppUnderTest;
  let agent: PersonAtDesk;
  let channel: Channel;
  beforeAll(async () => ({ app, agent } = await startAppWithAgent()));
  beforeEach(async () => (channel = await Channel.open(app.url)));
  afterEach(() => channel.close());
  afterAll(() => app.stop());

  const ask = (activity: object) => channel.send<{ activities: Posted[] }>({ ...activity, deliveryMode: 'expectReplies' });

  it('posts its replies to the service URL, in order, to the one who asked', async () => {
    const { status } = await channel.say('存款保险最多赔多少', { id: 'm1' });
    expect(status).toBe(200);
    const reply = await channel.hear(({ text }) => text !== undefined);
    expect(reply).toMatchObject({ type: 'message', replyToId: 'm1', recipient: { id: 'user-1' } });
    expect(reply.conversation.id).toBe(channel.conversationId);
  });

  it('greets whoever joins, in their language', async () => {
    const joined = { type: 'conversationUpdate', text: undefined, membersAdded: [{ id: 'user-1' }] };
    await channel.send(channel.activity({ ...joined, locale: 'zh-CN' }));
    expect((await channel.hear(() => true)).text).toContain('小保');
    await channel.hear(({ text }) => text?.includes('人工') ?? false);
  });

  it('answers in the response when the channel expects replies there', async () => {
    const { status, body } = await ask(channel.activity({ text: '存款保险最多赔多少' }));
    expect(status).toBe(200);
    expect(body.activities.length).toBeGreaterThan(0);
    expect(body.activities[0]).toMatchObject({ type: 'message', conversation: { id: channel.conversationId } });
    expect(channel.received).toEqual([]);
  });

  it('needs no service URL for that', async () => {
    const { status, body } = await ask(channel.activity({ text: '你好', serviceUrl: undefined }));
    expect({ status, replies: body.activities.length > 0 }).toEqual({ status: 200, replies: true });
  });

  it('gives a retry of a message the same replies, without another turn', async () => {
    const activity = channel.activity({ text: '转人工' });
    const first = await ask(activity);
    const again = await ask(activity);
    expect(again.body.activities.map(({ text }) => text)).toEqual(first.body.activities.map(({ text }) => text));
    const later = await ask(channel.activity({ text: '取消排队' }));
    expect(later.body.activities.map(({ text }) => text)).not.toEqual(first.body.activities.map(({ text }) => text));
    const oldest = await ask(activity);
    expect(oldest.body.activities.map(({ text }) => text)).toEqual(first.body.activities.map(({ text }) => text));
  });

  it('delivers nothing twice when the channel repeats a message that was answered to its service URL', async () => {
    const activity = channel.activity({ text: '存款保险最多赔多少' });
    await channel.send(activity);
    await channel.hear(() => true);
    await channel.send(activity);
    const next = channel.activity({ text: '谢谢' });
    await channel.send(next);
    await channel.hear(({ replyToId }) => replyToId === next.id);
    const texts = channel.received.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('takes three copies sent at once as one message', async () => {
    const activity = channel.activity({ text: '存款保险最多赔多少' });
    const answers = await Promise.all([1, 2, 3].map(() => ask(activity)));
    const texts = answers.map(({ body }) => body.activities.map(({ text }) => text));
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
  });

  it('brings what a person says, long after the request that asked for them', async () => {
    await channel.say('转人工');
    await channel.hear(({ text }) => text?.includes('投诉处理岗') ?? false);
    await agent.takeNext();
    await agent.say('您好，我是处理专员。');
    expect(await channel.hear(({ text }) => text === '您好，我是处理专员。')).toMatchObject({ recipient: { id: 'user-1' } });
  });

  it('delivers later, once and in order, what the channel refused for a while', async () => {
    channel.down = true;
    const { status } = await channel.say('存款保险最多赔多少');
    expect(status).toBe(200); // the message is safe, whatever becomes of the replies
    while (channel.refused < 2) await channel.more();
    channel.down = false;
    await channel.hear(() => true);
    const second = channel.activity({ text: '谢谢' });
    await channel.send(second);
    await channel.hear(({ replyToId }) => replyToId === second.id);
    const texts = channel.received.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('delivers after a restart what could not be delivered before it', async () => {
    await channel.say('转人工');
    await channel.hear(({ text }) => text?.includes('投诉处理岗') ?? false);
    await agent.takeNext();
    channel.down = true;
    await agent.say('第一句');
    await agent.say('第二句');
    while (channel.refused === 0) await channel.more();
    await app.app.stop();
    channel.down = false;
    await app.restart();
    await channel.hear(({ text }) => text === '第二句');
    const texts = channel.received.map(({ text }) => text);
    expect(texts.filter((text) => text === '第一句' || text === '第二句')).toEqual(['第一句', '第二句']);
  });
});
