import type { IncomingMessage } from 'node:http';
import { ATTACHMENT_LIMIT } from '../../conversations/attachments';
import { check } from '../../http/define-route';
import { parseJson } from '../../http/body';
import { readForm } from '../../http/form';
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
  const form = await readForm(request, ATTACHMENT_LIMIT + 512 * 1024, ['multipart/form-data']);
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
