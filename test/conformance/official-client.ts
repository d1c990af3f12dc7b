import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import WebSocket from 'ws'; // an older one may stand in this folder, without the named export
import type { SeenActivity } from '../tools/consumer';
import { describeWhere } from '../tools/optional-suite';

/** The folder with Microsoft's clients, which is installed on its own. */
export const CLIENTS = join(__dirname, 'node_modules');

export function describeWithOfficialClients(name: string, suite: () => void): void {
  describeWhere('official clients', existsSync(CLIENTS) ? undefined : 'not installed', name, suite);
}

/** `ConnectionStatus` of botframework-directlinejs. */
export const STATUS = { online: 2, expiredToken: 3, failedToConnect: 4, ended: 5 } as const;

interface Observer<T> {
  next(value: T): void;
  error(error: unknown): void;
  complete(): void;
}
interface Observable<T> {
  subscribe(next: (value: T) => void, error?: (error: unknown) => void): { unsubscribe(): void };
}

/** The part of the library's class that is used here; its types are not there when the folder is not installed. */
interface DirectLine {
  activity$: Observable<SeenActivity>;
  connectionStatus$: Observable<number>;
  postActivity(activity: object): Observable<string>;
  reconnect(conversation: object): void;
  refreshToken(): Observable<string>;
  end(): void;
}

export interface ClientOptions {
  domain: string;
  token: string;
  webSocket: boolean;
  conversationId?: string;
  watermark?: string;
}

/** `botframework-directlinejs` itself, over node's fetch and a WebSocket; keeps what it hears. */
export class OfficialClient {
  readonly heard: SeenActivity[] = [];
  readonly statuses: number[] = [];
  private readonly line: DirectLine;
  private readonly wakers: (() => void)[] = [];

  constructor(options: ClientOptions) {
    Object.assign(globalThis, { WebSocket }); // as in a browser, which is what the library looks for
    const library = createRequire(join(__dirname, 'package.json'));
    const { DirectLine } = library('botframework-directlinejs') as { DirectLine: new (options: object) => DirectLine };
    const { Observable } = library('rxjs/Observable') as { Observable: ObservableClass };
    this.line = new DirectLine({
      ...options,
      domain: `${options.domain}/v3/directline`,
      pollingInterval: 200,
      conversationStartProperties: { locale: 'zh-CN' },
      ajax: (request: AjaxRequest) => new Observable((observer) => void fetchFor(request, observer)),
      random: () => 0, // its shortest wait before it reconnects: 3 s
    });
    this.line.connectionStatus$.subscribe((status) => this.take(() => this.statuses.push(status)));
    // An ended conversation is an error to the library, and thrown where nobody takes it.
    this.line.activity$.subscribe(
      (activity) => this.take(() => this.heard.push(activity)),
      () => undefined,
    );
  }

  /** @returns the id that the server gave it, or `retry`. */
  post(activity: object): Promise<string> {
    return new Promise((resolve, reject) => {
      this.line.postActivity({ from: { id: 'whoever', role: 'user' }, ...activity }).subscribe(resolve, reject);
    });
  }

  say(text: string): Promise<string> {
    return this.post({ type: 'message', text });
  }

  /** The first activity that fits, heard before or still to come. */
  async hear(fits: (activity: SeenActivity) => boolean): Promise<SeenActivity> {
    for (;;) {
      const found = this.heard.find(fits);
      if (found) return found;
      await this.more();
    }
  }

  async reach(status: number): Promise<void> {
    while (this.statuses.at(-1) !== status) await this.more();
  }

  /** What the library does every 15 minutes. */
  refreshToken(): Promise<string> {
    return new Promise((resolve, reject) => this.line.refreshToken().subscribe(resolve, reject));
  }

  reconnect(conversation: object): void {
    this.line.reconnect(conversation);
  }

  end(): void {
    this.line.end();
  }

  private more(): Promise<void> {
    return new Promise((resolve) => this.wakers.push(resolve));
  }

  private take(keep: () => unknown): void {
    keep();
    for (const wake of this.wakers.splice(0)) wake();
  }
}

type ObservableClass = new <T>(subscribe: (observer: Observer<T>) => void) => Observable<T>;

interface AjaxRequest {
  method: string;
  url: string;
  body?: BodyInit | object;
  headers?: Record<string, string>;
  responseType?: string;
}

/** rxjs's `ajax`, which needs a browser, over node's fetch. */
async function fetchFor({ method, url, body, headers, responseType }: AjaxRequest, observer: Observer<object>): Promise<void> {
  try {
    const raw = body === undefined || typeof body === 'string' || body instanceof FormData;
    const response = await fetch(url, { method, headers, body: raw ? body : JSON.stringify(body) });
    const content = responseType === 'arraybuffer' ? await response.arrayBuffer() : await response.text();
    const xhr = { getResponseHeader: (name: string) => response.headers.get(name) };
    if (!response.ok)
      return observer.error(Object.assign(new Error(`status ${response.status}`), { status: response.status, xhr }));
    observer.next({
      status: response.status,
      xhr,
      response: typeof content === 'string' ? (JSON.parse(content) as unknown) : content,
    });
    observer.complete();
  } catch (error) {
    observer.error(Object.assign(error as Error, { status: 0, xhr: { getResponseHeader: () => null } }));
  }
}
