import { z } from 'zod';
import type { AccessTokens } from './access-token';
import { WechatError, WechatSilence } from './wechat-error';
import { callWithToken } from './call-with-token';
import { requestWechat } from './wechat-request';
import type { WechatAnswer, WechatRequest } from './wechat-request';

/** A customer-service message, in WeChat's own shape. */
export type CustomMessage =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'image'; image: { media_id: string } }
  | { msgtype: 'news'; news: { articles: [Article] } }
  | { msgtype: 'msgmenu'; msgmenu: { head_content: string; list: { id: string; content: string }[]; tail_content: string } };

export interface Article {
  title: string;
  description: string;
  url: string;
  picurl?: string;
}

/** One line of WeChat's record of what was said to a consumer, and at its own desk by them. */
export interface RecordLine {
  toConsumer: boolean;
  text: string;
  /** Who said it, at WeChat's desk; empty where we did. */
  worker: string;
  /** Seconds since 1970. */
  time: number;
}

const TO_CONSUMER = 2002;
const RECORD_PAGE = 10_000;
const MEDIA_TIMEOUT_MS = 8000;

const recordLine = z.object({
  openid: z.string(),
  opercode: z.number(),
  text: z.string(),
  time: z.number(),
  worker: z.string().default(''),
});
const recordAnswer = z.object({
  recordlist: z.array(recordLine),
  number: z.number(),
  msgid: z.number(),
});
const uploadAnswer = z.object({ media_id: z.string().min(1).max(300) });
const templateAnswer = z.object({ msgid: z.union([z.number(), z.string()]).transform(String) });

/** The part of WeChat's API that the channel speaks. All throw WechatError and WechatSilence. */
export class WechatApi {
  constructor(
    private readonly base: string,
    private readonly tokens: AccessTokens,
  ) {}

  /** Has the token that a call needs, so that none is waited for once a message is written down as about to leave. */
  async prepare(): Promise<void> {
    await this.tokens.get();
  }

  /** @param assureTime asked directly before the call */
  async send(openid: string, message: CustomMessage, assureTime: () => void): Promise<void> {
    const body = { touser: openid, ...message };
    await callWithToken(this.base, this.tokens, { method: 'POST', path: '/cgi-bin/message/custom/send', body }, assureTime);
  }

  async typing(openid: string): Promise<void> {
    const body = { touser: openid, command: 'Typing' };
    await this.call({ method: 'POST', path: '/cgi-bin/message/custom/typing', body });
  }

  /** @returns the id under which TEMPLATESENDJOBFINISH reports */
  async sendTemplate(openid: string, templateId: string, values: Readonly<Record<string, string>>, id: string): Promise<string> {
    const data = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
    const body = { touser: openid, template_id: templateId, client_msg_id: id, data };
    const { json } = await this.call({ method: 'POST', path: '/cgi-bin/message/template/send', body });
    return checked(templateAnswer, json).msgid;
  }

  async sendSubscription(openid: string, templateId: string, values: Readonly<Record<string, string>>): Promise<void> {
    const data = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
    const body = { touser: openid, template_id: templateId, data };
    await this.call({ method: 'POST', path: '/cgi-bin/message/subscribe/bizsend', body });
  }

  /** A temporary file; of a video WeChat gives an address instead, which must be one of its own. */
  async media(mediaId: string, limit: number): Promise<Buffer> {
    const { json, bytes } = await this.call({
      method: 'GET',
      path: '/cgi-bin/media/get',
      query: { media_id: mediaId },
      file: true,
      timeoutMs: MEDIA_TIMEOUT_MS,
      limit,
    });
    if (!json) return bytes;
    const address = typeof json.video_url === 'string' && URL.canParse(json.video_url) ? new URL(json.video_url) : undefined;
    if (!address || !this.isWechats(address)) throw new WechatError(40007);
    const video = await requestWechat(address.origin, {
      method: 'GET',
      path: address.pathname + address.search,
      file: true,
      timeoutMs: MEDIA_TIMEOUT_MS,
      limit,
    });
    return video.bytes;
  }

  /** Leaves a picture with WeChat, which keeps it three days. @returns its media_id */
  async uploadImage(file: Buffer, contentType: string): Promise<string> {
    const form = new FormData();
    // WeChat tells what a picture is by the ending of its name.
    form.set('media', new Blob([new Uint8Array(file)], { type: contentType }), `image.${contentType.replace(/^image\//, '')}`);
    const { json } = await this.call({
      method: 'POST',
      path: '/cgi-bin/media/upload',
      query: { type: 'image' },
      body: form,
      timeoutMs: MEDIA_TIMEOUT_MS,
    });
    return checked(uploadAnswer, json).media_id;
  }

  /** What was said to and by a consumer in a period of at most a day. */
  async record(openid: string, from: Date, to: Date): Promise<RecordLine[]> {
    const lines: RecordLine[] = [];
    for (let msgid = 1; ;) {
      const { json } = await this.call({
        method: 'POST',
        path: '/customservice/msgrecord/getmsglist',
        body: { starttime: seconds(from), endtime: seconds(to), msgid, number: RECORD_PAGE },
        limit: 32 * 1024 * 1024,
      });
      const page = checked(recordAnswer, json);
      const own = page.recordlist.filter((line) => line.openid === openid);
      lines.push(...own.map(({ opercode, ...line }) => ({ ...line, toConsumer: opercode === TO_CONSUMER })));
      if (page.number < RECORD_PAGE) return lines;
      msgid = page.msgid + 1;
    }
  }

  private call(request: WechatRequest): Promise<WechatAnswer> {
    return callWithToken(this.base, this.tokens, request);
  }

  private isWechats({ origin, hostname, protocol }: URL): boolean {
    return origin === new URL(this.base).origin || (/^https?:$/.test(protocol) && /(^|\.)qq\.com$/.test(hostname));
  }
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

/** An answer that is none: whether it was done is not known. */
export function checked<T>(schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (!result.success) throw new WechatSilence(true);
  return result.data;
}
