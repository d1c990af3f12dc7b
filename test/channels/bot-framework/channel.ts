import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { call } from '../direct-line/wire-client';
import type { Answer } from '../direct-line/wire-client';
import { KEPT_OPEN } from '../../tools/kept-open';

export interface Posted {
  type: string;
  text?: string;
  replyToId?: string;
  conversation: { id: string };
  recipient: { id: string };
}

/** A channel of Azure Bot Service as the bot sees it: it posts activities, and takes replies at its service URL. */
export class Channel {
  readonly received: Posted[] = [];
  /** While down, replies are refused. */
  down = false;
  refused = 0;
  private readonly wakers: (() => void)[] = [];

  private constructor(
    private readonly server: Server,
    private bot: string,
    readonly conversationId = randomUUID(),
  ) {}

  static open(bot: string): Promise<Channel> {
    return new Promise((resolve) => {
      const server = createServer(KEPT_OPEN, (request, response) => {
        let text = '';
        request.on('data', (chunk: Buffer) => (text += chunk.toString()));
        request.on('end', () => {
          response.statusCode = channel.take(request.url ?? '', text);
          response.setHeader('content-type', 'application/json');
          response.end('{"id":"r1"}');
        });
      });
      const channel: Channel = new Channel(server, bot);
      server.listen(0, '127.0.0.1', () => resolve(channel));
    });
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** After a restart the bot may be at another address. */
  moveTo(bot: string): void {
    this.bot = bot;
  }

  activity(more: object = {}): Record<string, unknown> {
    return {
      type: 'message',
      id: randomUUID(),
      channelId: 'emulator',
      serviceUrl: this.serviceUrl,
      from: { id: 'user-1', name: 'User' },
      recipient: { id: 'bot-1', name: 'Bot' },
      conversation: { id: this.conversationId },
      locale: 'zh-CN',
      ...more,
    };
  }

  send<T = string>(activity: object, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return call<T>('POST', `${this.bot}/api/messages`, { json: activity, headers });
  }

  say(text: string, more: object = {}): Promise<Answer<string>> {
    return this.send(this.activity({ text, ...more }));
  }

  /** The first reply that fits, received before or still to come. */
  async hear(fits: (activity: Posted) => boolean): Promise<Posted> {
    for (;;) {
      const found = this.received.find(fits);
      if (found) return found;
      await this.more();
    }
  }

  /** Resolves with the next attempt to reply, taken or refused. */
  more(): Promise<void> {
    return new Promise((resolve) => this.wakers.push(resolve));
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private take(path: string, text: string): number {
    // 403: the SDK gives up at once, where it would try a 5xx for seconds on its own.
    if (this.down) this.refused++;
    else if (path.startsWith(`/v3/conversations/${this.conversationId}/activities`))
      this.received.push(JSON.parse(text) as Posted);
    for (const wake of this.wakers.splice(0)) wake();
    return this.down ? 403 : 200;
  }
}
