import { PNG } from '../channels/direct-line/files';
import { call } from '../channels/direct-line/wire-client';
import type { Opened } from '../channels/direct-line/wire-client';
import { startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { MovableClock } from '../tools/clocks';
import { freePort } from '../tools/free-port';
import { OfficialClient, STATUS, describeWithOfficialClients } from './official-client';
import type { ClientOptions } from './official-client';

const SECRET = 'a secret of at least thirty-two characters';

describeWithOfficialClients('botframework-directlinejs', () => {
  const clock = new MovableClock();
  const clients: OfficialClient[] = [];
  let app: AppUnderTest;
  beforeAll(async () => {
    const settings = { XIAOBAO_DIRECT_LINE_SECRET: SECRET, PORT: String(await freePort()) };
    app = await startAppUnderTest('embedded', settings, clock);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.end();
    while ((await openStreams()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });
  afterAll(() => app.stop());

  const token = async (): Promise<Opened> =>
    (await call<Opened>('POST', `${app.url}/v3/directline/tokens/generate`, { token: SECRET })).body;

  const connect = (options: Omit<ClientOptions, 'domain'>): OfficialClient => {
    const client = new OfficialClient({ domain: app.url, ...options });
    clients.push(client);
    return client;
  };

  const openStreams = async (): Promise<number> => {
    const { body } = await call<string>('GET', `${app.url}/metrics`);
    return Number(/^xiaobao_open_streams (\d+)$/m.exec(body)?.[1]);
  };

  describe.each([
    { transport: 'WebSocket', webSocket: true },
    { transport: 'polling', webSocket: false },
  ])('over $transport', ({ webSocket }) => {
    it('connects, is greeted, says something and reads the answer', async () => {
      const client = connect({ ...(await token()), conversationId: undefined, webSocket });
      await client.reach(STATUS.online);
      const joined = await client.post({ type: 'event', name: 'webchat/join', locale: 'zh-CN' });
      const greeting = await client.hear(({ replyToId }) => replyToId === joined);
      expect(greeting.text).toContain('小保');
      expect(await openStreams()).toBe(webSocket ? 1 : 0); // it is the transport that is meant
      const asked = await client.post({
        type: 'message',
        text: '存款保险最多赔多少',
        channelData: { clientActivityID: 'own-1' },
      });
      const own = await client.hear(({ id }) => id === asked);
      expect(own.channelData).toEqual({ clientActivityID: 'own-1' });
      await client.hear(({ replyToId }) => replyToId === asked);
      const ids = client.heard.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.indexOf(asked)).toBeLessThan(client.heard.findIndex(({ replyToId }) => replyToId === asked));
    });

    it('uploads a file', async () => {
      const client = connect({ ...(await token()), conversationId: undefined, webSocket });
      await client.reach(STATUS.online);
      const contentUrl = `data:image/png;base64,${PNG.toString('base64')}`;
      const sent = await client.post({
        type: 'message',
        text: '这是截图',
        attachments: [{ contentType: 'image/png', contentUrl, name: '扣款截图.png', thumbnailUrl: contentUrl }],
      });
      const own = await client.hear(({ id }) => id === sent);
      expect(own.attachments).toMatchObject([{ contentType: 'image/png', name: '扣款截图.png' }]);
      const opened = await fetch(own.attachments![0]!.contentUrl!);
      expect(Buffer.from(await opened.arrayBuffer())).toEqual(PNG);
      await client.hear(({ replyToId }) => replyToId === sent);
    });

    it('refreshes its token and goes on', async () => {
      const client = connect({ ...(await token()), conversationId: undefined, webSocket });
      await client.reach(STATUS.online);
      expect(await client.refreshToken()).toMatch(/^ey/);
      const asked = await client.say('你好');
      await client.hear(({ replyToId }) => replyToId === asked);
    });

    it('shows the whole conversation to a page that is loaded again', async () => {
      const given = await token();
      const first = connect({ token: given.token, webSocket });
      await first.reach(STATUS.online);
      const asked = await first.say('存款保险最多赔多少');
      await first.hear(({ replyToId }) => replyToId === asked);
      const second = connect({ ...given, webSocket, watermark: '0' });
      await second.hear(({ replyToId }) => replyToId === asked);
      const kept = ({ type }: { type: string }): boolean => type !== 'typing'; // which a slow answer shows, and nobody keeps
      expect(second.heard.filter(kept)).toEqual(first.heard.filter(kept));
      const more = await second.say('谢谢');
      await Promise.all([first, second].map((client) => client.hear(({ replyToId }) => replyToId === more)));
    });

    it('learns that its token has expired, and goes on with a new one', async () => {
      const given = await token();
      const client = connect({ token: given.token, webSocket });
      await client.reach(STATUS.online);
      await client.say('你好');
      clock.advance({ minutes: 31 });
      expect(await client.say('还在吗')).toBe('retry');
      await client.reach(STATUS.expiredToken);
      const renewed = await call<Opened>('POST', `${app.url}/api/widget/token`, { json: { token: given.token } });
      const path = `${app.url}/v3/directline/conversations/${given.conversationId}`;
      const resumed = await call<Opened>('GET', path, { token: renewed.body.token });
      client.reconnect(resumed.body);
      await client.reach(STATUS.online);
      const asked = await client.say('还在吗');
      await client.hear(({ replyToId }) => replyToId === asked);
    });
  });

  it('comes back by itself after a restart of the server, and has missed nothing and repeated nothing', async () => {
    const client = connect({ token: (await token()).token, webSocket: true });
    await client.reach(STATUS.online);
    const before = await client.say('存款保险最多赔多少');
    await client.hear(({ replyToId }) => replyToId === before);
    expect(await openStreams()).toBe(1);
    await app.restart();
    const meanwhile = await client.say('谢谢'); // posted while its stream is mostly still down
    await client.hear(({ replyToId }) => replyToId === meanwhile);
    expect(await openStreams()).toBe(1);
    const ids = client.heard.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(before);
    expect(ids).toContain(meanwhile);
  });
});
