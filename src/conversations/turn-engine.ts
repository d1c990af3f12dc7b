import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../platform/clock';
import { XiaobaoError } from '../platform/errors';
import { KeyedQueue } from '../platform/keyed-queue';
import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics';
import { repeat } from '../platform/repeat';
import type { Collection } from '../storage/database';
import { StorageError } from '../storage/database';
import type { Conversation } from './conversation';
import { LeaseBook } from './lease-book';
import type { Held } from './lease-book';
import type { Message, NewMessage } from './message';
import type { Appended, MessageLog } from './message-log';
import type { EffectExecutor, Turn, TurnHandler, TurnOutcome } from './turn';

export interface TurnEngineOptions {
  conversations: Collection<Conversation>;
  log: MessageLog;
  handle: TurnHandler;
  /** What is said, once, when `handle` or an effect throws. */
  apologise: (turn: Turn) => TurnOutcome;
  execute: EffectExecutor;
  /** Where this process listens, `host:port`: names its leases. */
  place: string;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

export interface Received extends Appended {
  /** Resolves when the message has been answered and the replies are in the log; false where that is left to the sweep. Never rejects. */
  settled: Promise<boolean>;
}

const RETRY_AFTER_MS = [50, 200, 1000];
/** After the first, second … failure of a turn; the last one repeats: a turn that cannot be done must not be all that is done. */
const LEFT_FOR_MS = [5000, 30_000, 120_000, 600_000];

/**
 * Answers messages: each once, in order, whatever is killed in between.
 *
 * 1. The message is appended (a retry finds the first copy) and, at the same time, the conversation's lease is taken.
 * 2. The handler decides; its effects are executed under keys derived from the message's id.
 * 3. One fenced write on the conversation record keeps the new state, the mark "handled" and the replies (the outbox).
 * 4. The replies are appended under ids derived from the message's id.
 *
 * Killed before 3, the turn is repeated and its effects find themselves done; killed before 4, the outbox is appended by
 * whoever takes the lease next. A lease that is still there at a start, or has run out, marks what is unfinished; so a turn that
 * fails does not give its lease back, and this process remembers that it comes back to it.
 */
export class TurnEngine {
  private readonly queue = new KeyedQueue();
  private readonly leases: LeaseBook;
  private readonly running = new Set<Promise<unknown>>();
  /** Conversations whose last turn failed, and when they are looked at again. */
  private readonly left = new Map<string, { failures: number; at: number }>();
  private stopping = false;

  constructor(private readonly options: TurnEngineOptions) {
    this.leases = new LeaseBook(options.conversations, options.clock, options.place, (held) => this.flush(held));
  }

  /**
   * Takes in what a consumer said or an event the bot must react to. Resolves when it is durable.
   * @throws XB_STOPPING while the server stops.
   */
  async receive(conversationId: string, entry: NewMessage): Promise<Received> {
    if (this.stopping) throw new XiaobaoError('XB_STOPPING');
    const received = this.options.log.append(conversationId, { ...entry, forBot: true }).then((appended) => ({
      ...appended,
      settled: this.track(conversationId, () => this.handleUpTo(appended.message)),
    }));
    // Taken at the same time; where it cannot be had, the turn sees that.
    const held = this.leases.hold(conversationId).then((lease) => this.leases.using(lease, async () => (await received).settled));
    held.catch(() => undefined);
    return this.finishing(received);
  }

  /** Finishes what is in the log of a conversation and unanswered: whoever took it in may be gone. @returns false where it is left to the sweep */
  resume(conversationId: string): Promise<boolean> {
    return this.track(conversationId, () => this.catchUp(conversationId));
  }

  /**
   * At the start, once the port is ours: finishes what earlier lives of this server left unfinished.
   * @param alone nobody else can hold the store: all leases in it are of the dead.
   */
  async takeUp(alone: boolean): Promise<number> {
    await this.leases.endForeign(alone ? 'everyone' : 'this place');
    return this.recover();
  }

  /** Finishes what a server that is gone left unfinished (its leases have run out), and what failed here. */
  async recover(): Promise<number> {
    const now = this.options.clock.now().getTime();
    const due = [...this.left].filter(([, { at }]) => at <= now).map(([id]) => id);
    const abandoned = (await this.leases.abandoned()).filter((id) => !this.left.has(id));
    const unfinished = [...due, ...abandoned];
    await Promise.all(unfinished.map((id) => this.resume(id)));
    return unfinished.length;
  }

  /** Renews, releases and recovers in the background; the returned function ends that. */
  startSweeping(everyMs = 250, recoverEveryMs = 5000): () => void {
    const failed = (error: unknown): void => this.options.logger.warn({ err: error }, 'lease sweep failed');
    // One lease that is slow to renew must not hold up the others: each sees to it that it is renewed once at a time.
    const timer = setInterval(() => void this.leases.sweep().catch(failed), everyMs);
    timer.unref();
    const stopRecovering = repeat(recoverEveryMs, () => this.recover(), failed);
    return () => {
      clearInterval(timer);
      stopRecovering();
    };
  }

  /** Takes nothing new, finishes the running turns and gives the leases back. */
  async close(): Promise<void> {
    this.stopping = true;
    while (this.running.size > 0) await Promise.allSettled(this.running);
    await this.leases.releaseAll();
  }

  private track(conversationId: string, task: () => Promise<void>): Promise<boolean> {
    const started = process.hrtime.bigint();
    const settled = this.queue
      .run(conversationId, () => this.withRetries(conversationId, task))
      .then(
        () => {
          this.options.metrics.turn('handled', started);
          this.left.delete(conversationId);
          return true;
        },
        (error: unknown) => {
          this.options.metrics.turn('failed', started);
          this.options.logger.error({ err: error, conversationId }, 'turn left unfinished');
          this.leave(conversationId, error);
          return false;
        },
      );
    return this.finishing(settled);
  }

  /** Comes back to it, later from one failure to the next. */
  private leave(conversationId: string, error: unknown): void {
    if (error instanceof XiaobaoError) return; // there is no such conversation
    const { failures } = this.left.get(conversationId) ?? { failures: 0 };
    const pause = LEFT_FOR_MS[Math.min(failures, LEFT_FOR_MS.length - 1)]!;
    this.left.set(conversationId, { failures: failures + 1, at: this.options.clock.now().getTime() + pause });
  }

  /** Whoever closes waits for it. */
  private finishing<T>(work: Promise<T>): Promise<T> {
    const done = work.finally(() => this.running.delete(done));
    this.running.add(done);
    return done;
  }

  /** A lost lease or a store that hiccups costs a wait, not the turn; past that, the sweep tries again later. */
  private async withRetries(conversationId: string, task: () => Promise<void>): Promise<void> {
    for (let failures = 0; ; failures++) {
      try {
        return await task();
      } catch (error) {
        this.leases.forget(conversationId); // not given back: what is unfinished stays marked, and is looked at afresh
        const pause = RETRY_AFTER_MS[failures];
        if (pause === undefined || !(error instanceof StorageError) || error.label !== 'retryable') throw error;
        await wait(pause);
      }
    }
  }

  private async handleUpTo(message: Message): Promise<void> {
    const held = await this.leases.hold(message.conversationId);
    if (message.seq <= held.record.handledSeq) return;
    const next = message.seq === held.seen + 1 ? [message] : await this.unhandled(held, message.seq);
    await this.handleAll(held, next);
  }

  private async catchUp(conversationId: string): Promise<void> {
    const held = await this.leases.hold(conversationId);
    await this.handleAll(held, await this.unhandled(held));
  }

  private async unhandled(held: Held, upTo = Infinity): Promise<Message[]> {
    const behind = await this.options.log.read(held.record._id, held.record.handledSeq);
    return behind.filter((message) => message.forBot && message.seq <= upTo);
  }

  private async handleAll(held: Held, messages: readonly Message[]): Promise<void> {
    await this.leases.using(held, async () => {
      for (const message of messages) await this.runTurn(held, message);
    });
  }

  private async runTurn(held: Held, message: Message): Promise<void> {
    const turn: Turn = { conversation: held.record, message };
    const outcome = await this.decide(turn);
    const at = this.options.clock.now();
    const replies = outcome.replies.map((activity, index): NewMessage => ({
      id: `${message._id}.${index + 1}`,
      at,
      author: { kind: 'bot' },
      activity: { ...activity, replyToId: message._id },
    }));
    await this.leases.commit(held, {
      state: outcome.state,
      handledSeq: message.seq,
      lastActiveAt: at,
      outbox: replies.length > 0 ? { turnId: message._id, messages: replies } : null,
    });
    await this.flush(held);
    held.seen = Math.max(held.seen, message.seq);
  }

  private async decide(turn: Turn): Promise<TurnOutcome> {
    try {
      const outcome = await this.options.handle(turn);
      await this.executeAll(outcome, turn);
      return outcome;
    } catch (error) {
      if (error instanceof StorageError && error.label === 'retryable') throw error;
      this.options.logger.error(
        { err: error, conversationId: turn.conversation._id, messageId: turn.message._id },
        'turn failed',
      );
      this.options.metrics.count('turn_failed');
      const apology = this.options.apologise(turn);
      await this.executeAll(apology, turn);
      return apology;
    }
  }

  private async executeAll(outcome: TurnOutcome, turn: Turn): Promise<void> {
    for (const [index, effect] of outcome.effects.entries()) {
      await this.options.execute(effect, `${turn.message._id}/${effect.type}/${index}`, turn);
    }
  }

  /** Appends the outbox to the log; what is there already stays as it is. */
  private async flush(held: Held): Promise<void> {
    const { outbox, _id } = held.record;
    if (!outbox || held.flushed === outbox.turnId) return;
    const appended = await this.options.log.appendAll(_id, outbox.messages);
    held.flushed = outbox.turnId;
    // Replies that stand directly behind what was seen are seen too: the next message needs no look at the log.
    for (const message of appended)
      if (message.seq === held.seen + 1 || message.seq === held.record.handledSeq + 1) held.seen = message.seq;
  }
}
