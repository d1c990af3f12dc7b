import { messages } from '../../../locales/bot/messages';
import { z } from 'zod';
import type { LoggedActivity, Message, NewMessage } from '../../conversations/message';
import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';
import { derivedId, randomId } from '../../platform/ids';
import type { TokenBearer } from './tokens';

/** The longest text of one message, in characters. */
export const TEXT_LIMIT = 4000;

/** What a Direct Line client may send; anything else of a Bot Framework activity is ignored. */
export const inboundActivity = z.object({
  type: z.string().max(60),
  text: z.string().optional(),
  name: z.string().max(100).optional(),
  value: z
    .unknown()
    .optional()
    .refine((value) => value === undefined || JSON.stringify(value).length <= TEXT_LIMIT, 'longer than a text may be'),
  locale: z.string().max(20).optional(),
  channelData: z
    .object({ clientActivityID: z.string().max(200).optional() })
    .optional()
    .catch(undefined),
});
export type InboundActivity = z.infer<typeof inboundActivity>;

/** Events that a consumer's page may raise; others are kept from the bot. */
const CLIENT_EVENTS = ['startConversation', 'preferences', 'webchat/join'];

/**
 * Refuses what the bot could not answer, before anything of it is kept. `files`: how many come with it.
 * @throws XB_UNSUPPORTED_ACTIVITY, XB_EMPTY_MESSAGE, XB_TEXT_TOO_LONG
 */
export function checkActivity(activity: InboundActivity, files = 0): void {
  const { type, name = '' } = activity;
  const text = textOf(activity);
  if (type !== 'message' && type !== 'event') throw new XiaobaoError('XB_UNSUPPORTED_ACTIVITY', { type: type.slice(0, 40) });
  if (text && text.length > TEXT_LIMIT) throw new XiaobaoError('XB_TEXT_TOO_LONG', { limit: TEXT_LIMIT });
  if (type === 'message' && !text?.trim() && files === 0) throw new XiaobaoError('XB_EMPTY_MESSAGE');
  if (type === 'event' && !CLIENT_EVENTS.includes(name))
    throw new XiaobaoError('XB_UNSUPPORTED_ACTIVITY', { type: `event ${name}`.slice(0, 40) });
}

/** The id of an activity in the log: the same for the same `clientActivityID`, so that a retry is the same message. */
export function messageId(activity: InboundActivity, { conversationId }: TokenBearer): string {
  const clientId = activity.channelData?.clientActivityID;
  return clientId ? derivedId('msg', conversationId, 'direct-line', clientId) : randomId('msg');
}

/** A client's activity as an entry of the log. The sender is whoever the token names, not what the activity says. */
export function toEntry(
  activity: InboundActivity,
  bearer: TokenBearer,
  clock: Clock,
  attachments: LoggedActivity['attachments'] = [],
): NewMessage {
  const text = textOf(activity);
  const clientId = activity.channelData?.clientActivityID;
  return {
    id: messageId(activity, bearer),
    at: clock.now(),
    author: { kind: 'consumer', id: bearer.userId },
    audience: activity.type === 'event' ? 'staff' : 'all',
    activity: {
      type: activity.type,
      ...(text ? { text } : {}),
      ...(activity.name ? { name: activity.name === 'webchat/join' ? 'startConversation' : activity.name } : {}),
      ...(activity.type === 'event' && activity.value !== undefined ? { value: activity.value } : {}),
      ...(activity.locale ? { locale: activity.locale } : {}),
      ...(attachments.length > 0 ? { attachments } : {}),
      ...(clientId ? { channelData: { clientActivityID: clientId } } : {}),
    },
  };
}

/** A button's message may carry its words as the value. */
function textOf({ type, text, value }: InboundActivity): string | undefined {
  return text ?? (type === 'message' && typeof value === 'string' ? value : undefined);
}

/**
 * What a consumer's client is shown: everything said to all, and whatever it sent itself. Its events come back too: Web Chat
 * holds a reply back for seconds while the activity that it answers has not been seen.
 */
export function isForConsumer({ audience, author }: Message): boolean {
  return audience === 'all' || author.kind === 'consumer';
}

export interface WireOptions {
  /** `https://host`: attachments are linked absolutely. */
  origin: string;
  /** The link of an attachment that its holder may open. */
  link: (attachmentUrl: string) => string;
}

/** A message as Direct Line clients read it; the consumer's own ones come back with their `clientActivityID`. */
export function toWire(message: Message, options: WireOptions): object {
  const { activity, author } = message;
  return {
    ...activity,
    id: message._id,
    timestamp: message.at.toISOString(),
    channelId: 'directline',
    conversation: { id: message.conversationId },
    from:
      author.kind === 'consumer'
        ? { id: author.id, role: 'user' }
        : { id: author.kind === 'agent' ? 'agent' : 'xiaobao', name: author.name ?? messages['zh-CN'].assistant, role: 'bot' },
    ...(author.kind === 'agent' ? { channelData: { ...activity.channelData, speaker: 'agent' } } : {}),
    ...(activity.attachments
      ? {
          attachments: activity.attachments.map((one) =>
            one.contentUrl ? { ...one, contentUrl: options.origin + options.link(one.contentUrl) } : one,
          ),
        }
      : {}),
  };
}
