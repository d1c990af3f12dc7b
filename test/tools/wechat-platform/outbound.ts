import { z } from 'zod';
import { Refusal } from './refusal';
import type { ErrorCode } from './refusal';

const id = z.string().min(1);
const text = z.string();
const article = z.object({ title: text, description: text.default(''), url: text.default(''), picurl: text.default('') });

/** What an account sends a consumer, in the shape of the customer-service interface; passive replies are read into it too. */
const outboundSchema = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string() }) }),
  z.object({ msgtype: z.literal('image'), image: z.object({ media_id: id }) }),
  z.object({ msgtype: z.literal('voice'), voice: z.object({ media_id: id }) }),
  z.object({
    msgtype: z.literal('video'),
    video: z.object({
      media_id: id,
      thumb_media_id: z.string().optional(),
      title: text.default(''),
      description: text.default(''),
    }),
  }),
  z.object({
    msgtype: z.literal('music'),
    music: z.object({ title: text.default(''), musicurl: text.default(''), thumb_media_id: id }),
  }),
  z.object({ msgtype: z.literal('news'), news: z.object({ articles: z.array(article).min(1) }) }),
  z.object({
    msgtype: z.literal('msgmenu'),
    msgmenu: z.object({
      head_content: text.default(''),
      list: z.array(z.object({ id: z.coerce.string(), content: id })).min(1),
      tail_content: text.default(''),
    }),
  }),
  z.object({
    msgtype: z.literal('miniprogrampage'),
    miniprogrampage: z.object({ title: text, appid: id, pagepath: id, thumb_media_id: id }),
  }),
]);

export type Outbound = z.infer<typeof outboundSchema>;

const TYPES = new Set<unknown>(outboundSchema.options.map((option) => option.shape.msgtype.value));
const TEXT_BYTES = 2048;

/** Reads a message that the account wants delivered. @throws Refusal 40008, 44004, 45002, 45008, 47001 */
export function readOutbound(body: { msgtype?: unknown }): Outbound {
  refuseIf(!TYPES.has(body.msgtype), 40008);
  const { success, data } = outboundSchema.safeParse(body);
  if (!success) throw new Refusal(47001);
  if (data.msgtype === 'text') {
    refuseIf(data.text.content === '', 44004);
    refuseIf(Buffer.byteLength(data.text.content) > TEXT_BYTES, 45002);
  }
  if (data.msgtype === 'msgmenu') refuseIf(Buffer.byteLength(showOutbound(data).text) > TEXT_BYTES, 45002);
  if (data.msgtype === 'news') refuseIf(data.news.articles.length > 1, 45008);
  return data;
}

/** What a phone shows of it. */
export interface Shown {
  kind: Outbound['msgtype'];
  text: string;
  /** The lines of a menu message that can be touched. */
  choices?: readonly { id: string; content: string }[];
  link?: string;
  /** Of an article: the address of its picture. */
  picture?: string;
  mediaId?: string;
}

export function showOutbound(message: Outbound): Shown {
  const kind = message.msgtype;
  switch (message.msgtype) {
    case 'text':
      return { kind, text: message.text.content };
    case 'image':
      return { kind, text: '[图片]', mediaId: message.image.media_id };
    case 'voice':
      return { kind, text: '[语音]', mediaId: message.voice.media_id };
    case 'video':
      return { kind, text: message.video.title || '[视频]', mediaId: message.video.media_id };
    case 'music':
      return { kind, text: message.music.title, link: message.music.musicurl };
    case 'news': {
      const { title, description, url, picurl } = message.news.articles[0]!;
      const text = [title, description].filter(Boolean).join('\n');
      return { kind, text, link: url, ...(picurl ? { picture: picurl } : {}) };
    }
    case 'msgmenu': {
      const { head_content, list, tail_content } = message.msgmenu;
      const lines = [head_content, ...list.map(({ content }) => content), tail_content];
      return { kind, text: lines.filter(Boolean).join('\n'), choices: list };
    }
    case 'miniprogrampage':
      return { kind, text: message.miniprogrampage.title, link: message.miniprogrampage.pagepath };
  }
}

/** The media that a message names, which must exist. */
export function mediaOf(message: Outbound): string[] {
  switch (message.msgtype) {
    case 'image':
      return [message.image.media_id];
    case 'voice':
      return [message.voice.media_id];
    case 'video':
      return [message.video.media_id];
    case 'music':
      return [message.music.thumb_media_id];
    case 'miniprogrampage':
      return [message.miniprogrampage.thumb_media_id];
    default:
      return [];
  }
}

function refuseIf(wrong: boolean, errcode: ErrorCode): void {
  if (wrong) throw new Refusal(errcode);
}
