import type { CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import type { Message } from '../../conversations/message';
import type { MessageLog } from '../../conversations/message-log';
import { KeyedQueue } from '../../platform/keyed-queue';
import type { Logger } from '../../platform/logger';
import type { Collection } from '../../storage/database';
import { defineCollection } from '../../storage/database';

/** How far a conversation's log has been delivered to a channel that must be pushed to. */
export interface Delivery {
  _id: string;
  reference: Partial<ConversationReference>;
  position: number;
  /** Something waits to be delivered: what a restart looks for. */
  pending?: boolean;
}

export const deliveriesCollection = defineCollection<Delivery>({
  name: 'deliveries',
  indexes: [{ keys: { pending: 1 }, where: { pending: true } }],
});

const RETRY_MS = [1000, 5000, 30_000, 120_000, 600_000];

/** Pushes what the log holds to Azure's channels, in order, from a stored position: an outage delays, nothing is lost. */
export class ConnectorSender {
  private readonly queue = new KeyedQueue();
  private readonly inTurn = new Set<string>();
  private readonly endSubscription: () => void;
  private readonly retries = new Set<NodeJS.Timeout>();

  constructor(
    private readonly deliveries: Collection<Delivery>,
    private readonly log: MessageLog,
    private readonly adapter: CloudAdapter,
    private readonly appId: string,
    private readonly logger: Logger,
  ) {
    this.endSubscription = log.subscribe((conversationId, messages) => {
      if (messages.some(isOutbound) && !this.inTurn.has(conversationId)) void this.push(conversationId);
    });
  }

  /** Remembers how to reach a conversation, before its first turn. */
  async know(conversationId: string, reference: Partial<ConversationReference>): Promise<void> {
    await this.deliveries.updateOne(
      { _id: conversationId },
      { $set: { reference }, $setOnInsert: { position: 0 } },
      { upsert: true },
    );
  }

  /** Runs a turn whose replies leave with the request that brought the message. */
  async during(conversationId: string, context: TurnContext, turn: () => Promise<void>): Promise<void> {
    this.inTurn.add(conversationId);
    try {
      await turn();
      await this.queue.run(conversationId, () => this.deliver(conversationId, context));
    } finally {
      this.inTurn.delete(conversationId);
    }
  }

  /** Takes up what an earlier life left undelivered. */
  async recover(): Promise<void> {
    for await (const { _id } of this.deliveries.find({ pending: true })) void this.push(_id);
  }

  close(): void {
    this.endSubscription();
    for (const timer of this.retries) clearTimeout(timer);
  }

  private async push(conversationId: string, attempt = 0): Promise<void> {
    try {
      const delivery = await this.deliveries.findOneAndUpdate({ _id: conversationId }, { $set: { pending: true } });
      if (!delivery) return; // a conversation of another channel
      await this.queue.run(conversationId, () =>
        this.adapter.continueConversationAsync(this.appId, delivery.reference, (context) =>
          this.deliver(conversationId, context),
        ),
      );
    } catch (error) {
      this.logger.warn({ err: error, conversationId, attempt }, 'delivery failed, will be tried again');
      const timer = setTimeout(
        () => {
          this.retries.delete(timer);
          void this.push(conversationId, attempt + 1);
        },
        RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)],
      );
      timer.unref();
      this.retries.add(timer);
    }
  }

  private async deliver(conversationId: string, context: TurnContext): Promise<void> {
    const delivery = await this.deliveries.findOne({ _id: conversationId });
    let position = delivery?.position ?? 0;
    const behind = await this.log.read(conversationId, position);
    for (const message of behind) {
      if (isOutbound(message))
        await context.sendActivity({ ...message.activity, type: 'message' } as Parameters<TurnContext['sendActivity']>[0]);
      position = message.seq;
      await this.deliveries.updateOne({ _id: conversationId }, { $set: { position } });
    }
    await this.deliveries.updateOne({ _id: conversationId, position }, { $unset: { pending: '' } });
  }
}

function isOutbound(message: Message): boolean {
  return (
    message.audience === 'all' &&
    message.activity.type === 'message' &&
    (message.author.kind === 'bot' || message.author.kind === 'agent')
  );
}
