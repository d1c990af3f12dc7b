import { randomUUID } from 'node:crypto';

export interface SeenActivity {
  id: string;
  type: string;
  text?: string;
  from: { id: string; role: string; name?: string };
  replyToId?: string;
  suggestedActions?: { actions: { title: string }[] };
  attachments?: { contentType: string; contentUrl?: string; content?: Record<string, unknown> }[];
  channelData?: Record<string, unknown>;
}

/** A consumer at the other end of Direct Line, by plain HTTP. */
export class Consumer {
  private watermark = '0';
  readonly seen: SeenActivity[] = [];

  private constructor(
    private url: string,
    readonly conversationId: string,
    readonly token: string,
  ) {}

  /** Opens the page: gets a token, starts the conversation and is greeted. */
  static async arrive(url: string, options: { locale?: string; greeted?: boolean } = {}): Promise<Consumer> {
    const response = await fetch(`${url}/api/widget/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const { conversationId, token } = (await response.json()) as { conversationId: string; token: string };
    const consumer = new Consumer(url, conversationId, token);
    await consumer.request('POST', '/v3/directline/conversations', {});
    if (options.greeted !== false)
      await consumer.send({ type: 'event', name: 'startConversation', locale: options.locale ?? 'zh-CN' });
    return consumer;
  }

  /** After a restart the server may be at another address. */
  moveTo(url: string): void {
    this.url = url;
  }

  /** Says something and waits for what the bot answers to it. */
  say(text: string): Promise<SeenActivity[]> {
    return this.send({ type: 'message', text });
  }

  /** Says something that the bot leaves to the person who has the conversation. */
  async sayToPerson(text: string): Promise<void> {
    await this.post({ type: 'message', text });
  }

  async send(activity: object): Promise<SeenActivity[]> {
    const { id } = await this.post(activity);
    return this.until((seen) => seen.replyToId === id);
  }

  async post(activity: object): Promise<{ id: string }> {
    const withId = { channelData: { clientActivityID: randomUUID() }, ...activity };
    const { status, body } = await this.request('POST', `${this.path}/activities`, withId);
    if (status !== 200) throw new Error(`The server answered ${status}: ${JSON.stringify(body)}`);
    return body as { id: string };
  }

  /** New activities of the bot or an agent, waiting until one fits. */
  async until(fits: (activity: SeenActivity) => boolean, withinMs = 60_000): Promise<SeenActivity[]> {
    const heard: SeenActivity[] = [];
    const deadline = Date.now() + withinMs;
    for (;;) {
      heard.push(...(await this.poll()).filter((activity) => activity.from.role === 'bot'));
      if (heard.some(fits)) return heard;
      if (Date.now() > deadline)
        throw new Error(`Nothing fitting was said. Heard: ${heard.map((one) => one.text).join(' | ') || 'nothing'}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  async poll(): Promise<SeenActivity[]> {
    const { body } = await this.request('GET', `${this.path}/activities?watermark=${this.watermark}`);
    const { activities, watermark } = body as { activities: SeenActivity[]; watermark: string };
    this.watermark = watermark;
    this.seen.push(...activities);
    return activities;
  }

  async request(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json().catch(() => undefined) };
  }

  get path(): string {
    return `/v3/directline/conversations/${this.conversationId}`;
  }
}
