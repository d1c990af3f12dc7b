import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { zhCN as words } from '../../locales/console/zh-CN';
import { WechatScene, complainOnTheWeb } from '../channels/secure-pages/scene';
import type { WechatConsumer } from '../channels/secure-pages/scene';
import { clockFrom, environmentFor } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { violations } from './axe';
import { LAPTOP } from './consumer-page';
import { DeskPage } from './desk-page';
import { OWN_PASSWORD, hire, settleIn } from './staff';

const LIN = { name: '林小晓', phone: '13800138000' };

describeInBrowser('The desk of a conversation over WeChat', () => {
  let scene: WechatScene;
  let browser: Browser;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-e2e-'));
    const password = await hire(environmentFor('embedded', folder), 'chenjing', 'agent', 'complaints');
    // The console reckons with its own machine's time: the desk is open whatever the day of the test.
    scene = await WechatScene.start('embedded', clockFrom(new Date().toISOString()), { XIAOBAO_DATA_DIR: folder });
    await settleIn(scene.app.url, 'chenjing', password);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await scene.stop();
  });

  /** Lin complains on the website, proves over WeChat that it was them, and complains there too. */
  async function linOnBoth(): Promise<{ lin: WechatConsumer; number: string }> {
    const { number: first } = await complainOnTheWeb(scene.app.url, LIN);
    const lin = await scene.consumer();
    await lin.prove(first, LIN);
    await lin.hear(first);
    const page = await lin.tellComplaint();
    await page.send({ ...LIN, tail: '1234', consent: 'yes', sensitive: 'yes' });
    await lin.hear('请核对投诉内容');
    const number = /XB\d{8}-\w{6}/.exec(await lin.ask('确认提交', '已登记'))![0];
    return { lin, number };
  }

  async function look(page: Page, name: string): Promise<void> {
    await keepScreenshot(page, `wechat-desk-${name}`);
    expect({ name, found: await violations(page) }).toEqual({ name, found: [] });
  }

  it('shows how many messages are left and until when, the other conversations of the person, and the last digits', async () => {
    const { lin, number } = await linOnBoth();
    await lin.ask('转人工');
    const desk = await DeskPage.open(await browser.newContext(LAPTOP), scene.app.url);
    await desk.signIn('chenjing', OWN_PASSWORD);
    await desk.isLive();
    await desk.queue.first().click();
    await desk.claim();
    await desk.reply('您好，我是处理专员。');
    await lin.hear('您好，我是处理专员。');
    await desk.page.reload();
    await desk.page.getByText(words.facts.alsoOn(words.channels['direct-line']!)).waitFor();
    expect(await desk.page.locator('.conversation-reach').textContent()).toContain('条');
    await look(desk.page, '1280');
    await desk.page.setViewportSize({ width: 375, height: 812 });
    await desk.page.locator('.conversation-reach').waitFor();
    await look(desk.page, '375');
    await desk.page.getByRole('button', { name: words.desk.toFacts }).click();
    await desk.page.getByText(words.facts.alsoOn(words.channels['direct-line']!)).waitFor();
    await look(desk.page, '375-facts');
    await desk.page.setViewportSize(LAPTOP.viewport);
    await desk.page.goto(`${scene.app.url}/console/cases`);
    await desk.page.getByText(number).first().click();
    await desk.page.getByText('尾号1234').first().waitFor();
    await look(desk.page, '1280-case');
  }, 90_000);
});
