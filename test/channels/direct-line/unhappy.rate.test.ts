import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { expectTableError } from '../table-error';
import { Talk, call } from './wire-client';

const SECRET = 'a secret of at least thirty-two characters';

describe('a flood over Direct Line', () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    const settings = { XIAOBAO_DIRECT_LINE_SECRET: SECRET, XIAOBAO_MESSAGES_PER_MINUTE: '3', XIAOBAO_TRUST_PROXY: 'true' };
    app = await startAppUnderTest('embedded', settings);
  });
  afterAll(() => app.stop());

  it('of one conversation’s messages is stopped, with the time to wait; others and its own reading are not', async () => {
    const [loud, other] = await Promise.all([Talk.start(app.url, SECRET), Talk.start(app.url, SECRET)]);
    for (let n = 1; n <= 3; n++) expect((await loud.say('你好')).status).toBe(200);
    const refused = await loud.say('你好');
    expectTableError(refused, 'XB_RATE_LIMITED');
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await loud.read()).body.activities.filter(({ from }) => from.role === 'user')).toHaveLength(3);
    await other.goesOn();
  });

  it('of pages opened from one address is stopped, and an address beside it is served', async () => {
    const open = (ip: string) =>
      call('POST', `${app.url}/api/widget/token`, { json: {}, headers: { 'x-forwarded-for': `10.0.0.1, ${ip}` } });
    const answers = await Promise.all(Array.from({ length: 130 }, () => open('203.0.113.7')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(120);
    expect(answers.filter(({ code }) => code === 'XB_RATE_LIMITED')).toHaveLength(10);
    expect((await open('203.0.113.8')).status).toBe(200);
  });
});
