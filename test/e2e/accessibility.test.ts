import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { zhCN as console } from '../../locales/console/zh-CN';
import { zhCN as widget } from '../../locales/widget/zh-CN';
import { systemClock } from '../../src/platform/clock';
import { environmentFor, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { violations } from './axe';
import { ConsumerPage, LAPTOP, PHONE } from './consumer-page';
import { DeskPage } from './desk-page';
import { OWN_PASSWORD, hire, settleIn } from './staff';

describeInBrowser('Without barriers (WCAG 2.2 AA by axe)', () => {
  let app: AppUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-e2e-'));
    const oneTime = await hire(environmentFor('embedded', folder), 'chenjing', 'agent', 'complaints');
    app = await startAppUnderTest('embedded', { XIAOBAO_DATA_DIR: folder }, systemClock);
    await settleIn(app.url, 'chenjing', oneTime);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it.each([
    ['390', PHONE],
    ['1280', LAPTOP],
  ])('the help centre, %s wide: topics, a topic, an answer for elder readers, a search, a poster', async (width, size) => {
    const page = await (await browser.newContext(size)).newPage();
    for (const [name, path] of Object.entries({
      topics: '/help',
      topic: '/help/wealth?lang=en',
      answer: '/help/entry/deposit-insurance-limit?reading=elder',
      search: '/help/search?q=存款保险保多少',
      danger: '/help/search?q=骗子让我转账正在屏幕共享',
      poster: '/help/entry/deposit-insurance-limit/poster',
    })) {
      await page.goto(app.url + path);
      await keepScreenshot(page, `axe-help-${width}-${name}`);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
    await page.goto(`${app.url}/help`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main');
    await page.fill('#q', '存款保险保多少');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/help\/search\?q=/);
    await page.getByRole('link', { name: '存款保险最多赔多少' }).first().press('Enter');
    await page.waitForURL(/\/help\/entry\/deposit-insurance-limit/);
    await page.context().close();
  });

  it.each([
    ['390', PHONE],
    ['1280', LAPTOP],
  ])('the consumer’s page, %s wide: at first, with cards, with large type', async (width, size) => {
    const context = await browser.newContext(size);
    const consumer = await ConsumerPage.open(context, app.url);
    await keepScreenshot(consumer.page, `axe-consumer-${width}-first`);
    expect(await violations(consumer.page)).toEqual([]);
    await consumer.say('存款保险最多赔多少');
    await consumer.page.locator('.card.faq').waitFor();
    await consumer.say('信用卡没激活还收我年费三百块，我要投诉');
    await consumer.answerForm();
    await keepScreenshot(consumer.page, `axe-consumer-${width}-cards`);
    expect(await violations(consumer.page)).toEqual([]);
    await consumer.page.getByRole('button', { name: widget.header.largeOnHint }).click();
    await consumer.page.getByRole('button', { name: widget.header.largeOffHint }).waitFor();
    await consumer.say('转人工'); // and stays: the desk below has a conversation to show
    await keepScreenshot(consumer.page, `axe-consumer-${width}-large`);
    expect(await violations(consumer.page)).toEqual([]);
    await context.close();
  });

  it.each(['light', 'dark'] as const)(
    'the console, %s: sign-in, desk, conversation, complaints, account',
    async (colorScheme) => {
      const context = await browser.newContext({ ...LAPTOP, colorScheme });
      const desk = await DeskPage.open(context, app.url);
      const { page } = desk;
      const check = async (name: string): Promise<void> => {
        const found = await violations(page);
        await keepScreenshot(page, `axe-console-${colorScheme}-${name}`);
        expect({ name, found }).toEqual({ name, found: [] });
      };
      await page.getByRole('button', { name: console.signIn.submit }).waitFor();
      await check('sign-in');
      await desk.signIn('chenjing', OWN_PASSWORD);
      await desk.isLive();
      await check('desk');
      await desk.queue.first().click();
      await desk.line('consumer', '没激活还收我年费').waitFor();
      if (colorScheme === 'light') await desk.claim();
      await page
        .getByText(colorScheme === 'light' ? console.reply.keys : console.reply.ended)
        .or(page.getByLabel(console.reply.label))
        .first()
        .waitFor();
      await check('conversation');
      await page.getByRole('link', { name: console.nav.cases }).click();
      await page
        .getByText(/XB\d{8}/)
        .first()
        .waitFor();
      await check('complaints');
      await page
        .getByRole('button', { name: /XB\d{8}/ })
        .first()
        .click();
      await page.getByRole('dialog').getByText('没激活还收我年费').first().waitFor();
      await check('complaint');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.getByRole('link', { name: console.nav.account }).click();
      await page.getByLabel(console.password.current).waitFor();
      await check('account');
      await context.close();
    },
  );
});
