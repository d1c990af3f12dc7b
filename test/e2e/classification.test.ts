import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { zhCN as words } from '../../locales/console/zh-CN';
import { systemClock } from '../../src/platform/clock';
import { environmentFor, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { Consumer } from '../tools/consumer';
import { LAPTOP } from './consumer-page';
import { DeskPage } from './desk-page';
import { OWN_PASSWORD, hire, settleIn } from './staff';

describeInBrowser('A complaint is classified', () => {
  let app: AppUnderTest;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-e2e-'));
    const password = await hire(environmentFor('embedded', folder), 'chenjing', 'agent', 'complaints');
    app = await startAppUnderTest('embedded', { XIAOBAO_DATA_DIR: folder }, systemClock);
    await settleIn(app.url, 'chenjing', password);
    const consumer = await Consumer.arrive(app.url);
    const said = ['信用卡没激活还收我年费三百块，上个月扣的，我要投诉', '退还费用', '同意', '张小明', '13800138000', '确认提交'];
    for (const one of said) await consumer.say(one);
    browser = await launchBrowser();
    const desk = await DeskPage.open(await browser.newContext(LAPTOP), app.url);
    page = desk.page;
    await desk.signIn('chenjing', OWN_PASSWORD);
    await page.getByRole('link', { name: words.nav.cases }).click();
    await page
      .getByRole('button', { name: /XB\d{8}/ })
      .first()
      .click();
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it('as the machine suggests with its reasons, or otherwise, and it shows who said so', async () => {
    const drawer = page.getByRole('dialog');
    await drawer.getByText(words.businesses.card_credit!, { exact: true }).first().waitFor();
    await drawer.getByText(/信用卡.*依据：.*年费/).waitFor();
    await drawer.getByRole('combobox', { name: words.classification.channel }).click();
    await page.getByTitle(words.businessChannels.electronic_mobile_app!, { exact: true }).click();
    await drawer.getByRole('combobox', { name: words.classification.cause }).click();
    await page.getByTitle(words.causes.disclosure!, { exact: true }).click();
    await drawer.getByRole('button', { name: words.classification.save }).click();
    await drawer.getByText(/^陈静 于 .+ 确认$/).waitFor();
    await keepScreenshot(page, 'classification');

    await page.reload();
    await page
      .getByRole('button', { name: /XB\d{8}/ })
      .first()
      .click();
    await page.getByText(/^陈静 于 .+ 确认$/).waitFor();
    expect(await page.getByRole('dialog').getByText(words.causes.disclosure!, { exact: true }).count()).toBeGreaterThan(0);
    // The suggestion still stands beside it.
    expect(await page.getByText(/信用卡.*依据：.*年费/).count()).toBe(1);
  });
});
