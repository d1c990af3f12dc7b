import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { zhCN as words } from '../../locales/console/knowledge/zh-CN';
import { systemClock } from '../../src/platform/clock';
import { environmentFor, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { ConsumerPage, PHONE } from './consumer-page';
import { hire, settleIn } from './staff';
import { StudioPage } from './studio-page';
import { violations } from './axe';

const DESKTOP = { viewport: { width: 1440, height: 900 }, locale: 'zh-CN' };
const TITLE = '预约的纪念币去哪里兑换？';
const ASKED = '纪念币预约后在哪里兑换';
const FIRST = '请带本人身份证到预约的网点兑换。';
const COLLEAGUES = '请在兑换期内到网点兑换。';
const MINE = '请带本人身份证，在公告的兑换期内到预约时选的网点兑换。';
const MISSED = '保险箱业务是什么意思';

describeInBrowser('The knowledge studio, from a draft to the answer in the chat', () => {
  let app: AppUnderTest;
  let browser: Browser;
  let author: StudioPage;
  let colleague: StudioPage;
  let approver: StudioPage;
  let place: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-e2e-'));
    const environment = environmentFor('embedded', folder);
    const people = [
      ['zhouyan', 'educator', 'education'],
      ['zhangwei', 'educator', 'education'],
      ['zhaoyun', 'supervisor', ''],
    ] as const;
    const oneTime = new Map<string, string>();
    for (const [name, role, skills] of people) oneTime.set(name, await hire(environment, name, role, skills));
    app = await startAppUnderTest('embedded', { XIAOBAO_DATA_DIR: folder }, systemClock);
    for (const [name] of people) await settleIn(app.url, name, oneTime.get(name) ?? '');
    browser = await launchBrowser();
    author = await StudioPage.open(await browser.newContext(DESKTOP), app.url, 'zhouyan');
    colleague = await StudioPage.open(await browser.newContext(DESKTOP), app.url, 'zhangwei');
    approver = await StudioPage.open(await browser.newContext(DESKTOP), app.url, 'zhaoyun');
    for (const { page } of [author, colleague, approver]) page.on('pageerror', (error) => complaints.push(error.message));
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it('the author writes, sees what the consumer will see, and it is saved by itself', async () => {
    await author.begin(TITLE, '现金');
    place = new URL(author.page.url()).pathname.replace('/console/knowledge', '');
    await author.field('answer').fill(FIRST);
    await author.addWording(ASKED);
    await author.addWording('约到的纪念币怎么领');
    await author.cite('人民币管理条例', '第18条');
    await author.field('reviewBy').fill('2030-06-30');
    await author.page.locator('.web-bubble').filter({ hasText: FIRST }).waitFor();
    await author.page.locator('.tried-this').first().waitFor();
    await author.saved();
    await keepScreenshot(author.page, 'studio-01-written');
    await author.page.locator('.preview').getByText(words.preview.channels.wechat).click();
    await author.page.locator('.wechat-bubble').filter({ hasText: FIRST }).waitFor();
    await author.page.reload();
    expect(await author.field('answer').inputValue()).toBe(FIRST);
  });

  it('without a network the text stays here, over a reload, and goes to the server once there is one', async () => {
    await author.page.route('**/draft', (route) => route.abort());
    await author.field('answer').fill(`${FIRST}再想想`);
    await author.page.getByText(words.editor.states.offline).waitFor();
    await keepScreenshot(author.page, 'studio-02-offline');
    await author.page.getByRole('link', { name: words.toList }).click();
    await author.page.getByText(words.leave.title).waitFor();
    await author.page.getByRole('button', { name: words.leave.stay }).click();
    author.page.once('dialog', (dialog) => void dialog.accept());
    await author.page.reload();
    await author.page.getByRole('heading', { name: TITLE, level: 1 }).waitFor();
    expect(await author.field('answer').inputValue()).toBe(`${FIRST}再想想`);
    await author.page.unroute('**/draft');
    await author.saved();
    await author.field('answer').fill(FIRST);
    await author.saved();
  });

  it('two write on the same field: each hears of the other, and both texts are there to choose from', async () => {
    await colleague.goTo(place);
    await colleague.page.getByText(words.editor.presence('周妍')).waitFor();
    await colleague.field('answer').fill(COLLEAGUES);
    await colleague.saved();
    await author.field('answer').fill(MINE);
    const dialog = author.page.getByRole('dialog').filter({ hasText: words.conflict.title });
    await dialog.getByText(COLLEAGUES).waitFor();
    await dialog.getByText(MINE).waitFor();
    await keepScreenshot(author.page, 'studio-03-conflict');
    const confirm = dialog.getByRole('button', { name: words.conflict.confirm });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: words.conflict.mine, exact: true }).click();
    await confirm.click();
    await author.saved();
    expect(await author.field('answer').inputValue()).toBe(MINE);
    await author.tab('history').click();
    await author.page.getByText('张伟').first().waitFor();
    await keepScreenshot(author.page, 'studio-04-history');
  });

  it('whoever wrote it may not approve it, and is told why', async () => {
    await author.tab('write').click();
    await author.submit('新币下月发行');
    await author.tab('review').click();
    await author.page.getByText(words.actions.ownWorkHint).waitFor();
    await author.page.getByText(words.gate.passes).first().waitFor();
    expect(await author.page.getByRole('button', { name: words.actions.publish, exact: true }).count()).toBe(0);
    await keepScreenshot(author.page, 'studio-05-own-work');
  });

  it('somebody else reads it in the queue and publishes it', async () => {
    await approver.goTo('/review');
    await approver.page.getByRole('link', { name: TITLE }).click();
    await approver.page.getByText(MINE).first().waitFor();
    await approver.page.getByRole('button', { name: words.actions.publish, exact: true }).click();
    await approver.page.getByText(words.actions.published).waitFor();
    await keepScreenshot(approver.page, 'studio-06-published');
  });

  it('a consumer who asks it in other words gets exactly that text', async () => {
    const consumer = await ConsumerPage.open(await browser.newContext(PHONE), app.url);
    await consumer.say(ASKED);
    const card = consumer.page.locator('.card.faq');
    await card.waitFor();
    expect(await card.locator('.answer').first().innerText()).toBe(MINE);
    await keepScreenshot(consumer.page, 'studio-07-consumer');
    await consumer.say(MISSED);
    await consumer.page.context().close();
  });

  it('tries a list of questions as the consumer that is chosen', async () => {
    await author.goTo('/test');
    await author.page.getByLabel(words.test.label).fill(ASKED);
    await author.page.getByRole('button', { name: words.editor.channels.wechat, exact: true }).click();
    await author.page.getByRole('button', { name: words.test.readers.elder, exact: true }).click();
    const asked = author.page.waitForRequest('**/api/knowledge/try');
    await author.page.getByRole('button', { name: words.test.run }).click();
    expect((await asked).postDataJSON()).toEqual({ questions: [ASKED], channel: 'wechat', elder: true });
    await author.page.getByText(MINE).or(author.page.getByText(TITLE)).first().waitFor();
  });

  it('what a consumer asked in vain becomes a draft with one press', async () => {
    await author.goTo('/misses');
    await author.page.getByText(MISSED).first().waitFor();
    await keepScreenshot(author.page, 'studio-08-misses');
    await author.page.getByRole('button', { name: words.misses.draft }).first().click();
    const dialog = author.page.getByRole('dialog');
    await author.choose(dialog.getByLabel(words.create.categoryLabel), '服务');
    await dialog.getByRole('button', { name: words.misses.draft }).click();
    await author.page.getByText(words.statuses.draft).first().waitFor();
    await author.page.locator(`.wording input[value="${MISSED}"]`).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('what is withdrawn is found no more, and comes back out of the history as a draft', async () => {
    await approver.goTo(place);
    await approver.page.getByRole('button', { name: words.more, exact: true }).click();
    await approver.page.getByRole('menuitem', { name: words.actions.withdraw }).click();
    const dialog = approver.page.getByRole('dialog');
    await dialog.getByLabel(words.actions.reason).fill('兑换期已过');
    await dialog.getByRole('button', { name: words.actions.withdraw }).click();
    await approver.page.getByText(words.statuses.withdrawn).first().waitFor();
    await author.goTo(`${place}/history`);
    await author.page.locator('.version').filter({ hasText: words.history.kinds.published }).click();
    await author.page.getByRole('button', { name: words.history.restore }).last().click();
    await author.page.getByRole('dialog').getByRole('button', { name: words.history.restore }).click();
    await author.page.locator('.version').filter({ hasText: words.history.kinds.restored }).waitFor();
    await author.tab('write').click();
    expect(await author.field('answer').inputValue()).toBe(MINE);
  });

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
  ] as const)(
    'has no barriers (WCAG 2.2 AA by axe), %s, %d wide',
    async (colorScheme, width) => {
      await author.page.emulateMedia({ colorScheme });
      await author.page.setViewportSize({ width, height: 900 });
      const found: string[] = [];
      for (const at of ['', '/review', '/calendar', '/misses', '/usage', '/test', place, `${place}/review`, `${place}/history`]) {
        await author.goTo(at);
        await author.page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
        await keepScreenshot(author.page, `studio-axe-${colorScheme}-${width}${at.replaceAll('/', '-')}`);
        found.push(...(await violations(author.page)).map((one) => `${at}: ${one}`));
        const overflow = await author.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (overflow > 0) found.push(`${at}: ${overflow} px too wide`);
      }
      expect(found).toEqual([]);
    },
    60_000,
  );
});
