import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import helmet from 'helmet';
import * as restify from 'restify';
import { XiaobaoError } from '../platform/errors';
import type { Logger } from '../platform/logger';
import type { HttpMetrics } from '../platform/metrics';
import { RateLimits } from './rate-limit';
import { errorAnswer, refuseUpgrade, send } from './respond';
import type { AnyRoute, CallHead, RateRule } from './route';

export interface HttpServerOptions {
  trustProxy: boolean;
  log: Logger;
  metrics: HttpMetrics;
}

/** Takes a WebSocket request over. @throws XiaobaoError to refuse it: the client reads the same body as of any other error. */
export type UpgradeHandler = (head: CallHead, request: IncomingMessage, socket: Duplex, firstBytes: Buffer) => Promise<void>;

/** How often one path may be upgraded: clients come back after a drop, a loop is stopped. */
const UPGRADES: RateRule = { name: 'upgrade', points: 60, seconds: 60, by: ({ path }) => path };

/** The one place that knows restify. */
export class HttpServer {
  private readonly restify: restify.Server;
  private readonly limits = new RateLimits();
  private readonly preflights = new Set<string>();
  private readonly upgrades: { prefix: string; handle: UpgradeHandler }[] = [];

  constructor(private readonly options: HttpServerOptions) {
    this.restify = restify.createServer({
      name: '',
      handleUncaughtExceptions: false,
      handleUpgrades: false,
    });
    this.restify.pre(securityHeaders);
    // restify's own errors (no route, wrong method) would carry its wording: ours answer instead.
    this.restify.on(
      'restifyError',
      (request: restify.Request, response: restify.Response, error: { statusCode?: number }, done: () => void) => {
        const code = error.statusCode === 405 ? 'XB_METHOD' : error.statusCode === 404 ? 'XB_NOT_FOUND' : 'XB_INTERNAL';
        if (code === 'XB_INTERNAL') options.log.error({ err: error }, 'restify failed');
        const { status, body } = errorAnswer(new XiaobaoError(code, { method: request.method ?? '' }));
        // Through restify: were the response ended behind its back, it would send its own one too, and throw.
        response.sendRaw(status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8' });
        done();
      },
    );
    // One that nobody takes would end the process: a socket that could not be accepted is no reason for that.
    this.restify.on('error', (error: Error) => options.log.error({ err: error }, 'server error'));
    this.raw.on('upgrade', (request, socket, firstBytes) => void this.upgrade(request, socket, firstBytes));
    // Longer than a proxy or a client keeps an idle connection: one that we close first may be used for a request in that moment.
    this.raw.keepAliveTimeout = 75_000;
    this.raw.requestTimeout = 60_000;
    this.raw.headersTimeout = 20_000;
  }

  add(routes: readonly AnyRoute[]): void {
    for (const route of routes) {
      const handler = async (request: restify.Request, response: restify.Response): Promise<void> =>
        this.run(route, request, response);
      const register = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'del' } as const;
      this.restify[register[route.method]](route.path, handler);
      if (route.cors) this.allowPreflight(route);
    }
  }

  /** WebSocket requests whose path starts with `prefix`. */
  onUpgrade(prefix: string, handle: UpgradeHandler): void {
    this.upgrades.push({ prefix, handle });
  }

  /** @returns the port that it listens on. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.restify.once('error', reject);
      this.restify.listen(port, host, () => {
        this.restify.off('error', reject);
        resolve((this.raw.address() as AddressInfo).port);
      });
    });
  }

  /** Takes no new connections and resolves when the present requests have been answered. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.raw.close(() => resolve());
      this.raw.closeIdleConnections();
    });
  }

  private get raw(): Server {
    return this.restify.server;
  }

  private async run(route: AnyRoute, request: restify.Request, response: restify.Response): Promise<void> {
    const started = process.hrtime.bigint();
    const head = callHead(request, this.options.trustProxy, request.params as Record<string, string>);
    try {
      allowOrigin(route, head, response);
      if (route.rate) await this.limits.spend(route.rate, head);
      await route.run(head, request, response);
    } catch (error) {
      if (!(error instanceof XiaobaoError)) this.options.log.error({ err: error, route: route.path }, 'request failed');
      send(response, errorAnswer(error));
    } finally {
      this.options.metrics.observe(route.method, route.path, response.statusCode, started);
    }
  }

  private allowPreflight(route: AnyRoute): void {
    if (this.preflights.has(route.path)) return;
    this.preflights.add(route.path);
    this.restify.opts(route.path, (request: restify.Request, response: restify.Response, next: restify.Next) => {
      allowOrigin(route, callHead(request, this.options.trustProxy, {}), response);
      response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
      response.setHeader('access-control-allow-headers', 'authorization, content-type, x-ms-bot-agent, x-requested-with');
      response.setHeader('access-control-max-age', '600');
      send(response, { status: 204 });
      next(false);
    });
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, firstBytes: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    try {
      const head = callHead(request, this.options.trustProxy, {});
      const entry = this.upgrades.find(({ prefix }) => head.path.startsWith(prefix));
      if (!entry) throw new XiaobaoError('XB_NOT_FOUND');
      await this.limits.spend(UPGRADES, head);
      await entry.handle(head, request, socket, firstBytes);
    } catch (error) {
      if (!(error instanceof XiaobaoError)) this.options.log.error({ err: error }, 'upgrade failed');
      refuseUpgrade(socket, error);
    }
  }
}

const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'", 'ws:', 'wss:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
    },
  },
  // The widget's script and its answers are meant for the bank's other pages; CORS decides which.
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  crossOriginEmbedderPolicy: false,
});

function securityHeaders(request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void {
  headers(request, response, next);
}

function allowOrigin(route: AnyRoute, head: CallHead, response: ServerResponse): void {
  const origin = route.cors?.(head);
  if (!origin) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
}

function callHead(request: IncomingMessage, trustProxy: boolean, params: Record<string, string>): CallHead {
  const target = request.url ?? '/';
  const question = target.indexOf('?');
  // The last value is our own proxy's; those before it are whatever the client claims.
  const forwarded = (name: string): string | undefined =>
    trustProxy
      ? String(request.headers[name] ?? '')
          .split(',')
          .at(-1)
          ?.trim() || undefined
      : undefined;
  return {
    method: request.method ?? 'GET',
    path: question < 0 ? target : target.slice(0, question),
    rawQuery: new URLSearchParams(question < 0 ? '' : target.slice(question + 1)),
    params,
    headers: request.headers,
    cookies: readCookies(request.headers.cookie),
    ip: forwarded('x-forwarded-for') ?? request.socket.remoteAddress ?? 'unknown',
    origin: `${forwarded('x-forwarded-proto') ?? 'http'}://${forwarded('x-forwarded-host') ?? request.headers.host ?? 'localhost'}`,
  };
}

function readCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0) cookies[pair.slice(0, equals).trim()] = pair.slice(equals + 1).trim();
  }
  return cookies;
}
