import { randomUUID } from 'node:crypto';
import type { SeenActivity } from './consumer';

/** A consumer whose page keeps trying, as the widget does: the same message under the same id until it is taken. */
export class PersistentConsumer {
  private watermark = '0';
  private readonly seen: SeenActivity[] = [];

  private constructor(
    private readonly url: string,
    private readonly path: string,
    private readonly token: string,
  ) {}

  static async arrive(url: string): Promise<PersistentConsumer> {
    const { conversationId, token } = (await insist(`${url}/api/widget/token`, 'POST', {})) as {
      conversationId: string;
      token: string;
    };
    await insist(`${url}/v3/directline/conversations`, 'POST', {}, token);
    const consumer = new PersistentConsumer(url, `/v3/directline/conversations/${conversationId}`, token);
    await consumer.send({ type: 'event', name: 'startConversation', locale: 'zh-CN' });
    return consumer;
  }

  /** Resolves when the bot has answered. */
  say(text: string): Promise<void> {
    return this.send({ type: 'message', text });
  }

  botTexts(): string[] {
    return this.seen.filter((one) => one.from.role === 'bot').map((one) => one.text ?? '');
  }

  ownTexts(): string[] {
    return this.seen.filter((one) => one.type === 'message' && one.from.role === 'user').map((one) => one.text ?? '');
  }

  private async send(activity: object): Promise<void> {
    const { id } = (await insist(
      `${this.url}${this.path}/activities`,
      'POST',
      { ...activity, channelData: { clientActivityID: randomUUID() } },
      this.token,
    )) as { id: string };
    for (;;) {
      const page = (await insist(
        `${this.url}${this.path}/activities?watermark=${this.watermark}`,
        'GET',
        undefined,
        this.token,
      )) as {
        activities: SeenActivity[];
        watermark: string;
      };
      this.watermark = page.watermark;
      this.seen.push(...page.activities);
      if (this.seen.some((one) => one.replyToId === id)) return;
      await pause(10);
    }
  }
}

async function insist(url: string, method: string, body?: object, token?: string): Promise<unknown> {
  for (;;) {
    try {
      const response = await fetch(url, {
        method,
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: body && JSON.stringify(body),
      });
      if (response.ok) return await response.json();
      if (response.status < 500)
        throw new Refused(`${method} ${new URL(url).pathname}: ${response.status} ${await response.text()}`);
    } catch (error) {
      if (error instanceof Refused) throw error; // the server is up and says no; anything else is the server being down
    }
    await pause(20);
  }
}

class Refused extends Error {}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
