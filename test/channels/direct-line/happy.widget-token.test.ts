import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { expectTableError } from '../table-error';
import { MovableClock } from '../../tools/clocks';
import { call } from './wire-client';
import type { Opened } from './wire-client';

type Given = Opened & { settings: Record<string, unknown> };
const BANK = 'https://www.bank.example';

describe('the token that our own page asks for', () => {
  const clock = new MovableClock();
  let app: AppUnderTest;
  beforeAll(async () => {
    const settings = { XIAOBAO_WIDGET_ORIGINS: `${BANK},https://m.bank.example`, XIAOBAO_BANK_NAME: '示例银行' };
    app = await startAppUnderTest('embedded', settings, clock);
  });
  afterAll(() => app.stop());

  const ask = (json: object = {}, headers: Record<string, string> = {}) =>
    call<Given>('POST', `${app.url}/api/widget/token`, { json, headers });

  it('comes with what the page must know about the server', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body).toEqual({
      conversationId: expect.stringMatching(/^conv_[0-9a-f]{32}$/) as string,
      token: expect.any(String) as string,
      expires_in: 1800,
      settings: {
        bankName: '示例银行',
        hotline: '95000',
        locale: 'zh-CN',
        maxUploadBytes: 5 * 1024 * 1024,
        acceptedTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf'],
      },
    });
    expect((await ask()).body.conversationId).not.toBe(body.conversationId);
  });

  it('is given to the bank’s pages and to our own, and to no other', async () => {
    for (const origin of [BANK, 'https://m.bank.example', app.url]) {
      const { status, headers } = await ask({}, { origin });
      expect({ status, allowed: headers.get('access-control-allow-origin') }).toEqual({ status: 200, allowed: origin });
      expect(headers.get('vary')).toContain('origin');
    }
    for (const origin of ['https://evil.example', `${BANK}.evil.example`, 'http://www.bank.example', 'null']) {
      const answer = await ask({}, { origin });
      expectTableError(answer, 'XB_ORIGIN_REFUSED');
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin); // or the widget could not read why
    }
  });

  it('resumes the conversation of an old token, also of one that expired days ago', async () => {
    const first = (await ask()).body;
    clock.advance({ days: 29 });
    const again = (await ask({ token: first.token })).body;
    expect(again.conversationId).toBe(first.conversationId);
    const start = await call('POST', `${app.url}/v3/directline/conversations`, { token: again.token, json: {} });
    expect(start.status).toBe(201);
  });

  it('is for a new conversation when the old token is too old, forged or junk', async () => {
    const first = (await ask()).body;
    const [header, , signature] = first.token.split('.');
    const claims = Buffer.from(JSON.stringify({ conv: first.conversationId, user: 'dl_x', exp: 4_000_000_000 }));
    for (const token of ['junk', `${header}.${claims.toString('base64url')}.${signature}`]) {
      const { status, body } = await ask({ token });
      expect(status).toBe(200);
      expect(body.conversationId).not.toBe(first.conversationId);
    }
    clock.advance({ days: 31 });
    expect((await ask({ token: first.token })).body.conversationId).not.toBe(first.conversationId);
  });

  it('is refused for a request of another shape', async () => {
    expectTableError(await ask({ token: 7 }), 'XB_INVALID');
    expectTableError(await ask({ token: 'x'.repeat(2001) }), 'XB_INVALID');
  });
});
