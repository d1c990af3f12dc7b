import { randomUUID } from 'node:crypto';
import { messages } from '../../locales/bot/messages';

/** What a consumer reads, as Direct Line tells it. */
interface Heard {
  id: string;
  text?: string;
  from: { role: string };
  replyToId?: string;
  attachments?: { contentType: string; content?: { copy?: { value: string } } }[];
}

/** How a consumer answers when asked; what is missing is skipped. */
export interface Particulars {
  facts?: string;
  product?: string;
  happened?: string;
  request?: string;
  respondent?: string;
  name: string;
  phone: string;
}

/** How someone comes: in which language, with large type. */
export interface Visit {
  locale?: 'zh-CN' | 'en';
  elder?: boolean;
}

const ASKED_AT_MOST = 15;

/** Someone who talks to the bot as any page does: over Direct Line. */
export class DemoConsumer {
  private watermark = '0';
  private heard: Heard[] = [];
  private said = '';

  private constructor(
    private readonly url: string,
    private readonly path: string,
    private readonly token: string,
    private readonly locale: 'zh-CN' | 'en',
  ) {}

  /** Opens the page and is greeted. */
  static async arrive(url: string, { locale = 'zh-CN', elder = false }: Visit = {}): Promise<DemoConsumer> {
    const response = await fetch(`${url}/api/widget/token`, { method: 'POST' });
    const { conversationId, token } = (await response.json()) as { conversationId: string; token: string };
    const consumer = new DemoConsumer(url, `/v3/directline/conversations/${conversationId}`, token, locale);
    await consumer.call('POST', '/v3/directline/conversations', {});
    await consumer.send({ type: 'event', name: 'startConversation', locale });
    if (elder) await consumer.send({ type: 'event', name: 'preferences', value: { elder } });
    return consumer;
  }

  /** Says something; resolves when the bot has answered. */
  async say(text: string): Promise<void> {
    this.said = text;
    await this.send({ type: 'message', text });
  }

  /** Says something to the person who has the conversation: the bot is silent. */
  async sayToPerson(text: string): Promise<void> {
    await this.post({ type: 'message', text });
  }

  /**
   * Answers what the form asks until the complaint is registered, or until it asks for the `last` particular.
   * @returns the complaint's number; '' when stopped before.
   */
  async answerForm(known: Particulars, last?: keyof Particulars): Promise<string> {
    for (let asked = 0; asked < ASKED_AT_MOST; asked++) {
      const number = this.receipt();
      if (number) return number;
      const { wish, answer } = this.answerTo(known);
      if (wish && wish === last) return '';
      await this.say(answer);
    }
    throw new Error(`The form did not come to an end; it said last: ${this.heard.at(-1)?.text}`);
  }

  private answerTo(known: Particulars): { wish?: keyof Particulars; answer: string } {
    const { ask, confirm, confirmChoices } = messages[this.locale].intake;
    const words = this.heard.map(({ text }) => text ?? '');
    const wish = (['facts', 'product', 'happened', 'request', 'respondent', 'name', 'phone'] as const).find((one) =>
      words.includes(ask[one]),
    );
    if (wish) return { wish, answer: known[wish] ?? '跳过' };
    if (words.includes(ask.consent)) return { answer: ask.consentChoices[0]! };
    if (words.some((one) => one.endsWith(confirm))) return { answer: confirmChoices[0]! };
    throw new Error(`The form said what nobody expected, to "${this.said}": ${words.join(' | ')}`);
  }

  private receipt(): string | undefined {
    const cards = this.heard.flatMap(({ attachments }) => attachments ?? []);
    return cards.find(({ contentType }) => contentType === 'application/vnd.xiaobao.receipt')?.content?.copy?.value;
  }

  private async send(activity: object): Promise<void> {
    const id = await this.post(activity);
    this.heard = [];
    while (!this.heard.some(({ replyToId }) => replyToId === id)) this.heard.push(...(await this.poll()));
  }

  private async post(activity: object): Promise<string> {
    const said = { ...activity, channelData: { clientActivityID: randomUUID() } };
    return ((await this.call('POST', `${this.path}/activities`, said)) as { id: string }).id;
  }

  private async poll(): Promise<Heard[]> {
    const page = (await this.call('GET', `${this.path}/activities?watermark=${this.watermark}`)) as {
      activities: Heard[];
      watermark: string;
    };
    this.watermark = page.watermark;
    return page.activities.filter(({ from }) => from.role === 'bot');
  }

  private async call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${await response.text()}`);
    return response.json();
  }
}
