import type { Ingress } from '../../bot/ingress';
import type { Attachments } from '../../conversations/attachments';
import { ensureConversation } from '../../conversations/conversation';
import type { Conversation } from '../../conversations/conversation';
import type { NewMessage } from '../../conversations/message';
import type { TurnEngine } from '../../conversations/turn-engine';
import { ArrivalOrder, bySending } from '../../platform/arrival-order';
import type { Arrival, ArrivalPlace } from '../../platform/arrival-order';
import type { Clock } from '../../platform/clock';
import type { Sealed, Vault } from '../../platform/sealing';
import type { Collection } from '../../storage/database';
import { defineCollection, isDuplicate } from '../../storage/database';
import type { LogCourier } from '../log-courier';
import type { WechatApi } from './api-client';
import { pseudonyms, sealReference } from './identity';
import { completeActivity } from './complete-activity';
import { readInbound } from './inbound';
import type { Inbound } from './inbound';
import { NoteKeeper } from './note-keeper';
import type { NoteKeeperOptions } from './note-keeper';
import { readPush } from './wire';
import type { Push } from './wire';

/** A message that is safe but not yet in the log: its file is still on the way, or that of the one before it. */
export interface Waiting {
  _id: string;
  /** The push as XML or JSON. */
  sealed: Sealed;
  at: Date;
}

export const waitingCollection = defineCollection<Waiting>({ name: 'wechatWaiting', indexes: [] });

export interface IntakeOptions extends NoteKeeperOptions {
  appId: string;
  /** The template of our subscription messages. */
  subscriptionId?: string;
  conversations: Collection<Conversation>;
  waiting: Collection<Waiting>;
  turns: TurnEngine;
  ingress: Ingress;
  attachments: Attachments;
  courier: LogCourier;
  api: WechatApi;
  vault: Vault;
  clock: Clock;
}

export interface Taken {
  conversationId: string;
  messageId: string;
  unanswerable?: true;
  /** Resolves when a crash cannot lose it any more. */
  durable: Promise<unknown>;
  /** Resolves when it has been answered in the log (false: that is left to another); absent where there is nothing to answer. */
  settled?: Promise<boolean>;
}

/** A push on its way in. */
interface Coming {
  conversationId: string;
  userId: string;
  push: Push;
  inbound: Inbound;
  place: ArrivalPlace;
  document: string;
  /** It is kept in `waitingCollection` already. */
  waited: boolean;
}

/** How long other processes leave the replies to the callback that may take them along. */
const ANSWER_MS = 5000;
const REMEMBERED = 50_000;

/** Takes a push of WeChat's in: once, in the order they came, with its file. */
export class Intake {
  private readonly order = new ArrivalOrder();
  /** What is being taken in or answered, by message id: a retry joins it. */
  private readonly underWay = new Map<string, Promise<Taken>>();
  private readonly known = new Set<string>();
  private readonly notes: NoteKeeper;

  constructor(private readonly options: IntakeOptions) {
    this.notes = new NoteKeeper(options);
  }

  /**
   * The place in the order is taken at once.
   * @param document the push as WeChat wrote it, decrypted. @param check made before anything else; where it throws, nothing is taken
   * @throws XB_WECHAT_BODY
   */
  async take(document: string, check?: () => Promise<void>): Promise<Taken> {
    return this.inPlace(document, false, check);
  }

  /** Takes up what an earlier life had not brought into the log, or this one could not: as it was sent, not as it came. */
  async recover(olderThan: Date): Promise<void> {
    const { waiting, vault, courier, logger } = this.options;
    const left = await waiting.find({ at: { $lt: olderThan } }, { sort: { at: 1 }, limit: 500 }).toArray();
    const documents = left.map(({ sealed }) => vault.open(sealed)).map((text) => ({ text, arrival: arrivalOf(readPush(text)) }));
    for (const { text } of documents.sort((one, other) => bySending(one.arrival, other.arrival))) {
      const { conversationId, messageId, settled } = await this.inPlace(text, true);
      void settled?.then(
        (answered) => courier.push(conversationId, answered ? { answered: messageId } : {}),
        (error: unknown) => logger.warn({ err: error, conversationId }, 'a waiting message stays'),
      );
    }
  }

  private async inPlace(document: string, waited: boolean, check?: () => Promise<void>): Promise<Taken> {
    const push = readPush(document);
    const { appId, vault, nativeDesk, subscriptionId } = this.options;
    const ids = pseudonyms(vault, appId, push.FromUserName);
    const inbound = readInbound(push, ids.conversationId, { nativeDesk: nativeDesk !== undefined, subscriptionId });
    const place = this.order.enter(ids.conversationId, arrivalOf(push));
    try {
      await check?.();
      const before = this.underWay.get(inbound.id);
      if (before) place.leave();
      return await (before ?? this.begin({ ...ids, push, inbound, place, document, waited }));
    } catch (error) {
      place.leave();
      throw error;
    }
  }

  private begin(coming: Coming): Promise<Taken> {
    const { id } = coming.inbound;
    const taken = this.takeOnce(coming);
    this.underWay.set(id, taken);
    const forget = (): boolean => this.underWay.delete(id);
    taken.then(({ settled }) => settled).then(forget, forget);
    return taken;
  }

  private async takeOnce(coming: Coming): Promise<Taken> {
    const { conversationId, userId, push, inbound, place, document, waited } = coming;
    const messageId = inbound.id;
    await this.ensure(conversationId, userId, push);
    await Promise.all([
      this.allow(conversationId, inbound),
      inbound.activity && this.options.courier.expect(conversationId, { messageId, answerWithinMs: ANSWER_MS }),
      this.notes.keep(conversationId, push.FromUserName, inbound),
    ]);
    const taken = { conversationId, messageId, unanswerable: inbound.unanswerable };
    if (!inbound.activity) {
      place.leave();
      return { ...taken, durable: Promise.resolve() };
    }
    const waits = waited || inbound.media !== undefined || !place.isNext();
    if (waits && !waited) await this.keepWaiting(messageId, document);
    const received = this.receive(coming, waits).finally(() => place.leave());
    const settled = received.then((turn) => turn.settled);
    settled.catch(() => undefined); // whoever waits for `durable` hears of it
    return { ...taken, durable: waits ? Promise.resolve() : received, settled };
  }

  private async receive(
    { conversationId, userId, inbound, place }: Coming,
    waits: boolean,
  ): Promise<{ settled: Promise<boolean> }> {
    const { log, turns, ingress, waiting } = this.options;
    await place.turn();
    const before = await log.find(inbound.id);
    const activity = before?.activity ?? (await completeActivity(this.options, conversationId, inbound));
    const entry: NewMessage = {
      id: inbound.id,
      at: inbound.at,
      author: activity.type === 'message' ? { kind: 'consumer', id: userId } : { kind: 'system' },
      audience: activity.type === 'message' ? 'all' : 'staff',
      activity,
    };
    const { settled } = await turns.receive(conversationId, before ? entry : ingress.protect(entry));
    if (waits) await waiting.deleteOne({ _id: inbound.id });
    return { settled };
  }

  /** The consumer may be written to: nobody needs to phone them for what waits. */
  private async allow(conversationId: string, inbound: Inbound): Promise<void> {
    const { quota, notices } = this.options;
    for (const trigger of inbound.triggers)
      if (await quota.open(conversationId, trigger, inbound)) await notices.withinReach(conversationId);
  }

  private async ensure(conversationId: string, userId: string, push: Push): Promise<void> {
    if (this.known.has(conversationId)) return;
    await ensureConversation(this.options.conversations, {
      _id: conversationId,
      channel: 'wechat',
      user: { id: userId },
      at: new Date(push.CreateTime * 1000),
      reference: sealReference(this.options.vault, push.FromUserName, push.ToUserName),
    });
    if (this.known.size >= REMEMBERED) this.known.clear();
    this.known.add(conversationId);
  }

  private async keepWaiting(id: string, document: string): Promise<void> {
    try {
      await this.options.waiting.insertOne({ _id: id, sealed: this.options.vault.seal(document), at: this.options.clock.now() });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}

function arrivalOf({ CreateTime, MsgId }: Push): Arrival {
  return { sentAt: CreateTime, ...(MsgId ? { number: BigInt(MsgId) } : {}) };
}
