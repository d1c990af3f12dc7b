import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ZodType } from 'zod';
import { comesLate } from './faults';
import type { Fault, Faults } from './faults';
import type { Pace } from './pace';
import { Refusal } from './refusal';
import { writeJson } from './xml';
import { KEPT_OPEN } from '../kept-open';

/** One request, read whole. */
export class Call {
  constructor(
    readonly url: URL,
    readonly headers: IncomingMessage['headers'],
    readonly body: Buffer,
  ) {}

  /** @throws Refusal 47001 when the body is no JSON of this shape */
  json<T>(schema: ZodType<T>): T {
    let value: unknown;
    try {
      value = JSON.parse(this.body.toString('utf8'));
    } catch {
      throw new Refusal(47001);
    }
    const { success, data } = schema.safeParse(value);
    if (!success) throw new Refusal(47001);
    return data;
  }
}

/** Bytes that are not JSON. */
export interface Content {
  contentType: string;
  bytes: Buffer | string;
  headers?: Record<string, string>;
}

export interface ApiRoute {
  method: 'GET' | 'POST';
  path: string;
  /** Needs no access_token. */
  open?: true;
  /** @returns JSON fields, which `errcode` 0 joins unless the interface leaves it out; or other content. Throws Refusal. */
  handle(call: Call): object | Content | Promise<object | Content>;
}

/** The HTTP side of the platform: checks method and token, plays the faults and writes what came of it. */
export class ApiServer {
  /** `path errcode` → how often it was answered; 0 is success. */
  readonly answers = new Map<string, number>();
  private readonly http = createServer(KEPT_OPEN, (request, response) => void this.serve(request, response));
  private readonly routes = new Map<string, ApiRoute>();

  constructor(
    private readonly options: {
      faults: Faults;
      pace: Pace;
      checkToken: (token: string | null) => void;
      count: (path: string) => void;
    },
  ) {}

  add(routes: readonly ApiRoute[]): void {
    for (const route of routes) this.routes.set(route.path, route);
  }

  /** @returns `http://127.0.0.1:port` */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://platform');
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
    } catch {
      return; // The other side has hung up.
    }
    const body = Buffer.concat(parts);
    const fault = this.options.faults.of(nameOf(request.method, url, body));
    await comesLate(fault, this.options.pace);
    if (fault?.kind === 'dropped' && fault.when === 'before') return void request.socket.destroy();
    if (fault?.kind === 'status') {
      response.statusCode = fault.status;
      response.end(); // not chained: restify, in the same process, has its own writeHead
      return;
    }
    // Whoever asked may be gone by now: what they asked for is done all the same.
    const answer = await this.answer(request, new Call(url, request.headers, body), fault);
    if (fault?.kind === 'dropped') return void request.socket.destroy();
    write(
      response,
      fault?.kind === 'garbage' ? { contentType: 'text/html', bytes: '<html>502 Bad Gateway</html>' } : answer,
      fault,
    );
  }

  private async answer(request: IncomingMessage, call: Call, fault?: Fault): Promise<Content> {
    const { pathname } = call.url;
    let errcode = 0;
    let result: object | Content;
    try {
      if (fault?.kind === 'errcode') throw new Refusal(fault.errcode);
      const route = this.routes.get(pathname);
      if (!route) throw new Refusal(40066);
      if (request.method !== route.method) throw new Refusal(route.method === 'GET' ? 43001 : 43002);
      if (!route.open) this.options.checkToken(call.url.searchParams.get('access_token'));
      this.options.count(pathname);
      result = await route.handle(call);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errcode = error.errcode;
      result = { errcode, errmsg: error.message };
    }
    const key = `${pathname} ${errcode}`;
    this.answers.set(key, (this.answers.get(key) ?? 0) + 1);
    return 'contentType' in result ? result : { contentType: 'application/json; charset=utf-8', bytes: writeJson(result) };
  }
}

/** Errors of the same request have the same fate, whoever else is calling: its name has the consumer it is about. */
function nameOf(method = '', url: URL, body: Buffer): string {
  const about = /"(?:touser|openid|external_userid)"\s*:\s*"([^"]+)"/.exec(body.toString('utf8'))?.[1];
  return [method, url.pathname, about].filter(Boolean).join(' ');
}

function write(response: ServerResponse, { contentType, bytes, headers }: Content, fault?: Fault): void {
  const body = Buffer.from(bytes);
  response.writeHead(200, { 'content-type': contentType, 'content-length': body.length, ...headers });
  if (fault?.kind === 'cut') response.write(body.subarray(0, body.length / 2), () => response.destroy());
  else response.end(body);
}
