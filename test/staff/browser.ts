import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** An answer, as a page would read it. */
export interface Answer<T = Record<string, never>> {
  status: number;
  code?: string;
  body: T;
  headers: Headers;
}

/** A staff member's browser: keeps the cookie, sends the page's token and origin. */
export class Browser {
  cookie = '';
  csrfToken = '';

  constructor(
    readonly address: string,
    readonly ip: string,
  ) {}

  async signIn(username: string, password: string): Promise<Answer<{ staff: Record<string, unknown>; csrfToken: string }>> {
    const answer = await this.post<{ staff: Record<string, unknown>; csrfToken: string }>('/api/staff/session', {
      username,
      password,
    });
    if (answer.status === 200) {
      this.csrfToken = answer.body.csrfToken;
      this.cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    }
    return answer;
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.call<T>('POST', path, body, headers);
  }

  async call<T>(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const response = await fetch(this.address + path, {
      method,
      headers: {
        cookie: this.cookie,
        'x-forwarded-for': this.ip,
        ...(method === 'GET' ? {} : { 'x-csrf-token': this.csrfToken, origin: this.address }),
        ...headers,
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    const parsed = (text ? JSON.parse(text) : {}) as T & { error?: { code: string } };
    return { status: response.status, code: parsed.error?.code, body: parsed, headers: response.headers };
  }

  /** Opens an event stream; @throws when it is refused. */
  async listen(path: string, lastEventId?: number): Promise<Listening> {
    const headers = {
      cookie: this.cookie,
      'x-forwarded-for': this.ip,
      ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
    };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(this.address + path, { headers, agent: false }, resolve)
        .on('error', reject)
        .end();
    });
    if (response.statusCode !== 200) throw new Error(`refused with ${response.statusCode}`);
    return new Listening(response);
  }
}

export interface Heard<T = Record<string, unknown>> {
  name: string;
  id?: number;
  data: T;
}

/** An open event stream. What is heard is kept until it is asked for. */
export class Listening {
  readonly heard: Heard[] = [];
  comments = 0;
  retry?: number;
  readonly ended: Promise<void>;
  private readonly wakers: (() => void)[] = [];
  private rest = '';

  constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => this.take(chunk));
    response.on('error', () => undefined);
    this.ended = new Promise((resolve) => response.on('close', resolve));
  }

  /** The next event of this name that was not asked for yet; waits for it. */
  async next<T = Record<string, unknown>>(name: string): Promise<Heard<T>> {
    for (;;) {
      const index = this.heard.findIndex((event) => event.name === name);
      if (index >= 0) return this.heard.splice(index, 1)[0] as Heard<T>;
      await this.more();
    }
  }

  /** Resolves when anything more has come. */
  more(): Promise<void> {
    return new Promise((resolve) => this.wakers.push(resolve));
  }

  close(): void {
    this.response.destroy();
  }

  private take(chunk: string): void {
    const blocks = (this.rest + chunk).split('\n\n');
    this.rest = blocks.pop()!;
    for (const block of blocks) this.read(block);
    for (const wake of this.wakers.splice(0)) wake();
  }

  private read(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    if (fields.has('')) this.comments++;
    if (fields.has('retry')) this.retry = Number(fields.get('retry'));
    const name = fields.get('event');
    if (name)
      this.heard.push({ name, id: fields.has('id') ? Number(fields.get('id')) : undefined, data: parse(fields.get('data')) });
  }
}

function parse(text: string | undefined): Record<string, unknown> {
  return JSON.parse(text ?? 'null') as Record<string, unknown>;
}
