import type { IncomingMessage } from 'node:http';
import { XiaobaoError } from '../platform/errors';
import { readBody } from './body';

const KINDS = ['multipart/form-data', 'application/x-www-form-urlencoded'] as const;
export type FormKind = (typeof KINDS)[number];

/**
 * Reads a form that a browser or another client posted.
 * @param limit bytes of the whole body
 * @throws XB_CONTENT_TYPE unless it is of one of `kinds`, XB_TOO_LARGE, XB_INVALID
 */
export async function readForm(request: IncomingMessage, limit: number, kinds: readonly FormKind[] = KINDS): Promise<FormData> {
  const contentType = request.headers['content-type'] ?? '';
  if (!kinds.some((kind) => contentType.startsWith(kind)))
    throw new XiaobaoError('XB_CONTENT_TYPE', { allowed: kinds.join(', ') });
  const body = await readBody(request, limit);
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new XiaobaoError('XB_INVALID', { problem: 'body: not readable as a form' });
  }
}
