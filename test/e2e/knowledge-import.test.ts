import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { zhCN as words } from '../../locales/console/knowledge/zh-CN';
import { transferMessages } from '../../locales/transfer/messages';
import { fill } from '../../src/knowledge/transfer/sheet';
import { readWorkbook, writeWorkbook } from '../../src/knowledge/transfer/workbook';
import { systemClock } from '../../src/platform/clock';
import { environmentFor, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { violations } from './axe';
import { PHONE } from './consumer-page';
import { hire, settleIn } from './staff';
import { StudioPage } from './studio-page';

const zh = transferMessages['zh-CN'];
const { columns } = zh;
const DESKTOP = { viewport: { width: 1440, height: 900 }, locale: 'en-GB' };
const HEADS = [columns.id, columns.title, columns.category, columns.answer];
const KNOWN = 'deposit-insurance-limit';
const NEW = '纪念钞在哪里预约？';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describeInBrowser('Entries imported from a workbook in the studio', () => {
  let app: AppUnderTest;
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xiaobao-e2e-'));
    const environment = environmentFor('embedded', folder);
    const oneTime = await hire(environment, 'zhouyan', 'educator', 'education');
    app = await startAppUnderTest('embedded', { XIAOBAO_DATA_DIR: folder }, systemClock);
    await settleIn(app.url, 'zhouyan', oneTime);
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the dialog and gives it a workbook, or a file as it is. */
  async function choose({ page }: StudioPage, given: readonly (readonly string[])[] | Buffer): Promise<Locator> {
    const dialog = page.getByRole('dialog');
    if (!(await dialog.isVisible())) await page.getByRole('button', { name: words.list.import, exact: true }).click();
    const buffer = Buffer.isBuffer(given) ? given : await writeWorkbook(given, zh.sheetName);
    await dialog.locator('input[type=file]').setInputFiles({ name: '条目.xlsx', mimeType: XLSX, buffer });
    return dialog;
  }

  it('says row by row what and why, imports all or nothing, and what it exports comes back the same', async () => {
    const studio = await StudioPage.open(await browser.newContext(DESKTOP), app.url, 'zhouyan');
    const complaints: string[] = [];
    studio.page.on('pageerror', (error) => complaints.push(error.message));
    const rows = [
      [KNOWN, '存款保险最多赔多少？', '存款保险', '同一家银行最多赔50万元，本金和利息合在一起算。'],
      ['', NEW, '现金', '到预约的网点兑换，带本人身份证。'],
      ['', '没有类的问题', '没有的类', '答案。'],
      ['', NEW, '现金', '又写了一遍。'],
    ];
    const dialog = await choose(studio, [HEADS, ...rows]);
    await dialog.getByText(words.import.held(2, 2)).waitFor();
    await dialog.getByText(`${columns.title}：${fill(zh.rows.duplicateRow, { row: 3 })}`).waitFor();
    await dialog.getByText(/^类别：没有“没有的类”这个类别/).waitFor();
    await keepScreenshot(studio.page, 'import-01-refused');
    const apply = dialog.getByRole('button', { name: words.import.apply(2) });
    expect(await apply.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: new RegExp(`^${words.import.all}`) }).click();
    await dialog.getByText(words.import.changes(words.fields.answer!)).waitFor();
    await keepScreenshot(studio.page, 'import-02-all');
    expect(await violations(studio.page)).toEqual([]);

    await dialog.getByRole('checkbox').uncheck();
    await apply.click();
    await dialog.getByText(words.import.doneBut(2, 2)).waitFor();
    await keepScreenshot(studio.page, 'import-03-done-but');
    await dialog.getByRole('button', { name: words.done }).click();
    await studio.page.getByRole('link', { name: NEW }).waitFor();

    const downloading = studio.page.waitForEvent('download');
    await studio.page.getByRole('button', { name: words.list.export }).click();
    await studio.page.getByRole('menuitem', { name: words.list.exportXlsx }).click();
    const bytes = readFileSync(await (await downloading).path());
    const exported = (await readWorkbook(bytes)).map(({ cells }) => cells.map(({ text }) => text));
    const again = await choose(studio, bytes);
    await again.getByRole('button', { name: words.import.nothing }).waitFor();

    const at = exported.findIndex((row) => row.includes(NEW));
    exported[at]![exported[0]!.indexOf(columns.answer)] = '带身份证到网点兑换。';
    await again.getByRole('button', { name: words.import.another }).click();
    await choose(studio, exported);
    await again.getByRole('button', { name: words.import.apply(1) }).click();
    await again.getByText(words.import.done(0, 1)).waitFor();
    await keepScreenshot(studio.page, 'import-04-round-trip');

    await again.getByRole('button', { name: words.import.another }).click();
    await choose(studio, Buffer.from('PK, but no workbook'));
    await again.getByText(zh.files.notWorkbook).waitFor();
    await keepScreenshot(studio.page, 'import-05-no-workbook');
    expect(complaints).toEqual([]);
  }, 180_000);

  it('on a phone: watched while it runs, put away and looked at again', async () => {
    const studio = await StudioPage.open(await browser.newContext(PHONE), app.url, 'zhouyan');
    const rows = Array.from({ length: 1000 }, (_, at) => [
      '',
      `第${at}个问题怎么办`,
      '账户',
      `第${at}个答案，带身份证到网点办理。`,
    ]);
    const dialog = await choose(studio, [HEADS, ...rows]);
    await dialog.getByText(words.import.more(700)).waitFor();
    await keepScreenshot(studio.page, 'import-06-phone');
    expect(await violations(studio.page)).toEqual([]);
    let reopened = (): void => undefined;
    const untilReopened = new Promise<void>((resolve) => (reopened = resolve));
    // However fast the import is: its end is heard of when the dialog is open again.
    await studio.page.route('**/api/knowledge/import/imp_*', (route) => untilReopened.then(() => route.continue()));
    await dialog.getByRole('button', { name: words.import.apply(1000) }).click();
    await dialog.getByText(words.import.mayClose).waitFor();
    await keepScreenshot(studio.page, 'import-07-phone-running');
    await dialog.locator('.ant-modal-close').click();
    await dialog.waitFor({ state: 'hidden' });
    await studio.page.getByRole('button', { name: words.list.import, exact: true }).click();
    await dialog.getByText(words.import.running(0, 1000)).waitFor();
    reopened();
    await dialog.getByText(words.import.done(1000, 0)).waitFor();
    await keepScreenshot(studio.page, 'import-08-phone-done');
    const overflow = await studio.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }, 180_000);
});
