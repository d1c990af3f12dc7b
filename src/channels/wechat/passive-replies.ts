import { XiaobaoError } from '../../platform/errors';
import type { Logger } from '../../platform/logger';
import type { HeldDelivery } from '../delivery';
import type { LogCourier } from '../log-courier';
import type { Taken } from './intake';
import type { NativeDesk } from './native-desk';
import { hashOf } from './sender';
import { planBubbles } from './plan-bubbles';
import type { QuotaBook } from './quota-book';
import { shownText, toBubbles, toCustomMessage } from './render';
import type { Bubble } from './render';
import type { CustomMessage } from './api-client';
import type { Uploads } from './uploads';

/** What a callback is answered with. */
export type PassiveReply = { kind: 'message'; message: CustomMessage } | { kind: 'transfer' } | { kind: 'success' };

/** Writes the answer out. @returns false where WeChat is not there any more */
export type WriteOut = (reply: PassiveReply) => Promise<boolean>;

export interface PassiveRepliesOptions {
  courier: LogCourier;
  quota: QuotaBook;
  uploads: Uploads;
  menus: boolean;
  /** WeChat's own desk, where it serves handoffs. */
  nativeDesk?: NativeDesk;
  logger: Logger;
  /** How long after it came a callback is answered at the latest, in ms. */
  answerByMs?: number;
}

/** WeChat waits five seconds (domain §6) from its side of the way; under load a timer comes late too. */
const ANSWER_BY_MS = 3500;
/** Far more than are asked for again within the 15 s in which WeChat may. */
const REMEMBERED = 1000;

/**
 * The five-second policy.
 *
 * The turn runs once, however often WeChat asks: retries join it. Done in time, the first bubble of what the consumer has not
 * been told yet leaves as the answer, at no cost to the quota, and the rest by customer-service messages. Not done in time,
 * the answer is `success`, and everything leaves by customer-service messages when it is done. A retry of a message that was
 * answered is given the same answer again: WeChat asks again only where the first did not arrive. Nothing is given to a request that
 * WeChat has asked again behind: what is written there may seem to arrive and does not.
 */
export class PassiveReplies {
  /** What messages were answered with, for their retries: given at once, however slow the store is. */
  private readonly given = new Map<string, PassiveReply>();
  /** The last request for each message: WeChat waits for no earlier one. */
  private readonly latest = new Map<string, symbol>();

  constructor(private readonly options: PassiveRepliesOptions) {}

  /**
   * Resolves when the callback has been answered; what is left is delivered behind it.
   * @param sinceMs how long ago the callback came
   * @throws where the message could not be made safe in time: WeChat shall ask again
   */
  answer(taken: Taken, write: WriteOut, sinceMs: number): Promise<void> {
    const { courier, logger, answerByMs = ANSWER_BY_MS } = this.options;
    const { settled, messageId } = taken;
    if (!settled) return write({ kind: 'success' }).then(() => undefined);
    const request = Symbol(messageId);
    remember(this.latest, messageId, request);
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
        Math.max(0, answerByMs - sinceMs),
      );
      const before = this.given.get(messageId);
      if (before) void close(before);
      const work = courier.whileAnswering(taken.conversationId, messageId, async () => {
        await taken.durable;
        const answered = (await settled) ? { answered: messageId } : {};
        const first = async (held: HeldDelivery): Promise<void> => {
          const awaited = open && this.latest.get(messageId) === request;
          const reply = awaited ? await this.first(held, taken, close) : undefined;
          if (reply !== 'given') await close({ kind: 'success' });
        };
        await courier.push(taken.conversationId, { ...answered, request: { messageId, first } });
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
      await close({ kind: 'message', message: toCustomMessage(again) });
      return 'given';
    }
    const { intent } = held.record;
    // Asked again, the answer that a crash cut short has not arrived; any other send in doubt is settled first.
    if (intent?.answerTo === taken.messageId) await held.forgetIntent();
    else if (intent) return undefined;
    if (taken.unanswerable) return undefined;
    if (await this.options.nativeDesk?.serves(taken.conversationId)) {
      await close({ kind: 'transfer' });
      return 'given';
    }
    const bubble = await this.firstBubble(held);
    // A menu message is no passive reply.
    if (!bubble || bubble.choices.length > 0) return undefined;
    const from = held.place;
    await held.intend({ to: bubble.to, hash: hashOf(shownText(bubble)), answerTo: taken.messageId });
    const reply: PassiveReply = { kind: 'message', message: toCustomMessage(bubble) };
    if (await close(reply)) {
      remember(this.given, taken.messageId, reply);
      await held.advance(bubble.to, { messageId: taken.messageId, from, to: bubble.to });
    } else await held.forgetIntent();
    return 'given';
  }

  /** Of all that waits: one bubble more than the quota allows, because this one costs nothing. */
  private async firstBubble({ record, place }: HeldDelivery): Promise<Bubble | undefined> {
    const { courier, quota, uploads, menus } = this.options;
    const [outbound, { left }] = await Promise.all([courier.behind(record._id, place), quota.reach(record._id)]);
    const [first] = planBubbles(outbound, place, { menus, room: left + 1 });
    return first && uploads.ready(first);
  }

  /** The bubble that this message was answered with before, made again from the log. */
  private async sameAgain(held: HeldDelivery, { messageId }: Taken): Promise<Bubble | undefined> {
    const given = held.record.answers?.find((answer) => answer.messageId === messageId);
    if (!given) return undefined;
    const outbound = await this.options.courier.behind(held.record._id, given.from);
    const rendering = { menus: false, until: given.to };
    const [rich, ...more] = toBubbles(outbound, given.from, { ...rendering, cards: true });
    // Of several cards and words, it was all in words.
    const same = more.length === 0 ? rich : toBubbles(outbound, given.from, rendering)[0];
    return same && this.options.uploads.ready(same);
  }
}

function remember<T>(map: Map<string, T>, messageId: string, value: T): void {
  map.set(messageId, value);
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!);
}
