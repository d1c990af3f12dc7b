import { z } from 'zod';
import { FOLLOWED, UNREAD } from '../../bot/events';
import type { Unread } from '../../bot/events';
import type { LoggedActivity } from '../../conversations/message';
import { derivedId } from '../../platform/ids';
import type { Inbound } from '../wechat/inbound';

const text = z.string().max(20_000).default('');
const file = z.object({ media_id: z.string().max(300) });
const event = z.object({
  event_type: z.string().max(60),
  external_userid: z.string().max(128).optional(),
  scene: z.string().max(300).optional(),
  welcome_code: z.string().max(200).optional(),
  change_type: z.number().optional(),
  fail_type: z.number().optional(),
});

/** One line of `sync_msg`, as far as it is read. `origin`: 3 the consumer, 4 WeCom itself, 5 a person of WeCom's own desk. */
export const syncedMessage = z.object({
  msgid: z.string().min(1).max(128),
  external_userid: z.string().max(128).optional(),
  send_time: z.number().int().positive(),
  origin: z.number(),
  msgtype: z.string().max(40),
  text: z.object({ content: text, menu_id: z.string().max(200).optional() }).optional(),
  image: file.optional(),
  voice: file.optional(),
  video: file.optional(),
  file: file.optional(),
  location: z.object({ name: text, address: text }).optional(),
  link: z.object({ title: text, desc: text, url: text }).optional(),
  event: event.optional(),
});
export type SyncedMessage = z.infer<typeof syncedMessage>;

/** A line of `sync_msg`, read: an inbound message of WeChat's kind, or what it says of the session. */
export interface SyncedInbound extends Pick<Inbound, 'id' | 'at' | 'activity' | 'media'> {
  externalUserid: string;
  from: 'consumer' | 'platform' | 'foreign desk';
  /** Lets one message go to somebody who only entered, for 20 s. */
  welcomeCode?: string;
  /** A person of WeCom's own desk has come (true) or gone. */
  foreignDesk?: boolean;
  /** WeCom could not deliver something after all: its code for why. */
  failType?: number;
  /** Something that is not known here. */
  unknown?: string;
}

const FOREIGN = 5;
/** 会话结束: of the changes of a session, the one by which a person goes; by the others one comes. */
const SESSION_ENDED = 3;
const TEXT_LIMIT = 4000;

/** @returns `undefined` where it is of nobody */
export function readSynced(
  message: SyncedMessage,
  conversationOf: (externalUserid: string) => string,
): SyncedInbound | undefined {
  const externalUserid = message.external_userid ?? message.event?.external_userid;
  if (!externalUserid) return undefined;
  const id = derivedId('msg', 'wecom', conversationOf(externalUserid), message.msgid);
  const head = { id, at: new Date(message.send_time * 1000), externalUserid };
  if (message.msgtype === 'event') return { ...head, from: 'platform', ...readEvent(message) };
  return { ...head, from: message.origin === FOREIGN ? 'foreign desk' : 'consumer', ...readContent(message) };
}

function readContent(message: SyncedMessage): Pick<SyncedInbound, 'activity' | 'media' | 'unknown'> {
  switch (message.msgtype) {
    case 'text':
      return { activity: message.text?.content.trim() ? said(message.text.content) : unread('kind') };
    case 'image':
    case 'voice':
    case 'video':
    case 'file': {
      const id = message[message.msgtype]?.media_id;
      return id ? { activity: said(''), media: { id, kind: message.msgtype } } : { activity: unread('lost') };
    }
    case 'location': {
      // The place's name only: coordinates say more than a complaint needs.
      const place = message.location?.name || message.location?.address;
      return { activity: place ? said(place) : unread('kind') };
    }
    case 'link': {
      const { title, desc, url } = message.link ?? {};
      return { activity: said([title, desc, url].filter(Boolean).join('\n')) };
    }
    default:
      return { activity: unread('kind'), unknown: message.msgtype };
  }
}

function readEvent({ event: told }: SyncedMessage): Partial<SyncedInbound> {
  switch (told?.event_type) {
    case 'enter_session': {
      // Without a code nobody is to be welcomed: they wrote lately, or have been welcomed.
      if (!told.welcome_code) return {};
      const value = told.scene ? { value: { scene: told.scene } } : {};
      return { activity: { type: 'event', name: FOLLOWED, ...value }, welcomeCode: told.welcome_code };
    }
    case 'session_status_change':
      return { foreignDesk: told.change_type !== SESSION_ENDED };
    case 'msg_send_fail':
      return { failType: told.fail_type ?? 0 };
    case 'servicer_status_change':
    case 'user_recall_msg':
    case 'servicer_recall_msg':
      return {};
    default:
      return { unknown: told?.event_type ?? 'event' };
  }
}

function said(words: string): LoggedActivity {
  return { type: 'message', text: words.trim().slice(0, TEXT_LIMIT) };
}

function unread(what: Unread): LoggedActivity {
  return { type: 'event', name: UNREAD, value: { what } };
}
