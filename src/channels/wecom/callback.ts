import { z } from 'zod';
import { readBody } from '../../http/body';
import { defineRoute, defineStream } from '../../http/define-route';
import { send } from '../../http/respond';
import type { AnyRoute, CallHead, RateRule } from '../../http/route';
import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';
import type { Collection } from '../../storage/database';
import { openEnvelope } from '../wechat/envelope';
import { TIMESTAMP_WINDOW_MS, checkNonce } from '../wechat/nonces';
import type { UsedNonce } from '../wechat/nonces';
import { signatureMatches } from '../wechat/signature';
import type { RefusalLog, WhereToLook } from '../wechat/refusal-log';
import { readEncrypted, readFields } from '../wechat/wire';
import type { Reader } from './reader';

export interface CallbackOptions {
  corpId: string;
  openKfid: string;
  token: string;
  key: Buffer;
  nonces: Collection<UsedNonce>;
  refusals: RefusalLog;
  reader: Reader;
  clock: Clock;
}

/** The settings behind each refusal. */
export const WHERE_TO_LOOK: WhereToLook = {
  signature: 'XIAOBAO_WECOM_TOKEN',
  timestamp: "the server's clock",
  encryption: 'XIAOBAO_WECOM_AES_KEY and XIAOBAO_WECOM_CORP_ID',
};

const PATH = '/wecom/callback';
const BODY_LIMIT = 64 * 1024;
/** All pushes come from a few addresses of WeCom's. */
const RATE: RateRule = { name: 'wecom-callback', points: 60_000, seconds: 60 };
const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

const push = z.object({
  Event: z.string().max(80).optional(),
  Token: z.string().max(300).optional(),
  OpenKfId: z.string().max(128).optional(),
});

/** `/wecom/callback`: the URL check and the pushes of one corporation, always encrypted; a push says only that there is something. */
export function callbackRoutes(options: CallbackOptions): AnyRoute[] {
  const { corpId, openKfid, key, nonces, reader, refusals, clock } = options;
  return [
    defineRoute<undefined, { echostr: string }>({
      method: 'GET',
      path: PATH,
      rate: RATE,
      authenticate: (head) => checkSignature(options, head, head.rawQuery.get('echostr') ?? ''),
      query: z.object({ echostr: z.string().max(2000) }),
      handle: ({ query }) => ({ body: openEnvelope([key], corpId, query.echostr).message, headers: TEXT }),
    }),
    defineStream({
      method: 'POST',
      path: PATH,
      rate: RATE,
      stream: (head, _nobody, request, response) =>
        refusals.over(async () => {
          const body = await readBody(request, BODY_LIMIT);
          const sealed = readEncrypted(body.toString('utf8'));
          checkSignature(options, head, sealed);
          const { Event, Token, OpenKfId } = readFields(push, openEnvelope([key], corpId, sealed).message);
          await checkNonce(nonces, clock, { ...signed(head), body });
          if (Event === 'kf_msg_or_event' && OpenKfId === openKfid && Token) await reader.wanted(Token);
          send(response, { body: 'success', headers: TEXT });
        }),
    }),
  ];
}

/** @throws XB_WECHAT_REFUSED unless it is signed with the corporation's token, now */
function checkSignature({ token, clock }: CallbackOptions, head: CallHead, sealed: string): undefined {
  const { timestamp, nonce } = signed(head);
  if (!signatureMatches(head.rawQuery.get('msg_signature'), token, timestamp, nonce, sealed))
    throw new XiaobaoError('XB_WECHAT_REFUSED', { what: 'signature' });
  const age = Math.abs(clock.now().getTime() - Number(timestamp) * 1000);
  if (!/^\d{1,12}$/.test(timestamp) || age > TIMESTAMP_WINDOW_MS)
    throw new XiaobaoError('XB_WECHAT_REFUSED', { what: 'timestamp' });
  return undefined;
}

function signed({ rawQuery }: CallHead): { timestamp: string; nonce: string } {
  return { timestamp: rawQuery.get('timestamp') ?? '', nonce: rawQuery.get('nonce') ?? '' };
}
