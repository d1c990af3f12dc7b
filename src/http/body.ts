import type { IncomingMessage } from 'node:http';
import { XiaobaoError } from '../platform/errors';

const DEPTH_LIMIT = 32;

/**
 * Reads a whole request body.
 * @throws XB_ENCODING_REFUSED for a compressed one (restify's own parsers would inflate it without limit), XB_TOO_LARGE past `limit` bytes.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'identity') throw new XiaobaoError('XB_ENCODING_REFUSED');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new XiaobaoError('XB_TOO_LARGE', { limit });
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(new XiaobaoError('XB_TOO_LARGE', { limit }));
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/**
 * Parses JSON that a stranger sent.
 * @throws XB_BAD_JSON, or XB_TOO_DEEP past 32 levels (found by counting, before the parser would recurse).
 */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = body.toString('utf8');
  if (deeperThan(text, DEPTH_LIMIT)) throw new XiaobaoError('XB_TOO_DEEP', { limit: DEPTH_LIMIT });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new XiaobaoError('XB_BAD_JSON');
  }
}

function deeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (quoted) {
      if (unit === 0x5c) i++;
      else if (unit === 0x22) quoted = false;
    } else if (unit === 0x22) quoted = true;
    else if (unit === 0x7b || unit === 0x5b) {
      if (++depth > limit) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return false;
}
