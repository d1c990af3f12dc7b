import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { SeenActivity } from '../../tools/consumer';

/** An answer of the server, whatever it is. `code` is set where it is an error of the table. */
export interface Answer<T> {
  status: number;
  body: T;
  code?: string;
  headers: Headers;
}

export interface Request {
  token?: string;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: string | Uint8Array<ArrayBuffer> | FormData;
  headers?: Record<string, string>;
}

export interface Opened {
  conversationId: string;
  token: string;
  expires_in: number;
  streamUrl: string;
}

export interface Activities {
  activities: SeenActivity[];
  watermark: string;
}

/** One call as a stranger would make it: no client library, nothing retried. */
export async function call<T = Record<string, never>>(
  method: string,
  address: string,
  { token, json, body, headers = {} }: Request = {},
): Promise<Answer<T>> {
  const response = await fetch(address, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: json === undefined ? body : JSON.stringify(json),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const parsed = (isJson ? JSON.parse(text) : text) as T & { error?: { code: string } };
  return { status: response.status, body: parsed, code: parsed.error?.code, headers: response.headers };
}

/** A consumer's conversation, opened and spoken to over the wire. */
export class Talk {
  private constructor(
    private url: string,
    readonly opened: Opened,
  ) {}

  /** Makes a token with the server's secret and starts the conversation. */
  static async start(url: string, secret: string, user = `dl_${randomUUID()}`): Promise<Talk> {
    const given = await call<Opened>('POST', `${url}/v3/directline/tokens/generate`, {
      token: secret,
      json: { user: { id: user } },
    });
    const { body } = await call<Opened>('POST', `${url}/v3/directline/conversations`, { token: given.body.token, json: {} });
    return new Talk(url, body);
  }

  /** After a restart the server may be at another address. */
  moveTo(url: string): void {
    this.url = url;
  }

  get path(): string {
    return `${this.url}/v3/directline/conversations/${this.opened.conversationId}`;
  }

  request<T>(method: string, tail: string, request: Request = {}): Promise<Answer<T>> {
    return call<T>(method, this.path + tail, { token: this.opened.token, ...request });
  }

  post(activity: object): Promise<Answer<{ id: string }>> {
    return this.request('POST', '/activities', { json: activity });
  }

  say(text: string, clientActivityID = randomUUID()): Promise<Answer<{ id: string }>> {
    return this.post({ type: 'message', text, channelData: { clientActivityID } });
  }

  read(watermark = ''): Promise<Answer<Activities>> {
    return this.request('GET', `/activities?watermark=${watermark}`);
  }

  /** Everything said so far, once the bot has answered the activity with this id. */
  async answered(id: string): Promise<SeenActivity[]> {
    for (;;) {
      const { activities } = (await this.read()).body;
      if (activities.some((activity) => activity.replyToId === id)) return activities;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Says something and waits until it is answered: the proof that the conversation goes on. */
  async goesOn(): Promise<void> {
    const { body, status } = await this.say('存款保险最多赔多少');
    expect(status).toBe(200);
    await this.answered(body.id);
  }

  upload(files: readonly File[], activity: object = { type: 'message' }): Promise<Answer<{ id: string }>> {
    const form = new FormData();
    const described = new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' });
    form.append('activity', described);
    for (const file of files) form.append('file', file);
    return this.request('POST', '/upload', { body: form });
  }

  listen(watermark = '0'): Promise<Stream> {
    const { conversationId, token } = this.opened;
    const socket = this.url.replace(/^http/, 'ws');
    return Stream.open(`${socket}/v3/directline/conversations/${conversationId}/stream?watermark=${watermark}&t=${token}`);
  }
}

/** One WebSocket; keeps what it was sent. */
export class Stream {
  readonly activities: SeenActivity[] = [];
  watermark = '0';
  readonly closed: Promise<void>;
  private readonly wakers: (() => void)[] = [];

  private constructor(private readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.on('close', () => resolve()));
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Partial<Activities>;
      this.activities.push(...(frame.activities ?? []));
      this.watermark = frame.watermark ?? this.watermark;
      for (const wake of this.wakers.splice(0)) wake();
    });
  }

  /** @throws when the server refuses, with its status and body as the message. */
  static open(streamUrl: string): Promise<Stream> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(streamUrl);
      const stream = new Stream(socket);
      socket.on('open', () => resolve(stream));
      socket.on('error', reject);
      socket.on('unexpected-response', (_request, response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => reject(new Error(`${response.statusCode} ${body}`)));
      });
    });
  }

  /** The first activity that fits, heard before or still to come. */
  async hear(fits: (activity: SeenActivity) => boolean): Promise<SeenActivity> {
    for (;;) {
      const found = this.activities.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => this.wakers.push(resolve));
    }
  }

  /** What stands in the log: signs of typing come and go, as slow as the machine is. */
  get kept(): SeenActivity[] {
    return this.activities.filter(({ type }) => type !== 'typing');
  }

  /** What was said. */
  get said(): string[] {
    return this.activities.filter(({ type }) => type === 'message').map(({ text }) => text ?? '');
  }

  send(frame: string): void {
    this.socket.send(frame);
  }

  close(): Promise<void> {
    this.socket.close();
    return this.closed;
  }
}
