import type { BrowserContext, Locator, Page } from 'playwright-core';
import { zhCN as words } from '../../locales/console/zh-CN';

import { PATIENCE_MS } from './consumer-page';

/** A member of staff in front of the console. */
export class DeskPage {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(PATIENCE_MS);
  }

  static async open(context: BrowserContext, url: string): Promise<DeskPage> {
    const desk = new DeskPage(await context.newPage());
    await desk.page.goto(`${url}/console/`);
    return desk;
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.page.getByLabel(words.signIn.username).fill(username);
    await this.page.getByLabel(words.signIn.password, { exact: true }).fill(password);
    await this.page.getByRole('button', { name: words.signIn.submit }).click();
  }

  /** Replaces the one-time password by one's own, as the console asks before anything else. */
  async choosePassword(oneTime: string, own: string): Promise<void> {
    await this.page.getByLabel(words.password.currentOneTime).fill(oneTime);
    await this.page.getByLabel(words.password.next, { exact: true }).fill(own);
    await this.page.getByLabel(words.password.repeat).fill(own);
    await this.page.getByRole('button', { name: words.password.submit }).click();
  }

  /** Resolves when the desk is there and hears of changes. */
  async isLive(): Promise<void> {
    await this.page.getByRole('region', { name: words.desk.queueLabel }).waitFor();
    await this.page.locator('.live-mark-live').first().waitFor();
  }

  /** The conversations of the queue. */
  get queue(): Locator {
    return this.page.locator('[data-queue-item]');
  }

  /** A line of the transcript with these words. */
  line(speaker: 'consumer' | 'bot' | 'agent', text: string): Locator {
    return this.page.locator(`.line[data-speaker="${speaker}"]`).filter({ hasText: text });
  }

  async claim(): Promise<void> {
    await this.page.getByRole('button', { name: words.conversation.claim, exact: true }).click();
  }

  async reply(text: string): Promise<void> {
    const area = this.page.getByLabel(words.reply.label);
    await area.fill(text);
    await area.press('Enter');
  }

  async close(outcome: string, note: string): Promise<void> {
    await this.page.getByRole('button', { name: words.conversation.finish }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByText(outcome, { exact: true }).click();
    await dialog.getByRole('textbox').fill(note);
    await dialog.getByRole('button', { name: words.closing.confirm }).click();
  }
}
