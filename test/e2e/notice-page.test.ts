import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { zhCN as staffWords } from '../../locales/console/zh-CN';
import { en } from '../../locales/pages/en';
import { zhCN } from '../../locales/pages/zh-CN';
import { WechatScene } from '../channels/secure-pages/scene';
import type { WechatConsumer } from '../channels/secure-pages/scene';
import { environmentFor } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { MovableClock } from '../tools/clocks';
import { freePort } from '../tools/free-port';
import { violations } from './axe';
import { LAPTOP, PATIENCE_MS, PHONE } from './consumer-page';
import { DeskPage } from './desk-page';
import { OWN_PASSWORD, hire, settleIn } from './staff';

const words = zhCN.notices;

describeInBrowser('The page on which a consumer of WeChat allows a notice', () => {
  let scene: WechatScene;
  let browser: Browser;
  let context: BrowserContext | undefined;
  const clock = new MovableClock();

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-e2e-'));
    const password = await hire(environmentFor('embedded', folder), 'chenjing', 'agent', 'complaints');
    const PORT = String(await freePort());
    scene = await WechatScene.start('embedded', clock, {
      PORT,
      XIAOBAO_DATA_DIR: folder,
      XIAOBAO_PUBLIC_URL: `http://127.0.0.1:${PORT}`,
      XIAOBAO_WECHAT_SUBSCRIPTION_ID: 'sub-1',
      XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS: 'thing1=title,thing2=remark',
    });
    scene.platform.templates.set('sub-1', '{{thing1.DATA}}{{thing2.DATA}}');
    await settleIn(scene.app.url, 'chenjing', password);
    browser = await launchBrowser();
  });
  afterEach(() => context?.close());
  afterAll(async () => {
    await browser.close();
    await scene.stop();
  });

  /** Opens the page as WeChat's own browser on the consumer's phone, or outside WeChat. */
  async function open(
    consumer?: WechatConsumer,
    { size = PHONE, query = '' }: { size?: BrowserContextOptions; query?: string } = {},
  ): Promise<Page> {
    context = await browser.newContext(size);
    if (consumer) await context.request.get(`${scene.platform.url}/phone/screen`, { params: { name: consumer.phone.name } });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${scene.app.url}/wechat/notices${query}`);
    return page;
  }

  async function look(page: Page, text: string, name: string): Promise<void> {
    await page.getByRole('status').getByText(text).waitFor();
    await keepScreenshot(page, `notices-${name}`);
    expect({ name, found: await violations(page) }).toEqual({ name, found: [] });
  }

  const sheet = (page: Page, answer: string) => page.getByRole('dialog').getByRole('button', { name: answer });

  it('is opened from the conversation; what was allowed there brings an answer when nothing else may', async () => {
    const lin = await scene.consumer();
    await lin.complain({ name: '林小晓', phone: '13800138000' });
    const offered = () => lin.phone.history.bubbles.some(({ text }) => text.includes(`\n${scene.app.url}/wechat/notices`));
    while (!offered()) await wait(20);
    const page = await open(lin, { query: '?from=singlemessage&isappinstalled=0#top' });
    await look(page, words.ready, '390-ready');
    const allow = page.getByRole('button', { name: words.allow });
    await allow.tap();
    await sheet(page, '取消').waitFor();
    await keepScreenshot(page, 'notices-390-sheet');
    await sheet(page, '取消').tap();
    await look(page, words.refused, '390-refused');
    await allow.tap();
    await sheet(page, '允许').tap();
    await look(page, words.allowed, '390-allowed');
    expect(lin.phone.subscriptions.get('sub-1')).toBe(1);

    await lin.ask('转人工');
    clock.advance({ days: 5 }); // a Monday
    const desk = await DeskPage.open(await browser.newContext(LAPTOP), scene.app.url);
    await desk.signIn('chenjing', OWN_PASSWORD);
    await desk.isLive();
    await desk.queue.first().click();
    await desk.page.getByText(staffWords.events.allowed).waitFor();
    await desk.page.getByText(staffWords.events.refused).waitFor();
    await keepScreenshot(desk.page, 'notices-desk');
    await desk.claim();
    await desk.reply('年费300元已退到原卡。');
    const [notice] = (await lin.phone.history.until(({ arrived }) => arrived === 'subscription')).slice(-1);
    expect(notice).toMatchObject({
      arrived: 'subscription',
      text: '您的投诉有新的答复。请在这里回复任意内容，我们把答复发给您。',
    });
    expect(lin.phone.subscriptions.get('sub-1')).toBe(0);
    expect(await lin.ask('好', '年费')).toContain('年费300元已退到原卡。');
  }, 90_000);

  it('says how to switch notices on where they are switched off in WeChat', async () => {
    const lin = await scene.consumer();
    lin.phone.blocksSubscriptions = true;
    const page = await open(lin, { size: LAPTOP, query: '?lang=en' });
    await look(page, en.notices.ready, '1280-en-ready');
    await page.getByRole('button', { name: en.notices.allow }).click();
    await look(page, en.notices.switchedOff, '1280-en-switched-off');
  });

  it('looks the same where the phone is dark, and says so where this WeChat is too old', async () => {
    const page = await open(await scene.consumer(), { size: { ...PHONE, colorScheme: 'dark' } });
    await look(page, words.ready, '390-dark-ready');
    const drawn = await page
      .getByRole('button', { name: words.allow })
      .evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(drawn).toBe('rgb(11, 110, 110)'); // the accent of web/tokens.css, where its style sheet does not reach
    await page.evaluate(() => document.dispatchEvent(new Event('WeixinOpenTagsError')));
    await page.getByRole('status').getByText(words.outside).waitFor();
  });

  it('offers another try where WeChat does not take its signature', async () => {
    await (await open(await scene.consumer())).getByRole('button', { name: words.allow }).waitFor();
    await context?.close();
    scene.platform.tickets.revoke();
    const page = await open(await scene.consumer());
    await look(page, words.failed, '390-failed');
    expect(await page.getByRole('button', { name: words.allow }).count()).toBe(0);
    await page.getByRole('link', { name: words.retry }).waitFor();
  });

  it('says where it works, outside WeChat and where its script does not come', async () => {
    context = await browser.newContext(LAPTOP);
    const silent = await context.newPage();
    await silent.clock.install();
    await silent.goto(`${scene.app.url}/wechat/notices`);
    await silent.getByRole('status').getByText(words.waiting).waitFor();
    await silent.clock.fastForward(6000);
    await look(silent, words.outside, '1280-outside');
    await context.route('**/jweixin-*.js', (route) => route.abort());
    const without = await context.newPage();
    await without.goto(`${scene.app.url}/wechat/notices`);
    await without.getByRole('status').getByText(words.outside).waitFor();
  });
});
