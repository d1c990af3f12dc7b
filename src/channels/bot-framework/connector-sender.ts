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
  /** How often delivery was asked for since it was last complete: what a restart looks for. */
  pending?: number;
}

export const deliveriesCollection = defineCollection<Delivery>({
  name: 'deliveries',
  indexes: [{ keys: { pending: 1 }, where: { pending: { $exists: true } } }],
});

const RETRY_MS = [1000, 5000, 30_000, 120_000, 600_000];
const PAGE = 500;
const REMEMBERED = 50_000;

/**
 * Delivers what the log holds to Azure's channels, in order, from a stored position: an outage delays, nothing is lost.
 * A crash between the channel's answer and the write of the position repeats one message: the connector knows no ids of ours.
 */
export class ConnectorSender {
  private readonly queue = new KeyedQueue();
  /** Conversations whose replies leave as answers, with the number of turns under way. */
  private readonly answering = new Map<string, number>();
  private readonly retries = new Map<string, NodeJS.Timeout>();
  private readonly failures = new Map<string, number>();
  /** Conversations known to be of other channels: each of their replies would cost a write that finds nothing. */
  private readonly others = new Set<string>();
  private readonly endSubscription: () => void;
  private closed = false;

  constructor(
    private readonly deliveries: Collection<Delivery>,
    private readonly log: MessageLog,
    private readonly adapter: CloudAdapter,
    private readonly appId: string,
    private readonly logger: Logger,
  ) {
    this.endSubscription = log.subscribe((conversationId, messages) => {
      if (this.others.has(conversationId) || this.answering.has(conversationId)) return;
      if (messages.some(isOutbound)) void this.push(conversationId);
    });
  }

  /** Remembers how to reach a conversation and, before its turn begins, that something will have to be delivered. */
  async know(conversationId: string, reference: Partial<ConversationReference>): Promise<void> {
    await this.deliveries.updateOne(
      { _id: conversationId },
      { $set: { reference }, $setOnInsert: { position: 0 }, $inc: { pending: 1 } },
      { upsert: true },
    );
  }

  /**
   * Runs a turn whose replies leave as the answer to the request. A retry of a message that was answered before is given
   * the same replies again: the first answer may never have arrived.
   */
  async answer(conversationId: string, context: TurnContext, turn: () => Promise<Message>): Promise<void> {
    this.answering.set(conversationId, (this.answering.get(conversationId) ?? 0) + 1);
    try {
      const asked = await turn();
      await this.queue.run(conversationId, () => this.deliver(conversationId, context, asked));
    } finally {
      const left = (this.answering.get(conversationId) ?? 1) - 1;
      if (left > 0) this.answering.set(conversationId, left);
      else this.answering.delete(conversationId);
    }
  }

  /** Delivers what a conversation has not been told yet, now or, after a failure, later. Never rejects. */
  async push(conversationId: string): Promise<void> {
    try {
      const delivery = await this.deliveries.findOneAndUpdate({ _id: conversationId }, { $inc: { pending: 1 } });
      if (!delivery) return this.isOther(conversationId);
      if (!delivery.reference.serviceUrl) return; // it only takes answers
      await this.queue.run(conversationId, () =>
        this.adapter.continueConversationAsync(this.appId, delivery.reference, (context) => {
          // The SDK makes up an id here; the channel's own one lets it show what is answered.
          context.activity.id = delivery.reference.activityId;
          return this.deliver(conversationId, context);
        }),
      );
      this.failures.delete(conversationId);
    } catch (error) {
      this.retryLater(conversationId, error);
    }
  }

  /** Takes up what an earlier life left undelivered. */
  async recover(): Promise<void> {
    for await (const { _id } of this.deliveries.find({ pending: { $exists: true } })) void this.push(_id);
  }

  close(): void {
    this.closed = true;
    this.endSubscription();
    for (const timer of this.retries.values()) clearTimeout(timer);
  }

  /** A conversation is known here before anything is said in it, or never. */
  private isOther(conversationId: string): void {
    if (this.others.size >= REMEMBERED) this.others.clear();
    this.others.add(conversationId);
  }

  private retryLater(conversationId: string, error: unknown): void {
    if (this.closed || this.retries.has(conversationId)) return;
    const failures = this.failures.get(conversationId) ?? 0;
    this.failures.set(conversationId, failures + 1);
    this.logger.warn({ err: error, conversationId, failures }, 'delivery failed, will be tried again');
    const timer = setTimeout(
      () => {
        this.retries.delete(conversationId);
        void this.push(conversationId);
      },
      RETRY_MS[Math.min(failures, RETRY_MS.length - 1)],
    );
    timer.unref();
    this.retries.set(conversationId, timer);
  }

  /** Sends what lies behind the position, and the replies to `asked` in any case. */
  private async deliver(conversationId: string, context: TurnContext, asked?: Message): Promise<void> {
    const delivery = await this.deliveries.findOne({ _id: conversationId });
    if (!delivery) return;
    let { position } = delivery;
    let read = Math.min(position, asked?.seq ?? position);
    for (;;) {
      const page = await this.log.read(conversationId, read, PAGE);
      for (const message of page) {
        read = message.seq;
        if (read <= position && message.activity.replyToId !== asked?._id) continue;
        if (isOutbound(message)) await context.sendActivity(toConnector(message));
        if (read <= position) continue;
        position = read;
        await this.deliveries.updateOne({ _id: conversationId }, { $set: { position } });
      }
      if (page.length < PAGE) break;
    }
    // Whoever asked meanwhile has counted up, and comes after this.
    if (delivery.pending !== undefined)
      await this.deliveries.updateOne({ _id: conversationId, pending: delivery.pending }, { $unset: { pending: '' } });
  }
}

function isOutbound(message: Message): boolean {
  return (
    message.audience === 'all' &&
    message.activity.type === 'message' &&
    (message.author.kind === 'bot' || message.author.kind === 'agent')
  );
}

/** What is said, without our own ids: the SDK fills in those of the channel. */
function toConnector({ activity }: Message): Parameters<TurnContext['sendActivity']>[0] {
  return { ...activity, replyToId: undefined } as Parameters<TurnContext['sendActivity']>[0];
}
