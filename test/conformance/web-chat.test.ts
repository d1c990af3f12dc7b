import type { Browser, Page } from 'playwright-core';
import { call } from '../channels/direct-line/wire-client';
import type { Opened } from '../channels/direct-line/wire-client';
import { startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { describeWithOfficialClients } from './official-client';
import { serveWebChat } from './web-chat-page';

const SECRET = 'a secret of at least thirty-two characters';

describeWithOfficialClients('the official Web Chat bundle', () => {
  describeInBrowser('on a bank’s page', () => {
    let app: AppUnderTest;
    let browser: Browser;
    let chat: { url: string; stop: () => void };
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      app = await startAppUnderTest('embedded', { XIAOBAO_DIRECT_LINE_SECRET: SECRET });
      const given = await call<Opened>('POST', `${app.url}/v3/directline/tokens/generate`, { token: SECRET });
      chat = await serveWebChat(app.url, given.body.token);
      browser = await launchBrowser();
      page = await browser.newPage({ viewport: { width: 420, height: 760 }, locale: 'zh-CN' });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('response', (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`));
      await page.goto(chat.url);
    });
    afterAll(async () => {
      await browser?.close();
      chat?.stop();
      await app.stop();
    });

    // Web Chat repeats everything in hidden labels: the last one is what is seen.
    const shows = (text: string) => page.getByText(text).last().waitFor();
    const button = (name: string) => page.getByRole('button', { name }).last();

    it('greets in Chinese, with what can be asked as buttons', async () => {
      await shows('智能助手');
      await button('转人工').waitFor();
    });

    it('sends what is typed and shows the answer, each once', async () => {
      await page.getByRole('textbox').fill('存款保险最多赔多少');
      await page.keyboard.press('Enter');
      await shows('50万');
      const own = page.locator('.webchat__bubble--from-user').getByText('存款保险最多赔多少');
      expect(await own.count()).toBe(1);
      expect(await page.getByText('发送失败').count()).toBe(0);
    });

    it('says what a button says', async () => {
      await page.getByRole('textbox').fill('转人工');
      await page.keyboard.press('Enter');
      await button('取消排队').click();
      await shows('已取消排队');
      await keepScreenshot(page, 'official-web-chat');
      expect(complaints).toEqual([]);
    });
  });
});
