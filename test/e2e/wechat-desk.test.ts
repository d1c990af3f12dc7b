import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { zhCN as words } from '../../locales/console/zh-CN';
import { systemClock } from '../../src/platform/clock';
import { WechatScene, complainOnTheWeb } from '../channels/secure-pages/scene';
import type { WechatConsumer } from '../channels/secure-pages/scene';
import { environmentFor } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { violations } from './axe';
import { LAPTOP } from './consumer-page';
import { DeskPage } from './desk-page';
import { aPicture } from './picture';
import { OWN_PASSWORD, hire, settleIn } from './staff';

const LIN = { name: '林小晓', phone: '13800138000' };

describeInBrowser('The desk of a conversation over WeChat', () => {
  let scene: WechatScene;
  let browser: Browser;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-e2e-'));
    const password = await hire(environmentFor('embedded', folder), 'chenjing', 'agent', 'complaints');
    // The console reckons with its own machine's time: the desk is open whatever the day of the test.
    scene = await WechatScene.start('embedded', systemClock, { XIAOBAO_DATA_DIR: folder });
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
    return { lin, number: await lin.complain(LIN) };
  }

  async function look(page: Page, name: string): Promise<void> {
    const found = await violations(page); // which waits until nothing moves
    await keepScreenshot(page, `wechat-desk-${name}`);
    expect({ name, found }).toEqual({ name, found: [] });
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

  it('follows what may be sent, marks what waits for the consumer, and stays at the end of a long talk with pictures', async () => {
    const lin = await scene.consumer();
    await lin.ask('转人工');
    const desk = await DeskPage.open(await browser.newContext(LAPTOP), scene.app.url);
    const { page } = desk;
    await desk.signIn('chenjing', OWN_PASSWORD);
    await desk.isLive();
    const item = desk.queue.filter({ hasText: words.channels.wechat }).last(); // behind the conversation that is being had
    await item.click();
    await desk.claim();
    const reach = page.locator('.conversation-reach');
    await desk.reply('您好，我来看一下。');
    await reach.filter({ hasText: '还可发 3 条' }).waitFor(); // the coming was told too
    const waiting = page.locator('.line', { hasText: words.reach.undelivered });
    for (const [index, said] of ['第一件', '第二件', '第三件'].entries()) {
      await desk.reply(said);
      await lin.hear(said);
      if (index < 2) await reach.filter({ hasText: `还可发 ${2 - index} 条` }).waitFor();
    }
    await page.getByText(words.reach.willWait).waitFor();
    expect(await waiting.count()).toBe(0);
    await desk.reply('第四件');
    await waiting.filter({ hasText: '第四件' }).waitFor();
    expect(await waiting.count()).toBe(1);
    await look(page, '1280-waits');
    await page.setViewportSize({ width: 390, height: 844 });
    await look(page, '390-waits');
    await page.setViewportSize(LAPTOP.viewport);
    await lin.ask('还在吗', '第四件');
    await waiting.waitFor({ state: 'detached' });
    expect(await page.getByText(words.reach.willWait).count()).toBe(0);

    for (let count = 1; count <= 2; count++)
      await lin.phone.sends({ kind: 'image', bytes: aPicture(240, 480), contentType: 'image/png' });
    await desk.line('consumer', '').last().getByRole('img').waitFor();
    await page.getByText(words.reply.asNote, { exact: true }).click();
    for (let count = 1; count <= 12; count++) await desk.reply(`备注${count}`);
    for (let count = 1; count <= 2; count++)
      await lin.phone.sends({ kind: 'image', bytes: aPicture(240, 480), contentType: 'image/png' });
    await page.locator('.line img').nth(3).waitFor();
    await page.route('**/attachments/**', async (route) => {
      await wait(400); // later than the lines
      await route.continue();
    });
    await page.reload();
    await page.waitForFunction(() => {
      const last = [...document.querySelectorAll<HTMLImageElement>('.line img')].at(-1);
      return last?.complete && last.naturalHeight > 0;
    });
    await look(page, '1280-pictures');
    const left = await page.locator('.transcript').evaluate((pane) => pane.scrollHeight - pane.scrollTop - pane.clientHeight);
    expect(left).toBeLessThan(2);
    const stretched = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.shell-main')].filter(
        (one) => one.scrollHeight > one.clientHeight,
      ),
    );
    expect(stretched).toEqual([]);
  }, 90_000);

  it('lists whom to phone, shows the number when it is asked for, and settles the call', async () => {
    const lin = await scene.consumer();
    const number = await lin.complain(LIN);
    await lin.ask('转人工');
    const desk = await DeskPage.open(await browser.newContext(LAPTOP), scene.app.url);
    const { page } = desk;
    await desk.signIn('chenjing', OWN_PASSWORD);
    await desk.isLive();
    await page.getByText(words.desk.toPhone(0), { exact: true }).click();
    await page.getByText(words.calls.emptyTitle).waitFor();
    await look(page, 'phone-none');
    await page.getByText(words.desk.open, { exact: true }).click();
    await desk.queue.last().click(); // behind the conversation that is being had
    await desk.claim();
    await desk.reply('您好，我来看一下。');
    await lin.hear('您好，我来看一下。');
    await lin.phone.unfollows();
    await desk.reply('年费300元已退到原卡，三天内到账。');
    await desk.line('agent', '三天内到账').waitFor();

    const call = page.locator('.call');
    do {
      await page.evaluate(() => window.dispatchEvent(new Event('focus'))); // as when one comes back to the window
      await wait(100);
    } while ((await page.getByText(words.desk.toPhone(1), { exact: true }).count()) === 0);
    await page.getByText(words.desk.toPhone(1), { exact: true }).click();
    await call.getByText('年费300元已退到原卡，三天内到账。').waitFor();
    await call.getByText(number).waitFor();
    await look(page, 'phone-1280');
    await call.getByRole('button', { name: words.calls.showPhoneOf('林*晓') }).click();
    await call.locator(`a[href="tel:${LIN.phone}"]`).waitFor();
    await call.getByRole('button', { name: words.calls.notReached }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('无人接听，下午再打');
    await look(page, 'phone-not-reached');
    await page.getByRole('dialog').getByRole('button', { name: words.calls.notReached }).click();
    await call.getByText('无人接听，下午再打').waitFor();

    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${scene.app.url}/console/desk`);
    await page.getByText(words.desk.toPhone(1), { exact: true }).click();
    await call.getByRole('button', { name: words.calls.showPhoneOf('林*晓') }).click();
    await call.locator(`a[href="tel:${LIN.phone}"]`).waitFor();
    await look(page, 'phone-390');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('[data-theme="dark"]').waitFor();
    await look(page, 'phone-390-dark');
    await call.getByRole('button', { name: words.calls.reached }).focus();
    await page.keyboard.press('Enter');
    await look(page, 'phone-reached-390');
    await page.getByRole('dialog').getByRole('button', { name: words.calls.reached }).click();
    await page.getByText(words.calls.emptyTitle).waitFor();
  }, 90_000);
});
