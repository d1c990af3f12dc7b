/*
 * Makes the picture of the README, docs/images/main-job.png: a consumer's phone beside the agent's desk, with the stories of the
 * demo behind them. `node bin/build.js && node test/tools/run-typescript.mjs test/tools/make-screenshots.ts`
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subDays } from 'date-fns';
import type { Browser } from 'playwright-core';
import { startApp } from '../../src/app';
import { collections } from '../../src/collections';
import { readConfig } from '../../src/config/config';
import { addDemoStaff } from '../../src/demo/accounts';
import { MovingClock } from '../../src/demo/moving-clock';
import { createScene, tellAll } from '../../src/demo/scene';
import { STORIES } from '../../src/demo/stories';
import { projectRoot } from '../../src/platform/project-root';
import { openStore } from '../../src/storage/open-store';
import { ConsumerPage, PHONE } from '../e2e/consumer-page';
import { DeskPage } from '../e2e/desk-page';
import { environmentFor } from './app-under-test';
import { launchBrowser } from './browser';

const PASSWORD = 'only-for-the-picture';
const DESK = { viewport: { width: 1180, height: 844 }, locale: 'zh-CN' };
const SHARPER = { deviceScaleFactor: 1.5 };

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-picture-'));
  const config = readConfig(environmentFor('embedded', folder));
  const clock = new MovingClock(subDays(new Date(), 31));
  const database = await openStore(config);
  await database.prepare(collections);
  await addDemoStaff(database, clock, PASSWORD);
  await database.close();
  const app = await startApp(config, clock);
  const browser = await launchBrowser();
  try {
    // Without the last story, which is the one that is played here.
    await tellAll(STORIES.slice(0, -1), createScene(app.url, PASSWORD, clock));
    await compose(browser, await play(browser, app.url));
  } finally {
    await browser.close();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The main job, up to the agent's answer. @returns both windows as data URLs */
async function play(browser: Browser, url: string): Promise<{ phone: string; desk: string }> {
  const consumer = await ConsumerPage.open(await browser.newContext({ ...PHONE, ...SHARPER }), url);
  await consumer.say('你们信用卡没激活还收我年费三百块，上个月扣的，我要投诉');
  await consumer.answerForm();
  await consumer.say('转人工');
  const desk = await DeskPage.open(await browser.newContext({ ...DESK, ...SHARPER }), url);
  await desk.signIn('chenjing', PASSWORD);
  await desk.isLive();
  await desk.queue.last().click();
  await desk.claim();
  await desk.reply('您好，您说的年费我看到了。这张卡一直没有激活，对吗？');
  await consumer.message('agent', '一直没有激活').waitFor();
  await consumer.type('对，收到就放抽屉里了，从来没用过');
  await desk.line('consumer', '放抽屉里了').waitFor();
  await desk.reply('核对过了，300元原路退回，三个工作日内到账。');
  await consumer.message('agent', '原路退回').waitFor();
  await desk.page.locator('.ant-message-notice').waitFor({ state: 'detached' });
  const picture = async ({ page }: ConsumerPage | DeskPage) =>
    `data:image/png;base64,${(await page.screenshot({ scale: 'device' })).toString('base64')}`;
  return { phone: await picture(consumer), desk: await picture(desk) };
}

async function compose(browser: Browser, { phone, desk }: { phone: string; desk: string }): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1660, height: 904 } });
  const frame = 'border-radius:12px;box-shadow:0 0 0 1px #cfd9d8,0 10px 30px #0b3f3f26';
  await page.setContent(
    `<body style="margin:0;padding:30px;display:flex;gap:30px;background:#eef3f3;box-sizing:border-box">
     <img src="${phone}" height="844" style="${frame};border-radius:26px"><img src="${desk}" height="844" style="${frame}">`,
  );
  mkdirSync(join(projectRoot, 'docs/images'), { recursive: true });
  await page.screenshot({ path: join(projectRoot, 'docs/images/main-job.png') });
}

void main();
