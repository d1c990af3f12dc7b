import type { IncomingMessage } from 'node:http';
import { ATTACHMENT_LIMIT } from '../../conversations/attachments';
import { check } from '../../http/define-route';
import { parseJson, readBody } from '../../http/body';
import { XiaobaoError } from '../../platform/errors';
import { inboundActivity } from './wire';
import type { InboundActivity } from './wire';

export interface Upload {
  activity: InboundActivity;
  files: { name: string; content: Buffer }[];
}

const MAX_FILES = 5;

/**
 * Reads Direct Line's multipart upload: a part `activity` (JSON) and parts `file`.
 * @throws XB_CONTENT_TYPE, XB_TOO_LARGE, XB_INVALID
 */
export async function readUpload(request: IncomingMessage): Promise<Upload> {
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data'))
    throw new XiaobaoError('XB_CONTENT_TYPE', { allowed: 'multipart/form-data' });
  const body = await readBody(request, ATTACHMENT_LIMIT + 512 * 1024);
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new XiaobaoError('XB_INVALID', { problem: 'body: not readable as multipart/form-data' });
  }
  const files: Upload['files'] = [];
  let activity: InboundActivity = { type: 'message' };
  for (const [name, part] of form.entries()) {
    if (name === 'activity') activity = check(inboundActivity, parseJson(await bytes(part)));
    else if (typeof part !== 'string') files.push({ name: part.name, content: await bytes(part) });
  }
  if (files.length === 0 || files.length > MAX_FILES)
    throw new XiaobaoError('XB_INVALID', { problem: `file: 1 to ${MAX_FILES} files are needed` });
  return { activity, files };
}

async function bytes(part: File | string): Promise<Buffer> {
  return typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
}
