import type { Browser, BrowserContext, Page } from 'playwright-core';
import { zhCN as words } from '../../locales/pages/zh-CN';
import { systemClock } from '../../src/platform/clock';
import { WechatScene } from '../channels/secure-pages/scene';
import type { WechatConsumer } from '../channels/secure-pages/scene';
import { PNG } from '../channels/direct-line/files';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { violations } from './axe';
import { LAPTOP, PATIENCE_MS, PHONE } from './consumer-page';

describeInBrowser('The secure pages in a browser', () => {
  let scene: WechatScene;
  let browser: Browser;
  beforeAll(async () => {
    scene = await WechatScene.start('embedded', systemClock);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await scene.stop();
  });

  async function open(context: BrowserContext, url: string): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(url);
    return page;
  }

  async function fillIn(page: Page): Promise<void> {
    await page.getByLabel(words.identity.name, { exact: true }).fill('林小晓');
    await page.getByLabel(words.identity.phone, { exact: true }).fill('13800138000');
    await page.getByLabel(words.identity.consent).check();
  }

  const submit = (page: Page, name: string) => page.getByRole('button', { name });

  it.each([
    ['375', { ...PHONE, viewport: { width: 375, height: 812 } }],
    ['1280', LAPTOP],
  ])('%s wide: the forms, what is wrong, what was received, without barriers', async (width, size) => {
    const context = await browser.newContext(size);
    const lin = await scene.consumer();
    const page = await open(context, (await lin.tellComplaint()).url);
    const check = async (name: string): Promise<void> => {
      await keepScreenshot(page, `secure-${width}-${name}`);
      expect({ name, found: await violations(page) }).toEqual({ name, found: [] });
    };
    await check('identity');
    await page.getByLabel(words.identity.phone, { exact: true }).fill('138');
    await submit(page, words.identity.submit).click();
    await page.getByRole('alert').getByText(words.errors.phone).waitFor();
    await check('identity-wrong');
    expect(await page.getByLabel(words.identity.phone, { exact: true }).inputValue()).toBe('138');
    await fillIn(page);
    await submit(page, words.identity.submit).click();
    await page.getByRole('heading', { name: words.identity.done }).waitFor();
    await check('identity-done');
    await page.reload();
    await page.getByRole('heading', { name: words.states.used.title }).waitFor();
    await check('used');

    await page.goto((await lin.page(await lin.hear())).url);
    await check('evidence');
    const picture = { name: '截图.png', mimeType: 'image/png', buffer: PNG };
    await page.getByLabel(words.evidence.files).setInputFiles(picture);
    await submit(page, words.evidence.submit).click();
    await page.getByText(words.evidence.doneText({ count: 1 })).waitFor();
    await check('evidence-done');
    await page.getByRole('link', { name: words.evidence.more({ left: 19 }) }).click();
    await page.getByLabel(words.evidence.files).setInputFiles([picture, picture]);
    await submit(page, words.evidence.submit).click();
    await page.getByText(words.evidence.doneText({ count: 2 })).waitFor();

    const registered = await lin.ask('确认提交', '已登记');
    expect(registered).toContain('材料：3');
    const number = /XB\d{8}-\w{6}/.exec(registered)![0];
    await showProgress(page, number, check);
    await context.close();
  });

  /** From another consumer's conversation, who proves to be the same person. */
  async function showProgress(page: Page, number: string, check: (name: string) => Promise<void>): Promise<void> {
    const other: WechatConsumer = await scene.consumer();
    await other.ask('查询进度');
    await page.goto((await other.page(await other.ask(number))).url);
    await check('progress');
    await page.getByLabel(words.progress.number, { exact: true }).fill(number);
    await page.getByLabel(words.progress.name, { exact: true }).fill('林小晓');
    await page.getByLabel(words.progress.phone, { exact: true }).fill('13800138000');
    await submit(page, words.progress.submit).click();
    await page.getByRole('heading', { name: number }).waitFor();
    await check('progress-done');
  }

  it('is filled in by keyboard alone, from the first problem on', async () => {
    const context = await browser.newContext(LAPTOP);
    const page = await open(context, (await (await scene.consumer()).tellComplaint()).url);
    await page.getByLabel(words.identity.name, { exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter'); // the first problem leads to its field
    await page.keyboard.type('林小晓');
    await page.keyboard.press('Tab');
    await page.keyboard.type('13800138000');
    for (let field = 0; field < 3; field++) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: words.identity.done }).waitFor();
    await context.close();
  });

  it('keeps what was entered when the line drops, and sends it when it is back', async () => {
    const context = await browser.newContext(PHONE);
    const lin = await scene.consumer();
    const page = await open(context, (await lin.tellComplaint()).url);
    await fillIn(page);
    await context.setOffline(true);
    await submit(page, words.identity.submit).click();
    await page.getByText(words.offline).waitFor();
    await keepScreenshot(page, 'secure-390-offline');
    expect(await page.getByLabel(words.identity.name, { exact: true }).inputValue()).toBe('林小晓');
    await context.setOffline(false);
    await page.getByRole('heading', { name: words.identity.done }).waitFor();
    expect(await lin.hear()).toContain('林*晓');
    await context.close();
  });

  it('is sent once by an impatient finger, and works where scripts are off', async () => {
    const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
    const lin = await scene.consumer();
    const link = await lin.tellComplaint();
    const plain = await open(context, link.url);
    await fillIn(plain);
    await submit(plain, words.identity.submit).click();
    await plain.getByRole('heading', { name: words.identity.done }).waitFor();
    await context.close();

    const quick = await browser.newContext(PHONE);
    const page = await open(quick, (await (await scene.consumer()).tellComplaint()).url);
    let sent = 0;
    page.on('request', (request) => (sent += Number(request.method() === 'POST')));
    await fillIn(page);
    await submit(page, words.identity.submit).dblclick();
    await page.getByRole('heading', { name: words.identity.done }).waitFor();
    expect(sent).toBe(1);
    await quick.close();
  });
});
