import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { ZodType } from 'zod';
import type { ErrorDetails } from '../platform/errors';

/** What a handler is given: everything checked, nothing raw. */
export interface Call<Body = undefined, Query = undefined, Principal = undefined> {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: Readonly<Record<string, string>>;
  /** The client's address (the proxy's word for it only where a proxy is trusted). */
  readonly ip: string;
  /** `http://host` as the client reached us. */
  readonly origin: string;
  readonly principal: Principal;
}

/** The part of a call that is known before its body is read: what authentication and rate limits may use. */
export type CallHead = Omit<Call, 'body' | 'query' | 'principal'> & { readonly rawQuery: URLSearchParams };

/** Answers JSON unless `body` is a Buffer or a string with its own content-type. */
export interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string | readonly string[]>;
}

export interface RateRule {
  /** Names the budget; routes that name the same share it. */
  name: string;
  points: number;
  seconds: number;
  /** Whose budget is used; default: the client's address. */
  by?: (head: CallHead) => string;
}

/** A route reads in one breath: rate → authenticate → validate → handle. */
export interface Route<Body = undefined, Query = undefined, Principal = undefined> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** restify's syntax: `/v3/directline/conversations/:conversationId`. */
  path: string;
  rate?: RateRule;
  authenticate?: (head: CallHead) => Principal | Promise<Principal>;
  query?: ZodType<Query>;
  body?: ZodType<Body>;
  /** Bytes; default 64 KB. */
  bodyLimit?: number;
  /** Which browsers of other origins may call it: an `access-control-allow-origin`, or nothing. */
  cors?: (head: CallHead) => string | undefined;
  /** One line for `/api/openapi.json`. */
  summary?: string;
  /** What a successful answer's body is: fields that it does not name never leave. */
  response?: ZodType;
  /** Bodies of refusals that carry more than the error, by status. */
  refusals?: Readonly<Record<number, ZodType>>;
  handle(call: Call<Body, Query, Principal>): Answer | Promise<Answer>;
}

/**
 * A route that writes its own response: an event stream, a file, an upload, the Bot Framework's adapter.
 * It is responsible for limits on what it reads.
 */
export interface StreamRoute<Principal = undefined> {
  method: Route['method'];
  path: string;
  rate?: RateRule;
  authenticate?: (head: CallHead) => Principal | Promise<Principal>;
  cors?: Route['cors'];
  /** What it takes and answers, where that is an upload or JSON and belongs into `/api/openapi.json`. */
  schemas?: RouteSchemas;
  stream(head: CallHead, principal: Principal, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** What `/api/openapi.json` says of a route: the very schemas that its calls are checked by. */
export interface RouteSchemas {
  summary?: string;
  query?: ZodType;
  body?: ZodType;
  /** The body is a file as it is; the headers that go with it, and what they say. */
  upload?: { headers: Readonly<Record<string, string>> };
  response?: ZodType;
  refusals?: Readonly<Record<number, ZodType>>;
}

/** Any route, whatever its types: what a list of routes holds. */
export interface AnyRoute {
  method: Route['method'];
  path: string;
  rate?: RateRule;
  cors?: Route['cors'];
  /** Absent where the route writes its own response and says nothing of it. */
  schemas?: RouteSchemas;
  run(head: CallHead, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** The one shape of an error that leaves the server. */
export interface ErrorBody {
  error: { code: string; message: string; details?: ErrorDetails };
}
