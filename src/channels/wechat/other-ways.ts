import type { Conversation } from '../../conversations/conversation';
import type { Message } from '../../conversations/message';
import { announcesHands } from '../../handoff/desk';
import type { Vault } from '../../platform/sealing';
import type { Collection } from '../../storage/database';
import { DeliveryHeld } from '../carrier';
import { openidOf } from './identity';
import type { Notices } from './notices';
import type { QuotaBook } from './quota-book';

export interface OtherWaysOptions {
  conversations: Collection<Conversation>;
  quota: QuotaBook;
  notices: Notices;
  vault: Vault;
}

/** What a sender does with words that it may not send. */
export class OtherWays {
  constructor(private readonly options: OtherWaysOptions) {}

  /** The consumer is told by the other ways, until they write again. */
  async tell(conversationId: string, waiting: readonly Message[]): Promise<void> {
    const { quota, notices } = this.options;
    await quota.owes(conversationId);
    const worthIt = waiting.filter((message) => !announcesHands(message));
    if (worthIt.length === 0) return;
    await notices.outOfReach(conversationId, await openidOf(this.options, conversationId), worthIt);
  }

  /** The same, and the words wait. @throws DeliveryHeld always: they go when the consumer writes again */
  async hold(conversationId: string, waiting: readonly Message[]): Promise<never> {
    await this.tell(conversationId, waiting);
    throw new DeliveryHeld();
  }
}
