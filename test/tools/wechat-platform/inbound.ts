import { createHash, randomBytes } from 'node:crypto';
import type { Bubble } from './bubble';
import type { MediaStore } from './media';
import type { XmlFields } from './xml';

/** What a consumer can send. */
export type Inbound =
  | { kind: 'text'; text: string }
  | { kind: 'image'; bytes: Buffer; contentType?: string }
  /** With what WeChat heard, where the account has recognition switched on. */
  | { kind: 'voice'; bytes: Buffer; recognition?: string }
  | { kind: 'video' | 'shortvideo'; bytes: Buffer }
  | { kind: 'location'; latitude: number; longitude: number; label: string }
  | { kind: 'link'; title: string; description: string; url: string }
  | { kind: 'file'; name: string; bytes: Buffer };

let lastId = 3_717_005_000_000_000_000n + BigInt(Date.now());

/** A number of 64 bits and 19 digits, which JSON's numbers cannot hold. */
export function nextMessageId(): bigint {
  return ++lastId;
}

/** How a message is pushed and how the sender's phone shows it; media are kept for three days. */
export function messageFields(
  message: Inbound,
  media: MediaStore,
  pictureUrl: (mediaId: string) => string,
): { fields: XmlFields; shown: Pick<Bubble, 'kind' | 'text' | 'mediaId' | 'link'> } {
  const { kind } = message;
  const MsgType = kind;
  switch (message.kind) {
    case 'text':
      return { fields: { MsgType, Content: message.text }, shown: { kind, text: message.text } };
    case 'image': {
      const mediaId = media.keep({ type: kind, contentType: message.contentType ?? 'image/jpeg', bytes: message.bytes });
      return {
        fields: { MsgType, PicUrl: pictureUrl(mediaId), MediaId: mediaId },
        shown: { kind, text: '[图片]', mediaId },
      };
    }
    case 'voice': {
      const mediaId = media.keep({ type: kind, contentType: 'audio/amr', bytes: message.bytes });
      return {
        fields: { MsgType, MediaId: mediaId, Format: 'amr', Recognition: message.recognition },
        shown: { kind, text: '[语音]', mediaId },
      };
    }
    case 'video':
    case 'shortvideo': {
      const mediaId = media.keep({ type: 'video', contentType: 'video/mp4', bytes: message.bytes });
      const thumb = media.keep({ type: 'thumb', contentType: 'image/jpeg', bytes: randomBytes(64) });
      return { fields: { MsgType, MediaId: mediaId, ThumbMediaId: thumb }, shown: { kind, text: '[视频]', mediaId } };
    }
    case 'location': {
      const { latitude, longitude, label } = message;
      return {
        fields: { MsgType, Location_X: latitude, Location_Y: longitude, Scale: 20, Label: label },
        shown: { kind, text: `[位置] ${label}` },
      };
    }
    case 'link': {
      const { title, description, url } = message;
      return {
        fields: { MsgType, Title: title, Description: description, Url: url },
        shown: { kind, text: title, link: url },
      };
    }
    case 'file': {
      const { name, bytes } = message;
      const FileMd5 = createHash('md5').update(bytes).digest('hex');
      return {
        fields: { MsgType, Title: name, Description: '', FileKey: String(nextMessageId()), FileMd5, FileTotalLen: bytes.length },
        shown: { kind, text: `[文件] ${name}` },
      };
    }
  }
}

export function eventFields(event: string, more: XmlFields): XmlFields {
  return { MsgType: 'event', Event: event, ...more };
}
