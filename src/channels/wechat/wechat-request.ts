import { WechatError, WechatSilence } from './wechat-error';
import type { FaultTable } from './wechat-error';

export interface WechatRequest {
  method: 'GET' | 'POST';
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a form. */
  body?: object;
  /** Whether a file is asked for; anything else is answered in JSON. */
  file?: true;
  /** Milliseconds; default 5 s. */
  timeoutMs?: number;
  /** Bytes of the answer; default 1 MB. */
  limit?: number;
  /** What the platform's error codes mean; WeChat's by default. */
  faults?: FaultTable;
}

export interface WechatAnswer {
  json?: Record<string, unknown>;
  bytes: Buffer;
}

const TIMEOUT_MS = 5000;
const LIMIT = 1024 * 1024;
/** Errors of a connection that was never made: nothing was sent. */
const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/**
 * One call of WeChat's API. Its URL holds the access token, so neither it nor an error that quotes it leaves this file.
 * @throws WechatError for an error code, WechatSilence when no whole answer came
 */
export async function requestWechat(base: string, request: WechatRequest): Promise<WechatAnswer> {
  const { method, path, query = {}, body, file, timeoutMs = TIMEOUT_MS, limit = LIMIT } = request;
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  try {
    const response = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...encoded(body),
    });
    const bytes = await readAtMost(response, limit);
    if (!response.ok) throw new WechatSilence(true);
    const json = parseIfJson(response.headers.get('content-type') ?? '', bytes);
    if (!json && !file) throw new WechatSilence(true); // a page of some proxy: whether it was done is not known
    if (typeof json?.errcode === 'number' && json.errcode !== 0) throw new WechatError(json.errcode, request.faults);
    return { json, bytes };
  } catch (error) {
    if (error instanceof WechatError || error instanceof WechatSilence) throw error;
    const code = String(((error as Error).cause as { code?: unknown } | undefined)?.code);
    throw new WechatSilence(!UNREACHED.includes(code));
  }
}

function encoded(body: object | undefined): RequestInit {
  if (!body) return {};
  if (body instanceof FormData) return { body };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json; charset=utf-8' } };
}

async function readAtMost(response: Response, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) throw new WechatError(40006);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** WeChat says `text/plain` of much of its JSON. Files have types of their own, and what calls itself JSON must be it. */
function parseIfJson(contentType: string, bytes: Buffer): Record<string, unknown> | undefined {
  const declared = /json/i.test(contentType);
  if (!declared && !/^text\/plain/i.test(contentType)) return undefined;
  const value = JSON.parse(bytes.toString('utf8')) as unknown;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
