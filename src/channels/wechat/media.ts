import { PICTURES, RECORDINGS, VIDEOS } from '../../conversations/attachments';
import type { Attachments, FileRules } from '../../conversations/attachments';
import type { LoggedAttachment } from '../../conversations/message';
import { XiaobaoError } from '../../platform/errors';
import { derivedId } from '../../platform/ids';
import type { WechatApi } from './api-client';
import type { Inbound } from './inbound';
import { WechatError } from './wechat-error';

const MB = 1024 * 1024;
/** What WeChat lets a consumer send (domain §6), and what it must be by its first bytes. */
const RULES: Readonly<Record<'image' | 'voice' | 'video' | 'file', FileRules & { name: string }>> = {
  image: { kinds: PICTURES, limit: 10 * MB, name: 'image' },
  voice: { kinds: RECORDINGS, limit: 2 * MB, name: 'voice' },
  video: { kinds: VIDEOS, limit: 10 * MB, name: 'video' },
  // Of the customer service alone: a photo or a PDF that was sent as a file.
  file: { kinds: PICTURES, limit: 10 * MB, name: 'file' },
};
const TRIES = 2;

/** A file that was fetched and kept, or why not: it was `lost` on the way, or `refused` for what it is. */
export type Fetched = { kept: LoggedAttachment } | { failed: 'lost' | 'refused' };

/** Fetches what a consumer sent at once (WeChat keeps it three days), checks it by content and keeps it sealed. */
export async function fetchMedia(
  { api, attachments }: { api: Pick<WechatApi, 'media'>; attachments: Attachments },
  conversationId: string,
  { id, media }: Pick<Inbound, 'id' | 'media'>,
): Promise<Fetched> {
  const { name, ...rules } = RULES[media!.kind];
  for (let left = TRIES; ; left--) {
    try {
      const file = await api.media(media!.id, rules.limit);
      return { kept: await attachments.keep(conversationId, name, file, rules, derivedId('att', id)) };
    } catch (error) {
      if (error instanceof XiaobaoError) return { failed: 'refused' };
      if (error instanceof WechatError && error.code === 'WECHAT_40006') return { failed: 'refused' };
      const final = left === 1 || (error instanceof WechatError && error.fault === 'media');
      if (final) return { failed: 'lost' };
    }
  }
}
