import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { call } from '../direct-line/wire-client';
import { expectTableError } from '../table-error';
import { Channel } from './channel';

describe('what /api/messages does not do', () => {
  let app: AppUnderTest;
  let channel: Channel;
  beforeAll(async () => {
    app = await startAppUnderTest();
    channel = await Channel.open(app.url);
  });
  afterAll(async () => {
    channel.close();
    await app.stop();
  });

  it('posts to no host that an activity names, but to this machine alone while there are no credentials', async () => {
    const foreign = [
      'http://169.254.169.254/latest',
      'https://smba.trafficmanager.net/emea/',
      'http://localhost.evil.example/',
      'http://127.0.0.1@evil.example/',
      'http://evil.example/127.0.0.1',
      'http://2130706433.evil.example/',
      'ftp://127.0.0.1/',
      'file:///etc/passwd',
      'not a url',
      '',
    ];
    for (const serviceUrl of foreign) {
      for (const deliveryMode of [undefined, 'normal'])
        expectTableError(await channel.say('你好', { serviceUrl, deliveryMode }), 'XB_SERVICE_URL');
    }
    expectTableError(
      await channel.say('你好', { serviceUrl: 'http://10.0.0.1/', deliveryMode: 'expectReplies' }),
      'XB_SERVICE_URL',
    );
    expect(channel.received).toEqual([]);
  });

  it('posts nothing to a stranger’s server that listens, and the conversation it named knows nothing of it', async () => {
    let hits = 0;
    const stranger = createServer((_request, response) => {
      hits++;
      response.end();
    }).listen(0, '0.0.0.0');
    await new Promise((resolve) => stranger.once('listening', resolve));
    const { port } = stranger.address() as AddressInfo;
    const answer = await channel.say('你好', { serviceUrl: `http://0.0.0.0:${port}/` });
    expectTableError(answer, 'XB_SERVICE_URL');
    await channel.say('存款保险最多赔多少');
    await channel.hear(() => true);
    expect(hits).toBe(0);
    stranger.close();
  });

  it.each([
    ['no type', { type: undefined }],
    ['no conversation', { conversation: undefined }],
    ['no sender', { from: undefined }],
    ['a sender without an id', { from: { name: 'User' } }],
    ['no channel', { channelId: undefined }],
    ['a text that is none', { text: { a: 1 } }],
    ['a type that is none', { type: 7 }],
  ])('takes in nothing with %s: 400, names the field', async (_what, more) => {
    expectTableError(await channel.send(channel.activity({ text: '你好', ...more })), 'XB_INVALID');
  });

  it('reads no broken, deep, compressed or large body', async () => {
    const post = (body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
      call('POST', `${app.url}/api/messages`, { body, headers: { 'content-type': 'application/json', ...headers } });
    expectTableError(await post('{"type":'), 'XB_BAD_JSON');
    expectTableError(await post('['.repeat(50_000)), 'XB_TOO_DEEP');
    const activity = JSON.stringify(channel.activity({ text: '你好' }));
    expectTableError(await post(Buffer.from(gzipSync(activity)), { 'content-encoding': 'gzip' }), 'XB_ENCODING_REFUSED');
    expectTableError(await post(JSON.stringify(channel.activity({ text: 'x'.repeat(1024 * 1024) }))), 'XB_TOO_LARGE');
  });

  it('answers neither silence nor activities that nobody says: accepted, and left alone', async () => {
    for (const more of [
      { text: '' },
      { text: '  ' },
      { type: 'messageReaction' },
      { type: 'typing' },
      { type: 'endOfConversation' },
    ]) {
      const { status, body } = await channel.send<{ activities: unknown[] }>({
        ...channel.activity(more),
        deliveryMode: 'expectReplies',
      });
      expect({ status, activities: body.activities }).toEqual({ status: 200, activities: [] });
    }
    expect((await channel.send(channel.activity({ type: 'invoke', name: 'x' }))).status).toBe(501);
  });

  it('lets nobody in with a forged token once there are credentials', async () => {
    const registration = {
      MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
      MicrosoftAppPassword: 'a-secret-of-the-registration',
    };
    const guarded = await startAppUnderTest('embedded', registration);
    channel.moveTo(guarded.url);
    const serviceUrl = 'https://smba.trafficmanager.net/emea/';
    for (const authorization of ['', 'junk', 'Bearer junk', 'Bearer a.b.c', 'Basic dXNlcjpwYXNz'])
      expectTableError(
        await channel.send(channel.activity({ text: '你好', serviceUrl }), { authorization }),
        'XB_CHANNEL_REFUSED',
      );
    expectTableError(await channel.say('你好'), 'XB_SERVICE_URL'); // loopback is no channel of Azure
    expectTableError(await channel.say('你好', { serviceUrl: 'http://smba.trafficmanager.net/' }), 'XB_SERVICE_URL');
    channel.moveTo(app.url);
    await guarded.stop();
  });

  it('is not there at all in production, or on an address that others reach, while there are no credentials', async () => {
    const reachable: Record<string, string>[] = [{ NODE_ENV: 'production' }, { XIAOBAO_HOST: '0.0.0.0' }];
    for (const settings of reachable) {
      const closed = await startAppUnderTest('embedded', settings);
      const url = closed.url.replace('0.0.0.0', '127.0.0.1');
      expectTableError(await call('POST', `${url}/api/messages`, { json: channel.activity({ text: '你好' }) }), 'XB_NOT_FOUND');
      await closed.stop();
    }
  });
});
