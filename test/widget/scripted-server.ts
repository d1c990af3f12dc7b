import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Activity } from '../../web/widget/activity';
import { KEPT_OPEN } from '../tools/kept-open';

/** An answer that the server gives instead of its own to the next calls whose `METHOD /path` matches. */
interface Trouble {
  on: RegExp;
  status: number;
  headers?: Record<string, string>;
  times: number;
  /** The call has its effect, only the answer is lost. */
  after?: boolean;
}

/**
 * A Direct Line server that fails on command, on loopback: the real one cannot be told to lose exactly this answer. Keeps its log
 * as the real one does: an activity is logged once per clientActivityID and echoed, events are not shown.
 */
export class ScriptedServer {
  readonly log: Activity[] = [];
  readonly events: Activity[] = [];
  readonly calls: string[] = [];
  socketsRefused = false;
  conversation = 'c1';
  exists = false;
  private readonly troubles: Trouble[] = [];
  private readonly sockets = new Set<WebSocket>();
  private readonly seen = new Set<string>();
  private tokens = 0;
  private expired = 0;
  private readonly ws = new WebSocketServer({ noServer: true });
  private readonly http = createServer(KEPT_OPEN, (request, response) => void this.answer(request, response));

  static async start(): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    await new Promise<void>((resolve) => server.http.listen(0, '127.0.0.1', resolve));
    server.http.on('upgrade', (request, socket, head) => {
      if (server.socketsRefused) return void socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
      server.ws.handleUpgrade(request, socket, head, (ready) => server.stream(ready, request.url ?? ''));
    });
    return server;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/`;
  }

  trouble(on: RegExp, status: number, options: Partial<Trouble> = {}): void {
    this.troubles.push({ on, status, times: 1, ...options });
  }

  bot(text: string, more: Partial<Activity> = {}): void {
    this.append({ type: 'message', from: { id: 'xiaobao', role: 'bot' }, text, ...more });
  }

  /** Every token given out so far. */
  expireTokens(): void {
    this.expired = this.tokens;
  }

  dropStreams(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  callsTo(part: string): number {
    return this.calls.filter((call) => call.includes(part)).length;
  }

  async close(): Promise<void> {
    this.dropStreams();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private append(activity: Activity): string {
    const id = `m${this.log.length + 1}`;
    this.log.push({ ...activity, id, timestamp: new Date(1_795_000_000_000 + this.log.length * 1000).toISOString() });
    this.send([...this.sockets], this.log.length - 1);
    return id;
  }

  private send(sockets: readonly WebSocket[], after: number): void {
    const frame = JSON.stringify({ activities: this.log.slice(after), watermark: String(this.log.length) });
    for (const socket of sockets) socket.send(frame);
  }

  private stream(socket: WebSocket, url: string): void {
    this.calls.push(`STREAM ${url.replace(/&t=.*/, '')}`);
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    const after = Number(new URL(url, this.base).searchParams.get('watermark'));
    if (this.log.length > after) this.send([socket], after);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = `${request.method} ${request.url}`;
    this.calls.push(call);
    const trouble = this.troubles.find(({ on, times }) => times > 0 && on.test(call));
    if (trouble) trouble.times--;
    const body = await read(request);
    const result = trouble && !trouble.after ? { status: trouble.status } : this.reply(call, request.headers.authorization, body);
    const status = trouble?.status ?? result.status;
    response.writeHead(status, { 'content-type': 'application/json', ...trouble?.headers });
    response.end(JSON.stringify(status < 300 && 'body' in result ? result.body : { error: { code: 'XB_TEST', message: '' } }));
  }

  private reply(call: string, authorization: string | undefined, body: string): { status: number; body?: object } {
    if (call.startsWith('POST /api/widget/token')) {
      const settings = {
        bankName: '江海银行',
        hotline: '95000',
        locale: 'zh-CN',
        maxUploadBytes: 1000,
        acceptedTypes: ['image/png'],
      };
      return { status: 200, body: { ...this.token(), settings } };
    }
    const token = authorization?.replace('Bearer ', '') ?? '';
    if (Number(token.slice(1)) <= this.expired) return { status: 403 };
    if (call.startsWith('POST /v3/directline/tokens/refresh')) return { status: 200, body: this.token() };
    if (call === 'POST /v3/directline/conversations') {
      const status = this.exists ? 200 : 201;
      this.exists = true;
      return { status, body: this.opened('0') };
    }
    if (!this.exists) return { status: 404 };
    const watermark = /watermark=(\d+)/.exec(call)?.[1] ?? '0';
    if (call.startsWith('GET') && call.includes('/activities')) {
      return { status: 200, body: { activities: this.log.slice(Number(watermark)), watermark: String(this.log.length) } };
    }
    if (call.startsWith('GET')) return { status: 200, body: this.opened(watermark) };
    const json = call.includes('/upload') ? (/\{.*\}/.exec(body)?.[0] ?? '{}') : body;
    return { status: 200, body: { id: this.receive(JSON.parse(json) as Activity) } };
  }

  private receive(activity: Activity): string {
    const clientId = activity.channelData?.clientActivityID ?? '';
    if (this.seen.has(clientId)) return 'known';
    this.seen.add(clientId);
    if (activity.type === 'message') return this.append({ ...activity, from: { id: 'u1', role: 'user' } });
    this.events.push(activity);
    return 'event';
  }

  private token(): { conversationId: string; token: string; expires_in: number } {
    return { conversationId: this.conversation, token: `t${++this.tokens}`, expires_in: 1800 };
  }

  private opened(watermark: string): object {
    const streamUrl = `${this.base.replace('http', 'ws')}v3/directline/conversations/${this.conversation}/stream?watermark=${watermark}&t=x`;
    return { ...this.token(), streamUrl };
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
