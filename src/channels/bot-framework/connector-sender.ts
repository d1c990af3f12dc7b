import type { CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import type { Message } from '../../conversations/message';
import type { Received } from '../../conversations/turn-engine';
import { defineDeliveries } from '../delivery';
import type { HeldDelivery } from '../delivery';
import { DeliveryHeld } from '../carrier';
import { LogCourier } from '../log-courier';
import type { LogCourierOptions } from '../log-courier';

type Reference = Partial<ConversationReference>;

export const deliveriesCollection = defineDeliveries('deliveries');

/** How long another process leaves the replies to a request that expects them as its answer. */
const ANSWER_MS = 10_000;

/**
 * Delivers what the log holds to Azure's channels. A crash between the channel's answer and the write of the position repeats
 * one message: the connector knows no ids of ours, and cannot be asked what arrived.
 */
export class ConnectorSender {
  private readonly courier: LogCourier;

  constructor(
    options: Omit<LogCourierOptions, 'carrier'>,
    private readonly adapter: CloudAdapter,
    private readonly appId: string,
  ) {
    this.courier = new LogCourier({
      ...options,
      carrier: {
        load: ({ reference }, [next]) => {
          if (!next) return Promise.resolve(undefined);
          return Promise.resolve({ to: behind(next), send: () => this.post(reference as Reference, next) });
        },
      },
    });
  }

  /** Remembers how to reach a conversation and, before a message enters the log, that its answer will have to be delivered. */
  expect(conversationId: string, messageId: string, reference: Reference, answers: boolean): Promise<void> {
    return this.courier.expect(conversationId, { messageId, reference, ...(answers ? { answerWithinMs: ANSWER_MS } : {}) });
  }

  /**
   * Runs a turn whose replies leave as the answer to the request. A retry of a message that was answered before is given
   * the same replies again: the first answer may never have arrived.
   */
  answer(conversationId: string, messageId: string, context: TurnContext, turn: () => Promise<Received>): Promise<void> {
    return this.courier.whileAnswering(conversationId, messageId, async () => {
      const { message: asked, settled } = await turn();
      const answered = (await settled) ? { answered: messageId } : {};
      let failure: unknown;
      const first = (held: HeldDelivery): Promise<void> =>
        this.answerWith(held, context, asked).catch((error: unknown) => {
          failure = error;
        });
      await this.courier.push(conversationId, { ...answered, request: { messageId, first } });
      if (failure) throw failure as Error;
    });
  }

  /** Delivers, once a message is answered, what its conversation has not been told yet, now or, after a failure, later. Never rejects. */
  async push(conversationId: string, { message, settled }: Received): Promise<void> {
    await this.courier.push(conversationId, (await settled) ? { answered: message._id } : {});
  }

  /** Takes up what an earlier life left undelivered. */
  recover(alone: boolean): Promise<void> {
    return this.courier.recover(alone);
  }

  close(): Promise<void> {
    return this.courier.close();
  }

  /** What lies behind the place, and the replies to `asked` in any case. */
  private async answerWith(held: HeldDelivery, context: TurnContext, asked: Message): Promise<void> {
    const { position } = held.place;
    const from = Math.min(position, asked.seq);
    const outbound = await this.courier.behind(held.record._id, { position: from, part: 0 });
    for (const message of outbound) {
      if (message.seq <= position && message.activity.replyToId !== asked._id) continue;
      await context.sendActivity(toConnector(message));
      if (message.seq > position) await held.advance(behind(message));
    }
  }

  private post(reference: Reference, message: Message): Promise<void> {
    if (!reference.serviceUrl) throw new DeliveryHeld(); // it only takes answers
    return this.adapter.continueConversationAsync(this.appId, reference, async (context) => {
      // The SDK makes up an id here; the channel's own one lets it show what is answered.
      context.activity.id = reference.activityId;
      await context.sendActivity(toConnector(message));
    });
  }
}

function behind(message: Message): { position: number; part: number } {
  return { position: message.seq, part: 0 };
}

/** What is said, without our own ids: the SDK fills in those of the channel. */
function toConnector({ activity }: Message): Parameters<TurnContext['sendActivity']>[0] {
  return { ...activity, replyToId: undefined } as Parameters<TurnContext['sendActivity']>[0];
}
