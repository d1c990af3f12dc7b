import type { WebSocket } from 'ws';
import type { Message } from '../../conversations/message';
import type { MessageLog } from '../../conversations/message-log';
import type { Signals } from '../../conversations/signals';
import type { WireOptions } from './wire';
import { isForConsumer, toWire } from './wire';

const TOO_FAR_BEHIND = 1024 * 1024;
const PAGE = 500;
const GOODBYE_MS = 1000;

/** One open WebSocket: everything behind its watermark, in order, each message once. */
class LogStream {
  private pumping = false;
  private again = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly log: MessageLog,
    private readonly conversationId: string,
    private position: number,
    private readonly wire: WireOptions,
  ) {}

  /** The log has grown. The messages are sent from memory when they follow directly, else read from the log. */
  grew(messages: readonly Message[]): void {
    if (!this.pumping && messages.every((message, index) => message.seq === this.position + 1 + index)) this.send(messages);
    else void this.pump();
  }

  typing(from: string): void {
    this.write({ activities: [{ type: 'typing', from: { id: from === 'agent' ? 'agent' : 'xiaobao', role: 'bot' } }] });
  }

  /** Sends what the log holds behind the position; a growth meanwhile is looked at before it ends. */
  async pump(): Promise<void> {
    this.again = true;
    if (this.pumping) return;
    this.pumping = true;
    try {
      while (this.again) {
        this.again = false;
        const behind = await this.log.read(this.conversationId, this.position, PAGE);
        if (behind.length > 0) this.send(behind);
        if (behind.length === PAGE) this.again = true;
      }
    } catch {
      this.socket.close(1011); // the client comes back with its watermark
    } finally {
      this.pumping = false;
    }
  }

  private send(messages: readonly Message[]): void {
    const fresh = messages.filter((message) => message.seq > this.position);
    const last = fresh.at(-1);
    if (!last) return;
    this.position = last.seq;
    const visible = fresh.filter(isForConsumer);
    if (visible.length > 0)
      this.write({ activities: visible.map((message) => toWire(message, this.wire)), watermark: String(this.position) });
  }

  private write(frame: object): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > TOO_FAR_BEHIND) this.socket.terminate();
    else this.socket.send(JSON.stringify(frame));
  }
}

/** All open streams of this process. */
export class LogStreams {
  private readonly open = new Map<string, Set<LogStream>>();
  private readonly sockets = new Set<WebSocket>();
  private readonly endSubscriptions: (() => void)[];

  constructor(
    private readonly log: MessageLog,
    signals: Signals,
    private readonly onCount: (opened: boolean) => void,
  ) {
    this.endSubscriptions = [
      log.subscribe((conversationId, messages) => this.open.get(conversationId)?.forEach((stream) => stream.grew(messages))),
      signals.subscribe(({ conversationId, from }) => {
        if (from !== 'consumer') this.open.get(conversationId)?.forEach((stream) => stream.typing(from));
      }),
    ];
  }

  add(socket: WebSocket, conversationId: string, position: number, wire: WireOptions): void {
    const stream = new LogStream(socket, this.log, conversationId, position, wire);
    const siblings = this.open.get(conversationId) ?? new Set();
    this.open.set(conversationId, siblings.add(stream));
    this.sockets.add(socket);
    this.onCount(true);
    // Clients send an empty text every 20 seconds; whoever is silent for a minute is gone.
    let heard = Date.now();
    const watch = setInterval(() => {
      if (Date.now() - heard > 60_000) socket.terminate();
      else socket.ping();
    }, 30_000);
    watch.unref();
    socket.on('message', () => (heard = Date.now()));
    socket.on('pong', () => (heard = Date.now()));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(watch);
      this.sockets.delete(socket);
      siblings.delete(stream);
      if (siblings.size === 0) this.open.delete(conversationId);
      this.onCount(false);
    });
    void stream.pump();
  }

  close(): void {
    for (const end of this.endSubscriptions) end();
    for (const socket of this.sockets) {
      socket.close(1012); // service restart: clients come back
      setTimeout(() => socket.terminate(), GOODBYE_MS).unref(); // a stop does not wait for one that is gone
    }
  }
}
