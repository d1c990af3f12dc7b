import type { Browser } from 'playwright-core';
import { zhCN as bot } from '../../locales/bot/zh-CN';
import { en } from '../../locales/widget/en';
import { zhCN as widget } from '../../locales/widget/zh-CN';
import { systemClock } from '../../src/platform/clock';
import { startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { ConsumerPage, LAPTOP, PHONE } from './consumer-page';
import { aPicture } from './picture';

describeInBrowser('A consumer on their phone', () => {
  let app: AppUnderTest;
  let browser: Browser;
  let consumer: ConsumerPage;

  beforeAll(async () => {
    app = await startAppUnderTest('embedded', {}, systemClock);
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    consumer = await ConsumerPage.open(await browser.newContext(PHONE), app.url);
  });
  afterEach(() => consumer.page.context().close());
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  const attach = (name: string, mimeType: string, buffer: Buffer) =>
    consumer.page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });

  it('sends a picture, sees its progress and the picture itself', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await consumer.page.route('**/upload**', async (route) => {
      await held;
      await route.continue();
    });
    await attach('扣款截图.png', 'image/png', aPicture());
    await consumer.page.getByRole('progressbar', { name: widget.upload.progress('扣款截图.png') }).waitFor();
    await keepScreenshot(consumer.page, 'consumer-upload');
    letGo();
    await consumer.answered();
    await consumer.page.getByRole('link', { name: widget.upload.openFile('扣款截图.png') }).waitFor();
    await consumer.page.getByRole('progressbar').waitFor({ state: 'detached' });
  });

  it('is told by name which file cannot be sent, and why', async () => {
    await attach('说明.exe', 'application/octet-stream', Buffer.from('MZ'));
    await consumer.page.getByText(widget.upload.wrongType('说明.exe')).waitFor();
    await attach('假图片.png', 'image/png', Buffer.from('not a picture at all'));
    await consumer.page.getByText(widget.upload.refusedByServer).waitFor();
    await keepScreenshot(consumer.page, 'consumer-refused-file');
  });

  it('reloads the page in the middle of the form and goes on', async () => {
    await consumer.say('信用卡没激活还收我年费三百块，我要投诉');
    const before = await consumer.said();
    await consumer.page.reload();
    await consumer.message('consumer', '没激活还收我年费').waitFor();
    expect(await consumer.said()).toEqual(before);
    expect(await consumer.answerForm()).toMatch(/^XB/);
  });

  it('writes without a network; the words are kept and sent when it is back', async () => {
    const { page } = consumer;
    await page.context().setOffline(true);
    await page.getByText(widget.connection.offline).waitFor();
    await consumer.type('存款保险最多赔多少');
    await page.getByText(widget.delivery.waiting).waitFor();
    await keepScreenshot(page, 'consumer-offline');
    await page.context().setOffline(false);
    await consumer.message('bot', '50万').first().waitFor();
    expect(await consumer.message('consumer', '存款保险最多赔多少').count()).toBe(1);
    await page.getByText(widget.connection.offline).waitFor({ state: 'hidden' });
  });

  it('changes to large type and keeps it', async () => {
    const { page } = consumer;
    const size = () => consumer.input.evaluate((input) => parseFloat(getComputedStyle(input).fontSize));
    const usual = await size();
    await page.getByRole('button', { name: widget.header.largeOnHint }).click();
    await consumer.message('bot', bot.greeting.elderOn).waitFor();
    const large = await size();
    expect(large).toBeGreaterThan(usual);
    await keepScreenshot(page, 'consumer-elder');
    await page.reload();
    await page.getByRole('button', { name: widget.header.largeOffHint }).waitFor();
    expect(await size()).toBe(large);
  });

  it('changes to English and is answered in English', async () => {
    const { page } = consumer;
    await page.getByRole('button', { name: widget.header.languageHint }).click();
    await page.getByRole('button', { name: en.header.languageHint }).waitFor();
    await page.getByLabel(en.composer.label).fill('I want to complain');
    await page.keyboard.press('Enter');
    await consumer.answered();
    expect((await consumer.said()).at(-1)).toMatch(/^bot [\x20-\x7e’“”–…]+$/);
    await keepScreenshot(page, 'consumer-english');
  });

  it('has the page open twice: both show the same, and both can write', async () => {
    const second = new ConsumerPage(await consumer.page.context().newPage());
    await second.page.goto(app.url);
    await second.choice(bot.greeting.choices[0]!).waitFor();
    await consumer.say('存款保险最多赔多少');
    await second.message('consumer', '存款保险最多赔多少').waitFor();
    await second.answered();
    await second.say('谢谢');
    await consumer.message('consumer', '谢谢').waitFor();
    await consumer.answered();
    expect(await consumer.said()).toEqual(await second.said());
  });

  it('needs no mouse', async () => {
    await consumer.page.context().close();
    consumer = await ConsumerPage.open(await browser.newContext(LAPTOP), app.url);
    const { page } = consumer;
    const tabTo = async (name: string): Promise<void> => {
      for (let steps = 0; steps < 60; steps++) {
        await page.keyboard.press('Tab');
        if ((await focusedName(page)) === name) return;
      }
      throw new Error(`Tab does not lead to ${name}`);
    };
    await tabTo(bot.greeting.choices[0]!);
    await page.keyboard.press('Enter');
    await consumer.answered();
    expect(await focusedName(page)).toBe(widget.composer.label); // the pressed choice is gone; writing goes on
    await page.keyboard.type('上个月信用卡多扣了我两百块');
    await page.keyboard.press('Enter');
    await consumer.answered();
    await keepScreenshot(page, 'consumer-keyboard');
    await tabTo(widget.header.personHint);
    await page.keyboard.press('Space');
    await consumer.choice(bot.handoff.waitChoices[1]!).waitFor();
  });
});

/** The accessible name of what has the focus, within the widget's shadow too. */
function focusedName(page: ConsumerPage['page']): Promise<string> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent?.trim() ?? '';
  });
}
