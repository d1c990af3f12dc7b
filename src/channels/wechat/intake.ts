import { setTimeout as wait } from 'node:timers/promises';
import type { Ingress } from '../../bot/ingress';
import type { Attachments } from '../../conversations/attachments';
import { ensureConversation } from '../../conversations/conversation';
import type { Conversation } from '../../conversations/conversation';
import type { NewMessage } from '../../conversations/message';
import type { MessageLog } from '../../conversations/message-log';
import type { TurnEngine } from '../../conversations/turn-engine';
import type { HandoffQueue } from '../../handoff/queue';
import type { Clock } from '../../platform/clock';
import { KeyedQueue } from '../../platform/keyed-queue';
import type { Logger } from '../../platform/logger';
import type { Sealed, Vault } from '../../platform/sealing';
import type { Collection } from '../../storage/database';
import { defineCollection, isDuplicate } from '../../storage/database';
import type { LogCourier } from '../log-courier';
import type { WechatApi } from './api-client';
import { pseudonyms, sealReference } from './identity';
import { completeActivity } from './complete-activity';
import { readInbound } from './inbound';
import type { Inbound, Note } from './inbound';
import type { NativeDesk } from './native-desk';
import type { Notices } from './notices';
import type { QuotaBook } from './quota-book';
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

export interface IntakeOptions {
  appId: string;
  /** WeChat's own desk, where it serves handoffs. */
  nativeDesk?: NativeDesk;
  conversations: Collection<Conversation>;
  waiting: Collection<Waiting>;
  log: MessageLog;
  turns: TurnEngine;
  queue: HandoffQueue;
  ingress: Ingress;
  attachments: Attachments;
  courier: LogCourier;
  api: WechatApi;
  quota: QuotaBook;
  notices: Notices;
  vault: Vault;
  clock: Clock;
  logger: Logger;
}

export interface Taken {
  conversationId: string;
  messageId: string;
  unanswerable?: true;
  /** Resolves when a crash cannot lose it any more. */
  durable: Promise<unknown>;
  /** Resolves when it has been answered in the log; absent where there is nothing to answer. */
  settled?: Promise<void>;
}

/** How long other processes leave the replies to the callback that may take them along. */
const ANSWER_MS = 5000;
/** So long the end of a session waits for its words, so that they stand before it. */
const FETCH_MS = 2000;
const REMEMBERED = 50_000;

/** Takes a push of WeChat's in: once, in the order they came, with its file. */
export class Intake {
  private readonly order = new KeyedQueue();
  /** Conversations with something under way, and how much. */
  private readonly underWay = new Map<string, number>();
  private readonly known = new Set<string>();
  private readonly mentioned = new Set<string>();

  constructor(private readonly options: IntakeOptions) {}

  /** @param document the push as WeChat wrote it, decrypted. @throws XB_WECHAT_BODY */
  async take(document: string): Promise<Taken> {
    const push = readPush(document);
    const { appId, vault, nativeDesk } = this.options;
    const { conversationId, userId } = pseudonyms(vault, appId, push.FromUserName);
    const inbound = readInbound(push, conversationId, nativeDesk !== undefined);
    await this.ensure(conversationId, userId, push);
    await Promise.all([
      this.allow(conversationId, inbound),
      inbound.activity && this.options.courier.know(conversationId, { answerWithinMs: ANSWER_MS }),
      inbound.note && this.note(conversationId, push.FromUserName, inbound, inbound.note),
    ]);
    const taken = { conversationId, messageId: inbound.id, unanswerable: inbound.unanswerable };
    if (!inbound.activity) return { ...taken, durable: Promise.resolve() };
    const waits = inbound.media !== undefined || this.underWay.has(conversationId);
    if (waits) await this.keepWaiting(inbound.id, document);
    const received = this.inOrder(conversationId, () => this.receive(conversationId, userId, inbound, waits));
    const settled = received.then((turn) => turn.settled);
    settled.catch(() => undefined); // whoever waits for `durable` hears of it
    return { ...taken, durable: waits ? Promise.resolve() : received, settled };
  }

  /** Takes up what an earlier life had not brought into the log, or this one could not. */
  async recover(olderThan: Date): Promise<void> {
    for (const { sealed } of await this.options.waiting
      .find({ at: { $lt: olderThan } }, { sort: { at: 1 }, limit: 500 })
      .toArray()) {
      const { conversationId, settled } = await this.take(this.options.vault.open(sealed));
      void settled?.then(
        () => this.options.courier.push(conversationId),
        (error: unknown) => this.options.logger.warn({ err: error, conversationId }, 'a waiting message stays'),
      );
    }
  }

  private async receive(
    conversationId: string,
    userId: string,
    inbound: Inbound,
    waited: boolean,
  ): Promise<{ settled: Promise<void> }> {
    const { log, turns, ingress, waiting } = this.options;
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
    if (waited) await waiting.deleteOne({ _id: inbound.id });
    return { settled };
  }

  /** The consumer may be written to: nobody needs to phone them for what waits. */
  private async allow(conversationId: string, inbound: Inbound): Promise<void> {
    const { quota, notices } = this.options;
    for (const trigger of inbound.triggers)
      if (await quota.open(conversationId, trigger, inbound)) await notices.withinReach(conversationId);
  }

  private async note(conversationId: string, openid: string, inbound: Inbound, note: Note): Promise<void> {
    const { quota, notices, queue, nativeDesk, logger } = this.options;
    switch (note.kind) {
      case 'gone':
        return quota.consumerGone(conversationId);
      case 'templateReport':
        return notices.reported(openid, note.msgid, note.arrived);
      case 'deskClosed':
        await queue.withdraw(conversationId);
        await Promise.race([nativeDesk?.ended(conversationId, inbound), wait(FETCH_MS, undefined, { ref: false })]);
        return;
      case 'unknown': {
        const what = note.what.replace(/[^\w-]/g, '_').slice(0, 40);
        if (this.mentioned.has(what) || this.mentioned.size > 200) return;
        this.mentioned.add(what);
        logger.warn({ what }, 'WeChat pushes something that is not known here');
      }
    }
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

  private async inOrder<T>(conversationId: string, task: () => Promise<T>): Promise<T> {
    this.underWay.set(conversationId, (this.underWay.get(conversationId) ?? 0) + 1);
    try {
      return await this.order.run(conversationId, task);
    } finally {
      const left = this.underWay.get(conversationId)! - 1;
      if (left > 0) this.underWay.set(conversationId, left);
      else this.underWay.delete(conversationId);
    }
  }
}
