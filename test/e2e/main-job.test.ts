import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { zhCN as bot } from '../../locales/bot/zh-CN';
import { zhCN as console } from '../../locales/console/zh-CN';
import { zhCN as widget } from '../../locales/widget/zh-CN';
import { environmentFor } from '../tools/app-under-test';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { freePort } from '../tools/free-port';
import { ServerProcess } from '../tools/server-process';
import { ConsumerPage, PHONE, LAPTOP } from './consumer-page';
import { DeskPage } from './desk-page';
import { OWN_PASSWORD, hire } from './staff';

const POST = bot.handoff.posts.complaints;

describeInBrowser('The main job, consumer and agent side by side', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-e2e-'));
  let environment: Record<string, string>;
  let server: ServerProcess;
  let oneTimePassword: string;
  let browser: Browser;
  let consumer: ConsumerPage;
  let desk: DeskPage;
  let number: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    environment = { ...environmentFor('embedded', folder), PORT: String(await freePort()) };
    oneTimePassword = await hire(environment, 'chenjing', 'agent', 'complaints');
    server = await ServerProcess.start(environment);
    browser = await launchBrowser();
    consumer = await ConsumerPage.open(await browser.newContext(PHONE), server.url);
    desk = await DeskPage.open(await browser.newContext(LAPTOP), server.url);
    for (const page of [consumer.page, desk.page]) page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const keep = (page: Page, name: string) => keepScreenshot(page, `main-job-${name}`);

  it('the agent signs in with the one-time password and chooses one of their own', async () => {
    await desk.signIn('chenjing', oneTimePassword);
    await desk.choosePassword(oneTimePassword, OWN_PASSWORD);
    await desk.isLive();
    await desk.page.getByText(console.desk.emptyTitle).waitFor();
    await keep(desk.page, '01-empty-desk');
  });

  it('the consumer says what happened and is not asked for it again', async () => {
    await keep(consumer.page, '02-greeting');
    await consumer.say('你们信用卡没激活还收我年费三百块，上个月扣的，我要投诉');
    const said = (await consumer.said()).join('\n');
    expect(said).toMatch(/300/);
    expect(said).not.toContain(bot.intake.ask.product);
    expect(said).not.toContain(bot.intake.ask.happened);
    await keep(consumer.page, '03-first-answer');
  });

  it('asks something in the middle, is answered, and goes on where they were', async () => {
    await consumer.say('对了，存款保险最多赔多少？');
    await consumer.message('bot', '50万').first().waitFor();
    await keep(consumer.page, '04-question-in-the-middle');
    number = await consumer.answerForm();
    expect(number).toMatch(/^XB\d{8}-[0-9A-Z]{6}$/);
    await consumer.receipt
      .getByText(/\d{4}年\d{1,2}月\d{1,2}日/)
      .first()
      .waitFor();
    await consumer.receipt.scrollIntoViewIfNeeded();
    await keep(consumer.page, '05-receipt');
  });

  it('asks for a person, who sees it without reloading, with all that was said', async () => {
    await consumer.say('转人工');
    await desk.queue.first().waitFor();
    await desk.queue.first().click();
    await desk.line('consumer', '没激活还收我年费三百块').waitFor();
    await desk.page.getByText(number).first().waitFor();
    await desk.page.getByRole('complementary', { name: console.desk.factsLabel }).getByText('300元').waitFor();
    await keep(desk.page, '06-waiting');
  });

  it('the agent takes it and both talk', async () => {
    await desk.claim();
    await consumer.message('bot', POST).last().waitFor();
    await desk.reply('您好，您说的年费我看到了。这张卡一直没有激活，对吗？');
    await consumer.message('agent', '一直没有激活').waitFor();
    await consumer.page.getByText(widget.header.served(POST)).waitFor();
    await consumer.type('对，收到就放抽屉里了');
    await desk.line('consumer', '放抽屉里了').waitFor();
    await keep(consumer.page, '07-talking');
    await keep(desk.page, '07-talking-desk');
  });

  it('the server is killed and comes back: both windows go on, nothing is lost or doubled', async () => {
    const before = await consumer.said();
    expect(before.slice(-2)).toEqual([
      'agent 您好，您说的年费我看到了。这张卡一直没有激活，对吗？',
      'consumer 对，收到就放抽屉里了',
    ]);
    await server.kill();
    await consumer.type('还在吗，这三百块能退吗');
    await desk.page.getByText(console.live.lost).first().waitFor();
    await keep(consumer.page, '08-server-killed');
    await keep(desk.page, '08-server-killed-desk');
    server = await ServerProcess.start(environment);
    await desk.line('consumer', '这三百块能退吗').waitFor();
    await desk.reply('在的。核对后三百元原路退回，三个工作日内到账。');
    await consumer.message('agent', '原路退回').waitFor();
    expect(await consumer.said()).toEqual([
      ...before,
      'consumer 还在吗，这三百块能退吗',
      'agent 在的。核对后三百元原路退回，三个工作日内到账。',
    ]);
    for (const words of ['放抽屉里了', '这三百块能退吗']) expect(await desk.line('consumer', words).count()).toBe(1);
    expect(await desk.line('agent', '原路退回').count()).toBe(1);
    await keep(consumer.page, '09-back');
  });

  it('the agent ends it; the consumer has the bot back once, and rates', async () => {
    await desk.close(console.closing.outcomes.resolved, '年费300元原路退回，3个工作日内到账。');
    await consumer.choice(bot.handoff.endedChoices[0]!).waitFor();
    expect(await consumer.message('bot', bot.handoff.ended).count()).toBe(1);
    await desk.page.getByText(console.desk.emptyTitle).waitFor();
    await consumer.press(bot.handoff.endedChoices[0]!);
    await consumer.message('bot', bot.handoff.rated).waitFor();
    await consumer.say('你是谁');
    expect((await consumer.said()).at(-1)).toMatch(/^bot /);
    await keep(consumer.page, '10-rated');
    await keep(desk.page, '10-ended-desk');
    expect(complaints).toEqual([]);
  });
});
