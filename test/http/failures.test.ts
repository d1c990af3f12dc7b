import { call } from '../channels/direct-line/wire-client';
import { expectTableError } from '../channels/table-error';
import { defineRoute, defineStream } from '../../src/http/define-route';
import { operationsRoutes } from '../../src/http/operations';
import { HttpServer } from '../../src/http/server';
import { createLogger } from '../../src/platform/logger';
import { Metrics } from '../../src/platform/metrics';

describe('a server whose parts fail', () => {
  const metrics = new Metrics();
  const server = new HttpServer({ trustProxy: false, log: createLogger('silent'), metrics });
  const storeIsDown = (): Promise<void> => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.5:27017'));
  const broken = (): Promise<never> => Promise.reject(new TypeError("Cannot read properties of undefined (reading 'phone')"));
  let url: string;
  beforeAll(async () => {
    server.add([
      ...operationsRoutes({ ready: storeIsDown, metrics }),
      defineRoute({ method: 'GET', path: '/broken', handle: broken }),
      defineRoute({ method: 'GET', path: '/no-entry', authenticate: broken, handle: () => ({ body: 'never' }) }),
      defineStream({ method: 'GET', path: '/stream', stream: broken }),
      defineStream({
        method: 'GET',
        path: '/half',
        stream: (_head, _principal, _request, response) => {
          response.write('the first half');
          response.end(' and the end');
          return broken();
        },
      }),
    ]);
    url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  });
  afterAll(() => server.close());

  it('lives, but is not ready while its store does not answer', async () => {
    expect((await call('GET', `${url}/healthz`)).status).toBe(200);
    expectTableError(await call('GET', `${url}/readyz`), 'XB_STORE_DOWN');
  });

  it.each(['/broken', '/no-entry', '/stream'])('says of an error of ours at %s nothing but that there was one', async (path) => {
    expectTableError(await call('GET', url + path), 'XB_INTERNAL');
  });

  it('leaves an answer alone that is under way already', async () => {
    expect(await call('GET', `${url}/half`)).toMatchObject({ status: 200, body: 'the first half and the end' });
  });

  it('says who holds the port, to whoever starts it there', async () => {
    const second = new HttpServer({ trustProxy: false, log: createLogger('silent'), metrics });
    await expect(second.listen(Number(new URL(url).port), '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
