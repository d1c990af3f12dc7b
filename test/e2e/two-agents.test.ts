import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { zhCN as console } from '../../locales/console/zh-CN';
import { systemClock } from '../../src/platform/clock';
import { environmentFor, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { Consumer } from '../tools/consumer';
import { LAPTOP } from './consumer-page';
import { DeskPage } from './desk-page';
import { OWN_PASSWORD, hire, settleIn } from './staff';

describeInBrowser('Two agents at their desks', () => {
  let app: AppUnderTest;
  let browser: Browser;
  let desks: DeskPage[];
  let owner: DeskPage;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-e2e-'));
    const environment = environmentFor('embedded', folder);
    const people = ['chenjing', 'wanglei'];
    const passwords: string[] = [];
    for (const person of people) passwords.push(await hire(environment, person, 'agent', 'complaints'));
    app = await startAppUnderTest('embedded', { XIAOBAO_DATA_DIR: folder }, systemClock);
    browser = await launchBrowser();
    desks = [];
    for (const [index, person] of people.entries()) {
      await settleIn(app.url, person, passwords[index]!);
      const desk = await DeskPage.open(await browser.newContext(LAPTOP), app.url);
      await desk.signIn(person, OWN_PASSWORD);
      await desk.isLive();
      desks.push(desk);
    }
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it('who claim at once: one gets the conversation, the other is told kindly who has it', async () => {
    const consumer = await Consumer.arrive(app.url);
    await consumer.say('转人工');
    for (const desk of desks) await desk.queue.first().click();
    // Neither page may hear of the other's click before its own: the requests are held and let go together.
    let letGo = (): void => undefined;
    const both = new Promise<void>((resolve) => (letGo = resolve));
    let held = 0;
    for (const { page } of desks) {
      await page.route('**/claim', async (route) => {
        if (++held === desks.length) letGo();
        await both;
        await route.continue();
      });
    }
    await Promise.all(desks.map((desk) => desk.claim()));
    const refused = (desk: DeskPage) => desk.page.getByRole('dialog', { name: console.conversation.taken });
    const loser = await Promise.any(
      desks.map((desk) =>
        refused(desk)
          .waitFor()
          .then(() => desk),
      ),
    );
    owner = desks.find((desk) => desk !== loser)!;
    await owner.page.getByLabel(console.reply.label).waitFor();
    expect(await refused(owner).count()).toBe(0);
    await keepScreenshot(loser.page, 'two-agents-taken');
    await refused(loser).getByRole('button').click();
    await loser.page.getByText(console.desk.others).waitFor();
    await loser.page.getByText(console.reply.notMineOther).waitFor();
    expect(await loser.page.getByLabel(console.reply.label).count()).toBe(0);
  });

  it('words that come to a conversation that is not on the screen are marked in the queue', async () => {
    const second = await Consumer.arrive(app.url);
    await second.say('我要投诉');
    await second.say('转人工');
    await owner.queue.nth(1).click();
    await owner.claim();
    await owner.page.getByLabel(console.reply.label).waitFor();
    await owner.queue.first().click();
    await second.sayToPerson('我还在等');
    await owner.page.locator('[data-queue-item]:not([aria-current])').getByText(console.desk.unreadMark).waitFor();
    await owner.queue.nth(1).click();
    await owner.line('consumer', '我还在等').waitFor();
    await owner.page.getByText(console.desk.unreadMark, { exact: true }).waitFor({ state: 'detached' });
  });
});
