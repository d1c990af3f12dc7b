import { messages } from '../../../locales/bot/messages';
import type { MessageLog } from '../../conversations/message-log';
import type { HandoffQueue } from '../../handoff/queue';
import type { Clock } from '../../platform/clock';
import { derivedId } from '../../platform/ids';
import type { QuotaBook } from './quota-book';

/** How long before its 48 hours end a consumer is told that an answer is still due. */
const BEFORE_MS = 2 * 3_600_000;

export interface WindowWatchOptions {
  quota: QuotaBook;
  queue: HandoffQueue;
  log: MessageLog;
  clock: Clock;
}

/**
 * Tells consumers who wait for a person, shortly before the last window closes, how the conversation stays open: once for 48 hours
 * that a message opened, and once for whoever only tapped or followed, which opens a minute. The message's id is made of that, so
 * of several processes one says it.
 */
export async function warnBeforeWindowsClose({ quota, queue, log, clock }: WindowWatchOptions): Promise<void> {
  const now = clock.now();
  for (const { conversationId, until, trigger } of await quota.closingBefore(new Date(now.getTime() + BEFORE_MS))) {
    const ticket = await queue.openFor(conversationId);
    if (!ticket) continue;
    await log.append(conversationId, {
      id: derivedId('msg', 'wechat-window', conversationId, trigger === 'message' ? until.toISOString() : ticket._id),
      at: now,
      author: { kind: 'bot' },
      activity: { type: 'message', text: messages[ticket.packet.locale].wechat.windowClosing },
    });
  }
}
