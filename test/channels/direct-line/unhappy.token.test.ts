import { createHmac } from 'node:crypto';
import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { MovableClock } from '../../tools/clocks';
import { Stream, Talk, call } from './wire-client';
import type { Opened } from './wire-client';

const SECRET = 'a secret of at least thirty-two characters';

describe('a token that Direct Line does not take', () => {
  const clock = new MovableClock();
  let app: AppUnderTest;
  beforeAll(async () => (app = await startAppUnderTest('embedded', { XIAOBAO_DIRECT_LINE_SECRET: SECRET }, clock)));
  afterAll(() => app.stop());

  /** Every way to use a token: the answer must be the same everywhere. */
  async function everywhere(consumer: Talk, token: string | undefined): Promise<string[]> {
    const message = { type: 'message', text: '你好' };
    const answers = await Promise.all([
      call('POST', `${app.url}/v3/directline/tokens/refresh`, { token }),
      call('POST', `${app.url}/v3/directline/conversations`, { token, json: {} }),
      call('GET', consumer.path, { token }),
      call('GET', `${consumer.path}/activities`, { token }),
      call('POST', `${consumer.path}/activities`, { token, json: message }),
      call('POST', `${consumer.path}/upload`, { token, body: new FormData() }),
    ]);
    return answers.map(({ status, code }) => `${status} ${code}`);
  }

  const refusedStream = async (consumer: Talk, token: string): Promise<string> => {
    const url = `${consumer.path.replace(/^http/, 'ws')}/stream?watermark=0&t=${token}`;
    return Stream.open(url).then(
      () => 'opened',
      (error: Error) => error.message,
    );
  };

  it('is refused with 403 once it has expired, until the page asks for a new one', async () => {
    const consumer = await Talk.start(app.url, SECRET);
    await consumer.goesOn();
    const { token } = consumer.opened;
    clock.advance({ minutes: 29 });
    expect((await consumer.read()).status).toBe(200);
    clock.advance({ minutes: 2 });
    expect(await everywhere(consumer, token)).toEqual(Array(6).fill('403 XB_TOKEN_REFUSED'));
    expect(await refusedStream(consumer, token)).toMatch(/^403 .*XB_TOKEN_REFUSED/);
  });

  it('lives on when it is refreshed in time', async () => {
    const consumer = await Talk.start(app.url, SECRET);
    clock.advance({ minutes: 15 });
    const { body } = await call<Opened>('POST', `${app.url}/v3/directline/tokens/refresh`, { token: consumer.opened.token });
    clock.advance({ minutes: 20 });
    expect((await call('GET', consumer.path, { token: consumer.opened.token })).status).toBe(403);
    expect((await call('GET', consumer.path, { token: body.token })).status).toBe(200);
  });

  it('is refused with 403 in another conversation than its own', async () => {
    const [consumer, stranger] = await Promise.all([Talk.start(app.url, SECRET), Talk.start(app.url, SECRET)]);
    const token = stranger.opened.token;
    expect((await everywhere(consumer, token)).slice(2)).toEqual(Array(4).fill('403 XB_TOKEN_REFUSED'));
    expect(await refusedStream(consumer, token)).toMatch(/^403 .*XB_TOKEN_REFUSED/);
    await consumer.goesOn();
  });

  it('is refused with 403 when anything in it was changed, or nobody signed it', async () => {
    const consumer = await Talk.start(app.url, SECRET, 'dl_me');
    const [header = '', payload = '', signature = ''] = consumer.opened.token.split('.');
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const none = encode({ alg: 'none', typ: 'JWT' });
    const guessed = createHmac('sha256', 'guess').update(`${header}.${payload}`).digest('base64url');
    const forged = [
      `${header}.${encode({ ...claims, user: 'dl_you' })}.${signature}`,
      `${header}.${encode({ ...claims, exp: 4_000_000_000 })}.${signature}`,
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${header}.${payload}.${guessed}`,
      `${header}.${payload}`,
      `${consumer.opened.token}.${signature}`,
      'junk',
      '....',
    ];
    for (const token of forged) expect(await everywhere(consumer, token)).toEqual(Array(6).fill('403 XB_TOKEN_REFUSED'));
    for (const token of forged) expect(await refusedStream(consumer, token)).toMatch(/^403 .*XB_TOKEN_REFUSED/);
    await consumer.goesOn();
  });

  it('is asked for with 401 when there is none', async () => {
    const consumer = await Talk.start(app.url, SECRET);
    expect(await everywhere(consumer, undefined)).toEqual(Array(6).fill('401 XB_NO_TOKEN'));
    const basic = await call('GET', consumer.path, { headers: { authorization: 'Basic dXNlcjpwYXNz' } });
    expect(`${basic.status} ${basic.code}`).toBe('401 XB_NO_TOKEN');
    expect(await refusedStream(consumer, '')).toMatch(/^403 .*XB_TOKEN_REFUSED/);
  });

  it('is never made for who does not know the secret', async () => {
    const generate = `${app.url}/v3/directline/tokens/generate`;
    const consumer = await Talk.start(app.url, SECRET);
    for (const token of [undefined, 'guess', `${SECRET}x`, consumer.opened.token])
      expect(await call('POST', generate, { token })).toMatchObject({ status: 401, code: 'XB_BAD_SECRET' });
    const user = { id: 'x'.repeat(101) };
    expect(await call('POST', generate, { token: SECRET, json: { user } })).toMatchObject({ status: 400, code: 'XB_INVALID' });
  });

  it('is made by nobody where no secret is configured, not even with an empty one', async () => {
    const closed = await startAppUnderTest();
    for (const authorization of ['Bearer ', 'Bearer', 'Bearer undefined'])
      expect(await call('POST', `${closed.url}/v3/directline/tokens/generate`, { headers: { authorization } })).toMatchObject({
        status: 401,
        code: 'XB_BAD_SECRET',
      });
    await closed.stop();
  });

  it('names a conversation that was never started: 404', async () => {
    const { body } = await call<Opened>('POST', `${app.url}/v3/directline/tokens/generate`, { token: SECRET });
    const path = `${app.url}/v3/directline/conversations/${body.conversationId}`;
    const { token } = body;
    const answers = await Promise.all([
      call('GET', path, { token }),
      call('GET', `${path}/activities`, { token }),
      call('POST', `${path}/activities`, { token, json: { type: 'message', text: '你好' } }),
    ]);
    expect(answers.map(({ status, code }) => `${status} ${code}`)).toEqual(Array(3).fill('404 XB_NO_CONVERSATION'));
    const socket = `${path.replace(/^http/, 'ws')}/stream?t=${token}`;
    await expect(Stream.open(socket)).rejects.toThrow(/^404 .*XB_NO_CONVERSATION/);
  });
});
