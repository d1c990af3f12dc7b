import { randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from '../../http/body';
import { defineRoute, defineStream } from '../../http/define-route';
import { send } from '../../http/respond';
import type { AnyRoute, CallHead, RateRule } from '../../http/route';
import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';
import type { Collection } from '../../storage/database';
import { openEnvelope, sealEnvelope } from './envelope';
import type { Intake } from './intake';
import { TIMESTAMP_WINDOW_MS, checkNonce } from './nonces';
import type { UsedNonce } from './nonces';
import type { PassiveReplies, PassiveReply, WriteOut } from './passive-replies';
import type { RefusalLog, WhereToLook } from './refusal-log';
import { passiveFields } from './passive-fields';
import { signatureMatches, signatureOf } from './signature';
import { formatOf, readEncrypted, readPush, writeFields } from './wire';
import type { Push, WireFormat } from './wire';

export interface CallbackOptions {
  appId: string;
  token: string;
  /** The current key and, while it is rotated, the previous one. Empty in plain mode. */
  keys: readonly Buffer[];
  mode: 'plain' | 'compatible' | 'safe';
  nonces: Collection<UsedNonce>;
  intake: Intake;
  replies: PassiveReplies;
  refusals: RefusalLog;
  clock: Clock;
}

/** The settings behind each refusal. */
export const WHERE_TO_LOOK: WhereToLook = {
  signature: 'XIAOBAO_WECHAT_TOKEN',
  timestamp: "the server's clock",
  mode: 'XIAOBAO_WECHAT_MODE',
  encryption: 'XIAOBAO_WECHAT_AES_KEY and XIAOBAO_WECHAT_APP_ID',
};

/** A push that was let in: its document, and how its answer is written. */
interface Opened {
  document: string;
  format: WireFormat;
  /** The key that opened it: the answer is sealed with the same. */
  key?: Buffer;
}

const PATH = '/wechat/callback';
/** WeChat's longest message is far below; the compatible mode has it twice. */
const BODY_LIMIT = 128 * 1024;
/** All pushes come from a few addresses of WeChat's. */
const RATE: RateRule = { name: 'wechat-callback', points: 60_000, seconds: 60 };
const short = z.string().max(200);
const urlCheck = z.object({ signature: short, timestamp: short, nonce: short, echostr: z.string().max(1000) });
const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

/** `/wechat/callback`: the URL check and the pushes of one account. */
export function callbackRoutes(options: CallbackOptions): AnyRoute[] {
  return [
    defineRoute<undefined, z.infer<typeof urlCheck>>({
      method: 'GET',
      path: PATH,
      rate: RATE,
      query: urlCheck,
      handle({ query }) {
        checkSignature(options, query);
        return { body: query.echostr, headers: TEXT };
      },
    }),
    defineStream({
      method: 'POST',
      path: PATH,
      rate: RATE,
      stream: (head, _nobody, request, response) => options.refusals.over(() => take(options, head, request, response)),
    }),
  ];
}

/** @throws XB_WECHAT_REFUSED, XB_WECHAT_BODY, XB_TOO_LARGE, XB_STORE_DOWN */
async function take(options: CallbackOptions, head: CallHead, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const came = performance.now();
  const { rawQuery } = head;
  checkSignature(options, { ...signed(rawQuery), signature: rawQuery.get('signature') ?? '' });
  const body = await readBody(request, BODY_LIMIT);
  const opened = open(options, head, body.toString('utf8'));
  const push = readPush(opened.document);
  const taken = await options.intake.take(opened.document, () =>
    checkNonce(options.nonces, options.clock, { ...signed(rawQuery), body }),
  );
  const write: WriteOut = (reply) => writeOut(response, written(options, opened, push, reply));
  await options.replies.answer(taken, write, performance.now() - came);
}

/** @throws XB_WECHAT_REFUSED unless the query is signed with the account's token, now */
function checkSignature(
  { token, clock }: CallbackOptions,
  { signature, timestamp, nonce }: { signature: string; timestamp: string; nonce: string },
): void {
  if (!signatureMatches(signature, token, timestamp, nonce)) throw refused('signature');
  const age = Math.abs(clock.now().getTime() - Number(timestamp) * 1000);
  if (!/^\d{1,12}$/.test(timestamp) || age > TIMESTAMP_WINDOW_MS) throw refused('timestamp');
}

/** @throws XB_WECHAT_REFUSED, XB_WECHAT_BODY */
function open({ mode, token, keys, appId }: CallbackOptions, { rawQuery }: CallHead, text: string): Opened {
  const encrypted = rawQuery.get('encrypt_type') === 'aes';
  if (mode === 'plain' || (mode === 'compatible' && !encrypted)) return { document: text, format: formatOf(text) };
  if (!encrypted) throw refused('mode');
  const sealed = readEncrypted(text);
  const { timestamp, nonce } = signed(rawQuery);
  if (!signatureMatches(rawQuery.get('msg_signature'), token, timestamp, nonce, sealed)) throw refused('signature');
  const { message, key } = openEnvelope(keys, appId, sealed);
  return { document: message, format: formatOf(message), key };
}

function signed(query: URLSearchParams): { timestamp: string; nonce: string } {
  return { timestamp: query.get('timestamp') ?? '', nonce: query.get('nonce') ?? '' };
}

function written({ token, appId, clock }: CallbackOptions, { format, key }: Opened, push: Push, reply: PassiveReply): string {
  if (reply.kind === 'success') return 'success';
  const now = Math.floor(clock.now().getTime() / 1000);
  const document = writeFields(format, {
    ToUserName: push.FromUserName,
    FromUserName: push.ToUserName,
    CreateTime: now,
    ...(reply.kind === 'message' ? passiveFields(reply.message) : { MsgType: 'transfer_customer_service' }),
  });
  if (!key) return document;
  const Encrypt = sealEnvelope(key, appId, document);
  const nonce = String(randomInt(1e9));
  const MsgSignature = signatureOf(token, String(now), nonce, Encrypt);
  return writeFields(format, { Encrypt, MsgSignature, TimeStamp: now, Nonce: nonce });
}

/** Resolves with whether the answer went out whole. */
function writeOut(response: ServerResponse, body: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.destroyed || response.headersSent) return resolve(false);
    response.once('close', () => resolve(response.writableFinished));
    response.once('finish', () => resolve(true));
    const type = body.startsWith('{') ? 'application/json' : body === 'success' ? 'text/plain' : 'text/xml';
    send(response, { body, headers: { 'content-type': `${type}; charset=utf-8` } });
  });
}

function refused(what: string): XiaobaoError {
  return new XiaobaoError('XB_WECHAT_REFUSED', { what });
}
