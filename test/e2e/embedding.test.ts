import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { zhCN as widget } from '../../locales/widget/zh-CN';
import { systemClock } from '../../src/platform/clock';
import { startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { ConsumerPage, LAPTOP } from './consumer-page';

/** A page of the bank somewhere else, with styles of its own and one script element. */
class BankSite {
  private widgetUrl = '';

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async open(): Promise<BankSite> {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><html lang="zh-CN"><title>银行</title><style>* { color: red !important; font: 30px serif } button { display: none }</style>
         <h1>欢迎</h1><script src="${site.widgetUrl}" async></script>`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const site = new BankSite(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return site;
  }

  embed(widgetUrl: string): void {
    this.widgetUrl = widgetUrl;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describeInBrowser('On other pages of the bank', () => {
  let bank: BankSite;
  let stranger: BankSite;
  let app: AppUnderTest;
  let browser: Browser;
  let consumer: ConsumerPage;

  beforeAll(async () => {
    [bank, stranger] = await Promise.all([BankSite.open(), BankSite.open()]);
    app = await startAppUnderTest('embedded', { XIAOBAO_WIDGET_ORIGINS: bank.origin }, systemClock);
    for (const site of [bank, stranger]) site.embed(`${app.url}/widget.js`);
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    const context = await browser.newContext(LAPTOP);
    consumer = new ConsumerPage(await context.newPage());
  });
  afterEach(() => consumer.page.context().close());
  afterAll(async () => {
    await browser.close();
    for (const site of [bank, stranger]) site.close();
    await app.stop();
  });

  const launch = async (site: BankSite): Promise<void> => {
    await consumer.page.goto(site.origin);
    await consumer.page.getByRole('button', { name: widget.open(widget.title) }).click();
  };

  it('one script element is enough, whatever the styles of the page', async () => {
    await launch(bank);
    await consumer.say('存款保险最多赔多少');
    await consumer.message('bot', '50万').first().waitFor();
    await keepScreenshot(consumer.page, 'embedded');
    await consumer.page.keyboard.press('Escape');
    await consumer.page.getByRole('button', { name: widget.open(widget.title) }).waitFor();
  });

  it('a page that the bank has not named is refused in words', async () => {
    await launch(stranger);
    await consumer.page.getByText(widget.connection.refused).waitFor();
    await keepScreenshot(consumer.page, 'embedded-refused');
  });
});
