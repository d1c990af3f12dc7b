import type { ServerResponse } from 'node:http';
import { XiaobaoError } from '../platform/errors';
import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics';

export interface ServerEvent {
  name: string;
  data: unknown;
  /** What a reconnecting browser hands back as `Last-Event-ID`. */
  id?: number;
}

export interface StreamLimits {
  /** A comment goes out this often, so that proxies keep the connection. */
  pingMs: number;
  /**
   * A stream is ended after this long and the browser opens the next one, unseen. A computer that fell asleep does not: its
   * connection can look alive for a quarter of an hour, and with it the agent's hold on a consumer.
   */
  lifeMs: number;
  /** A reader with more than this unread is cut; it resumes from where it was. */
  unreadBytes: number;
}

const LIMITS: StreamLimits = { pingMs: 15_000, lifeMs: 5 * 60_000, unreadBytes: 1024 * 1024 };
const RETRY_MS = 1000;

/** The open event streams of this process. */
export class EventStreams {
  private readonly streams = new Set<EventStream>();
  private closed = false;

  constructor(
    private readonly log: Logger,
    private readonly metrics: Pick<Metrics, 'streamOpened' | 'streamClosed'>,
    private readonly limits: StreamLimits = LIMITS,
  ) {}

  /**
   * Begins an event stream.
   * @throws XB_STOPPING while the server stops.
   */
  open(response: ServerResponse): EventStream {
    if (this.closed) throw new XiaobaoError('XB_STOPPING');
    const stream = new EventStream(response, this.log, this.limits);
    this.streams.add(stream);
    this.metrics.streamOpened();
    stream.onClose(() => {
      this.streams.delete(stream);
      this.metrics.streamClosed();
    });
    return stream;
  }

  /** Ends all streams and begins no more: the server is stopping, and would wait for them. */
  closeAll(): void {
    this.closed = true;
    for (const stream of this.streams) stream.close();
  }
}

/** One response of server-sent events (WHATWG HTML §9.2). */
export class EventStream {
  private readonly closers: (() => void)[] = [];
  private closed = false;
  private stalled = false;

  constructor(
    private readonly response: ServerResponse,
    private readonly log: Logger,
    private readonly limits: StreamLimits,
  ) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      connection: 'close',
    });
    response.once('close', () => this.finish());
    this.write(`retry: ${RETRY_MS}\n\n`);
    this.every(limits.pingMs, () => this.ping());
    const end = setTimeout(() => this.close(), limits.lifeMs);
    end.unref();
    this.onClose(() => clearTimeout(end));
  }

  get isClosed(): boolean {
    return this.closed;
  }

  send({ name, data, id }: ServerEvent): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Resolves when the reader has taken what was sent, or is gone. */
  taken(): Promise<void> {
    if (this.closed || !this.response.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      this.response.once('drain', resolve);
      this.onClose(resolve);
    });
  }

  /** Repeats a task until the stream ends; one that fails is logged and tried again. */
  every(ms: number, task: () => void | Promise<void>): void {
    const timer = setInterval(() => {
      Promise.resolve()
        .then(task)
        .catch((error: unknown) => this.log.warn({ err: error }, 'event stream task failed'));
    }, ms);
    timer.unref();
    this.onClose(() => clearInterval(timer));
  }

  /** Called once, when either side ends the stream; at once if that has happened. */
  onClose(closer: () => void): void {
    if (this.closed) closer();
    else this.closers.push(closer);
  }

  /** Ends the stream because it can no longer tell the truth; the browser resumes with a new one. */
  fail(error: unknown): void {
    this.log.warn({ err: error }, 'event stream failed');
    this.close();
  }

  close(): void {
    if (!this.closed) this.response.end();
    this.finish();
  }

  private ping(): void {
    const unread = this.response.writableNeedDrain;
    if (unread && this.stalled) return this.cut();
    this.stalled = unread;
    this.write(': ping\n\n');
  }

  private write(text: string): void {
    if (this.closed) return;
    this.response.write(text);
    if (this.response.writableLength > this.limits.unreadBytes) this.cut();
  }

  private cut(): void {
    this.log.info({}, 'event stream cut: its reader is too slow');
    this.response.destroy();
    this.finish();
  }

  private finish(): void {
    if (this.closed) return;
    this.closed = true;
    for (const closer of this.closers) closer();
  }
}
