import { z } from 'zod';
import { requestToken } from '../wechat/access-token';
import type { AccessTokens, AccessTokensOptions } from '../wechat/access-token';
import { checked } from '../wechat/api-client';
import { callWithToken } from '../wechat/call-with-token';
import type { WechatAnswer, WechatRequest } from '../wechat/wechat-request';
import { syncedMessage } from './synced-message';
import type { SyncedMessage } from './synced-message';
import { WECOM_FAULTS } from './wecom-faults';

/** A message as `send_msg` takes it. */
export type WecomMessage =
  | { msgtype: 'text'; text: { content: string } }
  | {
      msgtype: 'msgmenu';
      msgmenu: { head_content: string; list: { type: 'click'; click: { id: string; content: string } }[]; tail_content: string };
    };

/** Where a session stands: 0 new, 1 with the assistant, 2 waiting for a person of WeCom's, 3 with one, 4 over. */
export type SessionState = 0 | 1 | 2 | 3 | 4;

export interface Page {
  messages: readonly SyncedMessage[];
  cursor: string;
  more: boolean;
}

const PAGE = 200;
const MEDIA_TIMEOUT_MS = 8000;

const page = z.object({
  next_cursor: z.string().max(1000).default(''),
  has_more: z.number().default(0),
  // One that cannot be read is left out: it must not hold up those behind it.
  msg_list: z.array(z.unknown()).default([]),
});
const stateAnswer = z.object({ service_state: z.literal([0, 1, 2, 3, 4]) });

/** The token of a corporation's customer service. */
export function askCorpToken(base: string, corpid: string, corpsecret: string): AccessTokensOptions['ask'] {
  const request = { method: 'GET', path: '/cgi-bin/gettoken', query: { corpid, corpsecret }, faults: WECOM_FAULTS } as const;
  return () => requestToken(base, request);
}

/** The part of WeCom's customer service API that the channel speaks. All throw WechatError and WechatSilence. */
export class WecomApi {
  constructor(
    private readonly base: string,
    private readonly openKfid: string,
    private readonly tokens: AccessTokens,
  ) {}

  /** What came behind the cursor. @param pushToken of the push that told of it; without one WeCom allows fewer calls */
  async sync(cursor: string, pushToken: string | undefined): Promise<Page> {
    const body = { ...(cursor ? { cursor } : {}), ...(pushToken ? { token: pushToken } : {}), limit: PAGE, voice_format: 0 };
    const { json } = await this.post('sync_msg', { open_kfid: this.openKfid, ...body });
    const { next_cursor, has_more, msg_list } = checked(page, json);
    const messages = msg_list.flatMap((one) => syncedMessage.safeParse(one).data ?? []);
    return { messages, cursor: next_cursor || cursor, more: has_more === 1 };
  }

  /** @param msgid the message's own id: WeCom takes one of an id once */
  async send(externalUserid: string, msgid: string, message: WecomMessage): Promise<void> {
    await this.post('send_msg', { touser: externalUserid, open_kfid: this.openKfid, msgid, ...message });
  }

  /** The one message by which somebody who only entered may be welcomed. */
  async welcome(code: string, msgid: string, message: WecomMessage): Promise<void> {
    await this.post('send_msg_on_event', { code, msgid, ...message });
  }

  async state(externalUserid: string): Promise<SessionState> {
    const { json } = await this.post('service_state/get', { open_kfid: this.openKfid, external_userid: externalUserid });
    return checked(stateAnswer, json).service_state;
  }

  async toAssistant(externalUserid: string): Promise<void> {
    await this.post('service_state/trans', { open_kfid: this.openKfid, external_userid: externalUserid, service_state: 1 });
  }

  async media(mediaId: string, limit: number): Promise<Buffer> {
    const request = { method: 'GET', path: '/cgi-bin/media/get', query: { media_id: mediaId }, file: true } as const;
    return (await this.call({ ...request, timeoutMs: MEDIA_TIMEOUT_MS, limit })).bytes;
  }

  private post(path: string, body: object): Promise<WechatAnswer> {
    return this.call({ method: 'POST', path: `/cgi-bin/kf/${path}`, body });
  }

  private call(request: WechatRequest): Promise<WechatAnswer> {
    return callWithToken(this.base, this.tokens, { ...request, faults: WECOM_FAULTS });
  }
}
