import { request } from 'node:http';
import { connect } from 'node:net';
import { startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { call } from '../channels/direct-line/wire-client';
import { expectTableError } from '../channels/table-error';

describe('the server', () => {
  let app: AppUnderTest;
  beforeAll(async () => (app = await startAppUnderTest('embedded', { XIAOBAO_WIDGET_ORIGINS: 'https://www.bank.example' })));
  afterAll(() => app.stop());

  /** A path as it is, which `fetch` would tidy up. */
  const raw = (path: string, method = 'GET'): Promise<{ status: number; body: unknown }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(app.url);
      request({ hostname, port, path, method, agent: false }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text && JSON.parse(text) }));
      })
        .on('error', reject)
        .end();
    });

  it('says that it lives and that its store answers', async () => {
    expect(await call('GET', `${app.url}/healthz`)).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await call('GET', `${app.url}/readyz`)).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it('counts its requests for Prometheus by route, never by what stood in the address', async () => {
    await call('GET', `${app.url}/v3/directline/conversations/conv_13800001111`);
    const { status, body, headers } = await call<string>('GET', `${app.url}/metrics`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).toMatch(/xiaobao_http_request_seconds_count\{method="GET",route="\/healthz",status="200"\} \d+/);
    expect(body).toContain('route="/v3/directline/conversations/:conversationId",status="401"');
    expect(body).not.toContain('13800001111');
    for (const line of body.trim().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) .*|[a-z0-9_]+(\{.*\})? [-+.\w]+)?$/);
  });

  it.each([
    '/nothing',
    '/v3/directline',
    '/api',
    '/api/',
    '/console.js',
    '/../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//',
    '/%00',
  ])('has nothing at %s: 404', async (path) => {
    expectTableError(await raw(path), 'XB_NOT_FOUND');
  });

  it.each(['/%', '/%E0%A4%A', '/v3/directline/attachments/%E0%A4%A?k=x'])(
    'answers the unreadable address %s: 404',
    async (path) => {
      expectTableError(await raw(path), 'XB_NOT_FOUND');
    },
  );

  it.each([
    ['DELETE', '/v3/directline/conversations'],
    ['PUT', '/healthz'],
    ['GET', '/api/widget/token'],
    ['POST', '/metrics'],
    ['PATCH', '/healthz'],
    ['OPTIONS', '/healthz'],
  ])('does not take %s at %s: 405', async (method, path) => {
    expectTableError(await raw(path, method), 'XB_METHOD');
  });

  it('lets pages of any origin speak Direct Line: the token is the proof', async () => {
    const headers = {
      origin: 'https://anything.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
    };
    for (const path of ['/conversations', '/tokens/refresh', '/conversations/c/activities', '/conversations/c/upload']) {
      const preflight = await call('OPTIONS', `${app.url}/v3/directline${path}`, { headers });
      expect(preflight.status).toBe(204);
      expect(Object.fromEntries(preflight.headers)).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
      });
    }
    const refused = await call('POST', `${app.url}/v3/directline/conversations`, { headers, json: {} });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe('*'); // or the page could not read why
  });

  it('lets no page of another origin mint tokens or speak to the staff’s side', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    for (const path of ['/v3/directline/tokens/generate', '/api/staff/session', '/api/desk/tickets']) {
      const preflight = await call('OPTIONS', app.url + path, { headers });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('answers a preflight where there is nothing to ask like any other request', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    expectTableError(await call('OPTIONS', `${app.url}/nothing`, { headers }), 'XB_NOT_FOUND');
    expectTableError(await call('OPTIONS', `${app.url}/healthz`, { headers }), 'XB_METHOD');
  });

  it('sends its security headers with every answer, refusals too', async () => {
    for (const path of ['/healthz', '/nothing', '/v3/directline/conversations/c']) {
      const { headers } = await call('GET', app.url + path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /default-src 'self'.*object-src 'none'.*frame-ancestors 'self'/,
        ) as string,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.any(String) as string,
      });
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
      expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe|unsafe-eval/);
    }
  });

  it('goes on after a client that hangs up in the middle of its request, or speaks no HTTP', async () => {
    const { hostname, port } = new URL(app.url);
    for (const words of ['POST /api/widget/token HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"tok', 'hello\r\n\r\n']) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => socket.write(words, () => socket.destroy()));
        socket.on('close', () => resolve());
      });
    }
    expect((await call('GET', `${app.url}/healthz`)).status).toBe(200);
  });
});
