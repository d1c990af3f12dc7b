import type { Conversation } from '../../conversations/conversation';
import type { Message } from '../../conversations/message';
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
    await notices.outOfReach(conversationId, await openidOf(this.options, conversationId), waiting);
  }

  /** The same, and the words wait. @throws DeliveryHeld always: they go when the consumer writes again */
  async hold(conversationId: string, waiting: readonly Message[]): Promise<never> {
    await this.tell(conversationId, waiting);
    throw new DeliveryHeld();
  }
}
