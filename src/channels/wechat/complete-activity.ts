import { chosen } from '../../bot/answers';
import type { Attachments } from '../../conversations/attachments';
import type { LoggedActivity } from '../../conversations/message';
import type { MessageLog } from '../../conversations/message-log';
import { HANDOFF_STATUS } from '../../handoff/desk';
import type { Logger } from '../../platform/logger';
import type { WechatApi } from './api-client';
import { withoutFile } from './inbound';
import type { Inbound } from './inbound';
import { fetchMedia } from './media';
import type { NativeDesk } from './native-desk';
import { openChoices } from './render';

const LOOK_BACK = 12;
const LONGEST_CHOICE = 6;

interface Parts {
  api: Pick<WechatApi, 'media'>;
  attachments: Attachments;
  log: MessageLog;
  logger: Logger;
  /** WeChat's own desk, where it serves handoffs. */
  nativeDesk?: NativeDesk;
}

/** What came as it enters the log: with its file, the words that a number stands for, the post that a person comes from. */
export async function completeActivity(parts: Parts, conversationId: string, inbound: Inbound): Promise<LoggedActivity> {
  const activity = inbound.activity!;
  if (inbound.media) {
    const fetched = await fetchMedia(parts, conversationId, inbound);
    if ('failed' in fetched) parts.logger.warn({ conversationId, why: fetched.failed }, 'a file of a consumer was not kept');
    return 'kept' in fetched ? { ...activity, attachments: [fetched.kept] } : withoutFile(inbound, fetched.failed);
  }
  if (parts.nativeDesk && activity.name === HANDOFF_STATUS) return parts.nativeDesk.withPost(conversationId, activity);
  if (activity.type !== 'message' || !activity.text || [...activity.text].length > LONGEST_CHOICE) return activity;
  const choice = chosen(activity.text, openChoices(await parts.log.readLast(conversationId, LOOK_BACK)));
  return choice ? { ...activity, text: choice, channelData: { typed: activity.text } } : activity;
}
