import type { HandoffQueue } from '../../handoff/queue';
import { XiaobaoError } from '../../platform/errors';
import type { Logger } from '../../platform/logger';
import type { HeldDelivery } from '../delivery';
import type { LogCourier } from '../log-courier';
import type { Taken } from './intake';
import { hashOf } from './sender';
import { shownText, toBubbles } from './render';
import type { Bubble } from './render';

/** What a callback is answered with. */
export type PassiveReply = { kind: 'text'; text: string } | { kind: 'transfer' } | { kind: 'success' };

/** Writes the answer out. @returns false where WeChat is not there any more */
export type WriteOut = (reply: PassiveReply) => Promise<boolean>;

export interface PassiveRepliesOptions {
  courier: LogCourier;
  queue: HandoffQueue;
  menus: boolean;
  nativeDesk: boolean;
  logger: Logger;
}

/** WeChat waits five seconds (domain §6) from its side of the way; under load a timer comes late too. */
const ANSWER_BY_MS = 4000;

/**
 * The five-second policy.
 *
 * The turn runs once, however often WeChat asks: retries join it. Done in time, the first bubble of what the consumer has not
 * been told yet leaves as the answer, at no cost to the quota, and the rest by customer-service messages. Not done in time,
 * the answer is `success`, and everything leaves by customer-service messages when it is done. A retry of a message that was
 * answered is given the same answer again: WeChat asks again only where the first did not arrive.
 */
export class PassiveReplies {
  constructor(private readonly options: PassiveRepliesOptions) {}

  /**
   * Resolves when the callback has been answered; what is left is delivered behind it.
   * @param sinceMs how long ago the callback came
   * @throws where the message could not be made safe in time: WeChat shall ask again
   */
  answer(taken: Taken, write: WriteOut, sinceMs: number): Promise<void> {
    const { courier, logger } = this.options;
    const { settled } = taken;
    if (!settled) return write({ kind: 'success' }).then(() => undefined);
    return new Promise((resolve, reject) => {
      let open = true;
      let safe = false;
      void taken.durable.then(
        () => (safe = true),
        () => undefined, // told below, where it is awaited
      );
      const close = async (reply: PassiveReply): Promise<boolean> => {
        if (!open) return false;
        open = false;
        clearTimeout(late);
        const written = await write(reply);
        resolve();
        return written;
      };
      const late = setTimeout(
        () => {
          if (safe) void close({ kind: 'success' });
          else reject(new XiaobaoError('XB_STORE_DOWN'));
        },
        Math.max(0, ANSWER_BY_MS - sinceMs),
      );
      const work = courier.whileAnswering(taken.conversationId, async () => {
        await taken.durable;
        const answered = (await settled) ? { answered: taken.messageId } : {};
        const first = async (held: HeldDelivery): Promise<void> => {
          const reply = open ? await this.first(held, taken, close) : undefined;
          if (reply !== 'given') await close({ kind: 'success' });
        };
        await courier.push(taken.conversationId, { ...answered, first });
        await close({ kind: 'success' });
      });
      work.catch((error: unknown) => {
        clearTimeout(late);
        if (open) reject(error instanceof Error ? error : new Error('The message could not be taken in.'));
        else logger.warn({ err: error, conversationId: taken.conversationId }, 'a reply is left to the next push');
      });
    });
  }

  /** @returns `given` where the answer was more than `success` */
  private async first(held: HeldDelivery, taken: Taken, close: WriteOut): Promise<'given' | undefined> {
    const again = await this.sameAgain(held, taken);
    if (again) {
      await close({ kind: 'text', text: again.text });
      return 'given';
    }
    const { intent } = held.record;
    // Asked again, the answer that a crash cut short has not arrived; any other send in doubt is settled first.
    if (intent?.answerTo === taken.messageId) await held.forgetIntent();
    else if (intent) return undefined;
    if (this.options.nativeDesk && (await this.options.queue.openFor(taken.conversationId))) {
      await close({ kind: 'transfer' });
      return 'given';
    }
    const bubble = await this.firstBubble(held);
    // A menu message is no passive reply.
    if (!bubble || bubble.choices.length > 0) return undefined;
    const from = held.place;
    await held.intend({ to: bubble.to, hash: hashOf(shownText(bubble)), answerTo: taken.messageId });
    if (await close({ kind: 'text', text: bubble.text }))
      await held.advance(bubble.to, { messageId: taken.messageId, from, to: bubble.to });
    else await held.forgetIntent();
    return 'given';
  }

  private async firstBubble(held: HeldDelivery): Promise<Bubble | undefined> {
    const { outbound } = await this.options.courier.behind(held.record._id, held.place);
    return toBubbles(outbound, held.place, { menus: this.options.menus })[0];
  }

  /** The bubble that this message was answered with before, made again from the log. */
  private async sameAgain(held: HeldDelivery, { messageId }: Taken): Promise<Bubble | undefined> {
    const given = held.record.answers?.find((answer) => answer.messageId === messageId);
    if (!given) return undefined;
    const { outbound } = await this.options.courier.behind(held.record._id, given.from);
    return toBubbles(outbound, given.from, { menus: false, until: given.to })[0];
  }
}
