import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../channels/direct-line/wire-client';
import { expectTableError } from '../channels/table-error';
import { HttpServer } from '../../src/http/server';
import { staticRoutes } from '../../src/http/static-files';
import { createLogger } from '../../src/platform/logger';
import { Metrics } from '../../src/platform/metrics';

describe('the built pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-web-'));
  const server = new HttpServer({ trustProxy: false, log: createLogger('silent'), metrics: new Metrics() });
  let url: string;
  beforeAll(async () => {
    const files = {
      'widget/index.html': '<p>小保</p>',
      'widget/widget.js': 'widget()',
      'console/index.html': '<p>console</p>',
      'console/assets/main-abcd1234.js': 'main()',
      'secret.txt': 'not a page',
    };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    server.add(staticRoutes(folder));
    url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('are the consumer page at the root and the console, whose own addresses all lead to it', async () => {
    expect(await call('GET', `${url}/`)).toMatchObject({ status: 200, body: '<p>小保</p>' });
    for (const path of ['/console', '/console/', '/console/desk/tkt_1'])
      expect(await call('GET', url + path)).toMatchObject({ status: 200, body: '<p>console</p>' });
  });

  it('carry the security headers: scripts of our own only, framed by nobody else', async () => {
    const { headers } = await call('GET', `${url}/`);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/script-src|unsafe-eval/); // so scripts fall under default-src
  });

  it('are asked for again and again, but sent once; what has a hash in its name is never asked for again', async () => {
    const first = await call('GET', `${url}/`);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await call('GET', `${url}/`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect({ status: again.status, body: again.body }).toEqual({ status: 304, body: '' });
    const hashed = await call('GET', `${url}/console/assets/main-abcd1234.js`);
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('let other pages load the widget’s script, and nothing else', async () => {
    const headers = { origin: 'https://www.bank.example' };
    const allowed = async (path: string) =>
      (await call('GET', url + path, { headers })).headers.get('access-control-allow-origin');
    expect(await allowed('/widget.js')).toBe('*');
    expect(await allowed('/console/')).toBeNull();
  });

  it('are all there is: no address leads out of their folders', async () => {
    for (const path of ['/secret.txt', '/..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/widget/../secret.txt', '/assets/'])
      expectTableError(await call('GET', url + path), 'XB_NOT_FOUND');
  });
});
