import { startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { clockFrom } from '../tools/clocks';
import { Browser } from './browser';

describe('A program whose clock is not the machine’s', () => {
  let server: AppUnderTest;
  beforeAll(async () => {
    server = await startAppUnderTest('embedded', {}, clockFrom('2021-03-01T10:00:00+08:00'));
  });
  afterAll(() => server.stop());

  it('forgets by its own: whoever signed in is signed in after a restart', async () => {
    const { username, oneTimePassword } = server.app.firstAdministrator!;
    const before = new Browser(server.url, '127.0.0.1');
    await before.signIn(username, oneTimePassword);
    await server.restart();
    const after = new Browser(server.url, '127.0.0.1');
    after.cookie = before.cookie;
    expect((await after.get('/api/staff/session')).status).toBe(200);
  });
});
