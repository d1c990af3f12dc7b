import type { BrowserContext, Locator, Page } from 'playwright-core';
import { zhCN } from '../../locales/bot/zh-CN';
import { zhCN as words } from '../../locales/widget/zh-CN';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'zh-CN' };
export const LAPTOP = { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' };

/** Longer than anything here takes, and shorter than a test may: what is missing is named. */
export const PATIENCE_MS = 30_000;

const ASKED_AT_MOST = 12;

/** A consumer in front of our page. */
export class ConsumerPage {
  readonly input: Locator;

  constructor(readonly page: Page) {
    page.setDefaultTimeout(PATIENCE_MS);
    this.input = page.getByLabel(words.composer.label);
  }

  /** Opens the page and is greeted. */
  static async open(context: BrowserContext, url: string): Promise<ConsumerPage> {
    const consumer = new ConsumerPage(await context.newPage());
    await consumer.page.goto(url);
    await consumer.choice(zhCN.greeting.choices[0]!).waitFor();
    return consumer;
  }

  /** Types a message and sends it. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** Types a message; resolves when the bot has answered below it. */
  async say(text: string): Promise<void> {
    await this.type(text);
    await this.answered();
  }

  async press(choice: string): Promise<void> {
    await this.choice(choice).click();
    await this.answered();
  }

  choice(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true }).last();
  }

  /** Resolves when something stands below the consumer's last words. */
  async answered(): Promise<void> {
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn))); // the widget draws once a frame
    await this.page.locator('.entry:last-child .message:not(.consumer)').waitFor();
  }

  /** A message of the conversation with these words in it. */
  message(speaker: 'consumer' | 'bot' | 'agent', text: string | RegExp): Locator {
    return this.page.locator(`.message.${speaker}`).filter({ hasText: text });
  }

  /** Everything said, in order, as `speaker words`. */
  said(): Promise<string[]> {
    return this.page.locator('.message').evaluateAll((messages) =>
      messages.map((one) => {
        const speaker = ['consumer', 'bot', 'agent', 'system'].find((name) => one.classList.contains(name)) ?? '';
        return `${speaker} ${one.querySelector('.bubble')?.textContent ?? ''}`;
      }),
    );
  }

  /** Answers what the form asks, by its buttons where it has some, until the receipt is there. @returns the complaint's number */
  async answerForm(): Promise<string> {
    for (let asked = 0; asked < ASKED_AT_MOST; asked++) {
      if ((await this.receipt.count()) > 0) return this.receipt.locator('.number').innerText();
      await this.answerOne();
    }
    throw new Error(`The form did not come to an end: ${(await this.said()).slice(-4).join(' | ')}`);
  }

  get receipt(): Locator {
    return this.page.locator('.card.receipt');
  }

  /** Answers the question that stands last. */
  async answerOne(): Promise<void> {
    const { ask, confirmChoices } = zhCN.intake;
    for (const choice of [ask.consentChoices[0]!, confirmChoices[0]!, ask.productChoices[0]!, ask.requestChoices[0]!]) {
      if ((await this.page.locator('button.choice', { hasText: choice }).count()) > 0) return this.press(choice);
    }
    const last = (await this.said()).at(-1) ?? '';
    if (last.includes(ask.name)) return this.say('徐文静');
    if (last.includes(ask.phone)) return this.say('13812341234');
    return this.say('跳过');
  }
}
