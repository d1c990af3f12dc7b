import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collections } from '../src/collections';
import { readConfig } from '../src/config/config';
import { loadFaqEntries } from '../src/knowledge/load-content';
import { openKnowledge } from '../src/knowledge/open-knowledge';
import { systemClock } from '../src/platform/clock';
import { createLogger } from '../src/platform/logger';
import { openStore } from '../src/storage/open-store';
import { normalise } from '../src/understanding/normalise';
import { environmentFor, startAppUnderTest } from './tools/app-under-test';
import type { AppUnderTest } from './tools/app-under-test';
import { runXiaobao } from './tools/run-xiaobao';
import { freePort } from './tools/free-port';
import { WechatPlatform } from './tools/wechat-platform/platform';

describe('xiaobao wechat', () => {
  let platform: WechatPlatform;
  let server: AppUnderTest;
  let folder: string;
  let settings: Record<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xiaobao-wechat-'));
    platform = await WechatPlatform.start();
    const PORT = String(await freePort());
    settings = { ...platform.settings(), PORT, XIAOBAO_DATA_DIR: folder, XIAOBAO_PUBLIC_URL: `http://127.0.0.1:${PORT}` };
    server = await startAppUnderTest('embedded', { ...platform.settings(), PORT }, systemClock);
    await platform.connect(`${server.url}/wechat/callback`);
    await runXiaobao([], {});
  }, 180_000);
  afterEach(() => platform.faults.clear());
  afterAll(async () => {
    await server.stop();
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const wechat = (args: string, more: Record<string, string> = {}) =>
    runXiaobao(['wechat', ...args.split(' ')], { ...settings, ...more });
  const line = (out: string, check: string) => out.split('\n').find((one) => one.slice(6).startsWith(`${check}:`)) ?? '';

  it('shows the menu beside the published one and publishes it', async () => {
    const before = await wechat('menu');
    expect(before).toMatchObject({ code: 0, err: '' });
    expect(before.out).toMatch(/^content\/wechat\/menu\.json +published\n我要投诉 → 我要投诉 +\(none\)\n/);
    expect(before.out).toContain('--publish');
    const published = await wechat('menu --publish');
    expect({ code: published.code, told: published.out.includes('Published.') }).toEqual({ code: 0, told: true });
    expect(platform.menu.get().map(({ name }) => name)).toEqual(['我要投诉', '查进度', '更多']);
    expect((await wechat('menu')).out).toContain('They are the same.');
  });

  it('examines the account a line each, while the server runs', async () => {
    const { code, out } = await wechat('doctor');
    expect(out.trim().split('\n')).toEqual([
      expect.stringMatching(/^ok {4}credentials: a token for 1\d\d minutes$/),
      'ok    clock: agrees with WeChat',
      'ok    mode: safe',
      expect.stringMatching(/^FAIL {2}public address: .* is not https; put a proxy with TLS in front$/),
      `ok    callback: ${server.url}/wechat/callback passes the URL check`,
      expect.stringMatching(/^ok {4}encryption: the server opens what is sealed with XIAOBAO_WECHAT_AES_KEY; /),
      'ok    callback as WeChat reaches it: reached at 127.0.0.1',
      expect.stringMatching(/^ok {4}quota: 0 of \d+ customer-service messages used today$/),
      'ok    menu: published as in content/wechat/menu.json',
    ]);
    expect(code).toBe(1);
  });

  it('sees to the page for notices where a subscription message is configured', async () => {
    const subscription = { XIAOBAO_WECHAT_SUBSCRIPTION_ID: 'sub-1', XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS: 'thing1=title' };
    const { out } = await wechat('doctor', subscription);
    expect(line(out, 'notices')).toBe(
      'ok    notices: a ticket for 120 minutes; see that 127.0.0.1 is a JS接口安全域名 under 功能设置',
    );
    platform.faults.plan(/getticket/, { kind: 'errcode', errcode: 48001 });
    const forbidden = await wechat('doctor', { ...subscription, XIAOBAO_PUBLIC_URL: '' });
    expect(line(forbidden.out, 'notices')).toMatch(/^FAIL .*接口权限$/);
  });

  it('notices a key and a mode that are not the running server’s', async () => {
    const key = { XIAOBAO_WECHAT_AES_KEY: 'A'.repeat(43) };
    expect(line((await wechat('doctor', key)).out, 'encryption')).toBe(
      'FAIL  encryption: the server does not open what is sealed with XIAOBAO_WECHAT_AES_KEY (XB_WECHAT_REFUSED); restart it with this key and mode',
    );
    const plain = await startAppUnderTest('embedded', { ...platform.settings(), XIAOBAO_WECHAT_MODE: 'plain' }, systemClock);
    const { out } = await wechat('doctor', { XIAOBAO_PUBLIC_URL: plain.url });
    await plain.stop();
    expect(line(out, 'encryption')).toMatch(/^FAIL .*restart it with XIAOBAO_WECHAT_MODE=safe$/);
  });

  it('compares the templates that are configured with those of the account', async () => {
    platform.templates.set('progress-1', '{{thing1.DATA}}\n{{character_string2.DATA}}');
    const configured = (id: string, fields: string) => ({
      ...{ XIAOBAO_WECHAT_TEMPLATE_ID: id, XIAOBAO_WECHAT_TEMPLATE_FIELDS: fields },
      ...{ XIAOBAO_WECHAT_SUBSCRIPTION_ID: id, XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS: fields },
    });
    const right = (await wechat('doctor', configured('progress-1', 'thing1=title,character_string2=number'))).out;
    const unknown = (await wechat('doctor', configured('gone-2', 'thing1=title'))).out;
    const others = (await wechat('doctor', configured('progress-1', 'thing1=title'))).out;
    for (const [check, variable] of [
      ['template', 'TEMPLATE'],
      ['subscription', 'SUBSCRIPTION'],
    ] as const) {
      expect(line(right, check)).toBe(`ok    ${check}: progress-1 的标题, with 2 fields`);
      expect(line(unknown, check)).toBe(
        `FAIL  ${check}: the account has no template gone-2; XIAOBAO_WECHAT_${variable}_ID takes progress-1 (progress-1 的标题)`,
      );
      expect(line(others, check)).toMatch(/^FAIL .*has the fields thing1, character_string2; XIAOBAO_WECHAT_\w+_FIELDS must/);
    }
  });

  it('says what to do about what is wrong', async () => {
    const wrongSecret = await wechat('doctor', { XIAOBAO_WECHAT_APP_SECRET: 'not-the-secret' });
    expect(line(wrongSecret.out, 'credentials')).toMatch(/^FAIL .*the secret is wrong; reset it under 基本配置/);
    expect(wrongSecret.out).not.toContain('not-the-secret');
    platform.faults.plan(/stable_token/, { kind: 'errcode', errcode: 40164 }, 10);
    expect(line((await wechat('doctor')).out, 'credentials')).toContain('IP 白名单');
    platform.faults.clear();
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const away = await wechat('doctor', { XIAOBAO_PUBLIC_URL: nobody, XIAOBAO_WECHAT_MODE: 'compatible' });
    expect(line(away.out, 'callback')).toBe(
      `FAIL  callback: nothing answers at ${nobody}/wechat/callback; start the server, then look at the proxy`,
    );
    expect(line(away.out, 'mode')).toMatch(/^FAIL .*安全模式/);
    const otherToken = await wechat('doctor', { XIAOBAO_WECHAT_TOKEN: 'another' });
    expect(line(otherToken.out, 'callback')).toMatch(/^FAIL .*with the XIAOBAO_WECHAT_TOKEN of this shell\?$/);
  });

  it('makes codes for posters that open an entry', async () => {
    const svg = join(folder, 'poster.svg');
    const png = join(folder, 'poster.png');
    for (const out of [svg, png]) {
      const { code, out: told } = await wechat(`qrcode --scene faq_account-classes --out ${out}`);
      expect({ code, told }).toEqual({ code: 0, told: expect.stringMatching(/^faq_account-classes: http.* in .*\n$/) as string });
    }
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg/);
    expect(readFileSync(png).subarray(1, 4).toString()).toBe('PNG');
    const { out } = await wechat('qrcode --scene faq_account-classes');
    const consumer = platform.phone('李静');
    await consumer.scans(/http\S+/.exec(out)![0]);
    await consumer.history.until(({ text }) => text.includes('Ⅰ类'));
  });

  it('makes them for what the store has, not for what the content began with', async () => {
    const environment = environmentFor('embedded', mkdtempSync(join(folder, 'store-')));
    const [entry] = loadFaqEntries();
    const database = await openStore(readConfig(environment));
    await database.prepare(collections);
    const around = { database, clock: systemClock, logger: createLogger('silent'), normalise };
    await (await openKnowledge({ ...around, seeds: [{ ...entry!, _id: 'written-later', followUps: [] }] })).close();
    await database.close();
    const { XIAOBAO_DATA_DIR } = environment as { XIAOBAO_DATA_DIR: string };
    const { code, out } = await wechat('qrcode --scene faq_written-later', { XIAOBAO_DATA_DIR });
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('faq_written-later: http') as string });
  });

  it('asks the server that holds the store, and warns where it cannot say', async () => {
    const { XIAOBAO_DATA_DIR } = server.environment as { XIAOBAO_DATA_DIR: string };
    const shown = await wechat('qrcode --scene faq_account-classes', { XIAOBAO_DATA_DIR });
    expect({ code: shown.code, warned: shown.out.includes('could not be seen') }).toEqual({ code: 0, warned: false });
    const unknown = await wechat('qrcode --scene faq_none', { XIAOBAO_DATA_DIR });
    expect({ code: unknown.code, warned: unknown.out.includes('could not be seen') }).toEqual({ code: 0, warned: true });
  });

  it('says in one line where a code cannot be written', async () => {
    const out = join(folder, 'nowhere', 'poster.svg');
    const { code, err } = await wechat(`qrcode --scene poster --out ${out}`);
    expect({ code, lines: err.trim().split('\n') }).toEqual({
      code: 1,
      lines: [expect.stringContaining(`"${out}" cannot be written`) as string],
    });
  });

  it.each([
    ['qrcode', 'qrcode takes --scene'],
    ['qrcode --scene faq_none', 'There is no published entry "none"'],
    ['qrcode --scene poster --out poster.jpg', '--out takes a .svg or .png file'],
  ])('refuses "%s" in one line', async (args, why) => {
    const { code, err } = await wechat(args);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(new RegExp(`^${why}.*\\n$`)) as string });
  });

  it('needs an account', async () => {
    const { code, err } = await runXiaobao(['wechat', 'doctor'], { XIAOBAO_DATA_DIR: folder });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('XIAOBAO_WECHAT_APP_ID') as string });
    expect((await wechat('dance')).err).toContain('"wechat dance" is not a command.');
  });
});
