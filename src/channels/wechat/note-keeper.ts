import { setTimeout as wait } from 'node:timers/promises';
import type { MessageLog } from '../../conversations/message-log';
import type { HandoffQueue } from '../../handoff/queue';
import type { Logger } from '../../platform/logger';
import type { Inbound } from './inbound';
import type { NativeDesk } from './native-desk';
import { choiceEntry } from './notice-choice';
import type { Notices } from './notices';
import type { QuotaBook } from './quota-book';

export interface NoteKeeperOptions {
  /** WeChat's own desk, where it serves handoffs. */
  nativeDesk?: NativeDesk;
  log: MessageLog;
  queue: HandoffQueue;
  quota: QuotaBook;
  notices: Notices;
  logger: Logger;
}

/** So long the end of a session waits for its words, so that they stand before it. */
const FETCH_MS = 2000;
/** More unknown kinds than these are not told of: somebody makes them up. */
const MENTIONED = 200;

/** Does what follows from a push for the channel, not for the conversation. */
export class NoteKeeper {
  private readonly mentioned = new Set<string>();

  constructor(private readonly options: NoteKeeperOptions) {}

  /** Told again, nothing happens twice. */
  async keep(conversationId: string, openid: string, inbound: Inbound): Promise<void> {
    const { quota, notices, queue, nativeDesk, log, logger } = this.options;
    const { note } = inbound;
    if (!note) return;
    switch (note.kind) {
      case 'gone':
        return quota.consumerGone(conversationId, inbound.at);
      case 'noticeReports':
        for (const report of note.reports) await notices.reported(conversationId, openid, report);
        return;
      case 'noticeChoice':
        await log.append(conversationId, choiceEntry(inbound, note.choice));
        return;
      case 'deskClosed':
        // Told again, it is over and done with: who waits for a person now asked for one since.
        if (await log.find(inbound.id)) return;
        await queue.withdraw(conversationId);
        await Promise.race([nativeDesk?.ended(conversationId, inbound), wait(FETCH_MS, undefined, { ref: false })]);
        return;
      case 'unknown': {
        const what = note.what.replace(/[^\w-]/g, '_').slice(0, 40);
        if (this.mentioned.has(what) || this.mentioned.size > MENTIONED) return;
        this.mentioned.add(what);
        logger.warn({ what }, 'WeChat pushes something that is not known here');
      }
    }
  }
}
