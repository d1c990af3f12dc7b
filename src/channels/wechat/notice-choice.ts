import type { NewMessage } from '../../conversations/message';
import { NOTICE_CHOICE } from '../../conversations/notice-page';
import type { NoticeChoice } from '../../conversations/notice-page';
import type { Push } from './wire';

/**
 * What a consumer chose for our subscription messages, where an event says so.
 * @param meanings by WeChat's `SubscribeStatusString`
 */
export function readChoice(
  { SubscriptionChoices = [] }: Push,
  subscriptionId: string | undefined,
  meanings: Readonly<Partial<Record<'accept' | 'reject', NoticeChoice>>>,
): NoticeChoice | undefined {
  const ours = SubscriptionChoices.find(({ TemplateId }) => TemplateId === subscriptionId)?.SubscribeStatusString;
  return ours === 'accept' || ours === 'reject' ? meanings[ours] : undefined;
}

/** Its line in the log, for colleagues: it is nothing that was said, and the bot answers nothing to it. */
export function choiceEntry({ id, at }: { id: string; at: Date }, status: NoticeChoice): NewMessage {
  const activity = { type: 'event', name: NOTICE_CHOICE, value: { status } };
  return { id, at, author: { kind: 'system' }, audience: 'staff', activity };
}
