import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { XiaobaoError } from '../platform/errors';
import type { Answer, ErrorBody } from './route';

/** Writes an answer; a response already under way (a broken stream) is left alone. */
export function send(response: ServerResponse, answer: Answer): void {
  if (response.headersSent) return;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  response.statusCode = answer.status ?? (answer.body === undefined ? 204 : 200);
  if (answer.body === undefined) {
    response.end();
    return;
  }
  const raw = Buffer.isBuffer(answer.body) || (typeof answer.body === 'string' && response.hasHeader('content-type'));
  const payload = raw ? (answer.body as Buffer | string) : JSON.stringify(answer.body);
  if (!raw) response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('content-length', Buffer.byteLength(payload));
  response.end(payload);
}

/** The answer to an error: the table's own words for ours, XB_INTERNAL for anything else (its text never leaves). */
export function errorAnswer(error: unknown): Answer {
  const known = error instanceof XiaobaoError ? error : new XiaobaoError('XB_INTERNAL');
  const body: ErrorBody = { error: { code: known.code, message: known.message } };
  const headers: Record<string, string> = {};
  if (known.code === 'XB_RATE_LIMITED') headers['retry-after'] = String(known.details.seconds);
  return { status: known.status, body, headers };
}

/** Answers a request to upgrade that is not granted, and lets go of the connection. */
export function refuseUpgrade(socket: Duplex, error: unknown): void {
  const { status = 500, body } = errorAnswer(error);
  const payload = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(payload)}\r\n\r\n${payload}`,
  );
}
