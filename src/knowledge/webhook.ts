import { createHmac } from 'node:crypto';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { SingleRunner } from '../platform/single-runner';
import type { Collection } from '../storage/database';
import { defineCollection, isDuplicate } from '../storage/database';
import type { EntryVersion } from './entry-record';

/** A publication or withdrawal that the bank's other systems are yet to be told of, or were told of. */
export interface Announcement {
  /** The version's id: also the idempotency key. */
  _id: string;
  /** As it is sent, so that every attempt says the same. */
  body: string;
  attempts: number;
  /** Absent when it was delivered or given up. */
  nextAt?: Date;
  deliveredAt?: Date;
  /** The last answer: a status, or what went wrong. */
  outcome?: string;
  /** Forgotten after this. */
  until: Date;
}

export const announcementsCollection = defineCollection<Announcement>({
  name: 'faqAnnouncements',
  indexes: [
    { keys: { nextAt: 1 }, where: { nextAt: { $exists: true } } },
    { keys: { until: 1 }, expireAfterSeconds: 0 },
  ],
});

export interface WebhookOptions {
  url: string;
  secret: string;
  clock: Clock;
  logger: Logger;
  /** How long one attempt may take, in milliseconds. */
  deadlineMs?: number;
}

const DEADLINE_MS = 10_000;
/** Seconds after the first, second … failure; the last one repeats. About three days in all. */
const WAITS = [5, 30, 120, 600, 3600, 6 * 3600];
const ATTEMPTS = 17;
/** While one process attempts, the others leave it alone. */
const CLAIM_MS = 60_000;
const KEPT_MS = 30 * 86_400_000;

/**
 * Tells one address of every version that consumers see come or go. What is to be told is stored first, so that a restart, or a
 * receiver that is down, delays it and loses nothing; the receiver knows a repetition by its idempotency key.
 *
 * Headers: `x-xiaobao-timestamp` (seconds), `x-xiaobao-signature` (`sha256=` and the HMAC-SHA256, in hex, of timestamp, a full stop and
 * the body), `idempotency-key`. Any 2xx takes it; redirects are not followed.
 */
export class KnowledgeWebhook {
  private readonly delivering = new SingleRunner(() =>
    this.deliver().catch((error: unknown) => this.options.logger.warn({ err: error }, 'webhook outbox failed')),
  );
  private readonly stopped = new AbortController();

  constructor(
    private readonly outbox: Collection<Announcement>,
    private readonly options: WebhookOptions,
  ) {}

  /** Stores what is to be told of a version; the same version twice is told once. */
  async announce({ _id, entryId, number, at, seen, content }: EntryVersion): Promise<void> {
    if (!seen) return;
    const { category, title, validFrom, validTo } = content;
    const event = `knowledge.${seen}`;
    const body = JSON.stringify({ event, entryId, version: number, at: at.toISOString(), category, title, validFrom, validTo });
    const now = this.options.clock.now();
    try {
      await this.outbox.insertOne({ _id, body, attempts: 0, nextAt: now, until: new Date(now.getTime() + KEPT_MS) });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    void this.deliverDue();
  }

  /** Attempts everything that is due; never rejects. Several processes may do so at once. */
  deliverDue(): Promise<void> {
    return this.delivering.run();
  }

  /** Lets an attempt under way go; it is made again after the next start. */
  async close(): Promise<void> {
    this.stopped.abort();
    await this.delivering.settled();
  }

  private async deliver(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      const now = this.options.clock.now();
      const due = await this.outbox.findOneAndUpdate(
        { nextAt: { $lte: now } },
        { $set: { nextAt: new Date(now.getTime() + CLAIM_MS) }, $inc: { attempts: 1 } },
        { sort: { nextAt: 1 } },
      );
      if (!due) return;
      await this.attempt(due);
    }
  }

  private async attempt({ _id, body, attempts }: Announcement): Promise<void> {
    const { clock, logger } = this.options;
    const outcome = await this.post(_id, body);
    if (/^2\d\d$/.test(outcome)) {
      await this.outbox.updateOne({ _id }, { $set: { outcome, deliveredAt: clock.now() }, $unset: { nextAt: '' } });
      return;
    }
    logger.warn({ announcement: _id, attempts, outcome }, 'webhook refused');
    const wait = (WAITS[attempts - 1] ?? WAITS.at(-1)!) * 1000;
    const nextAt = new Date(clock.now().getTime() + wait);
    await this.outbox.updateOne(
      { _id },
      attempts < ATTEMPTS ? { $set: { outcome, nextAt } } : { $set: { outcome }, $unset: { nextAt: '' } },
    );
  }

  /** @returns the status, or a word for what went wrong: never what the receiver said. */
  private async post(key: string, body: string): Promise<string> {
    const { url, secret, clock, deadlineMs = DEADLINE_MS } = this.options;
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(deadlineMs), this.stopped.signal]),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'idempotency-key': key,
          'x-xiaobao-timestamp': timestamp,
          'x-xiaobao-signature': webhookSignature(secret, timestamp, body),
        },
        body,
      });
      await response.body?.cancel();
      return String(response.status);
    } catch (error) {
      return (error as { name?: unknown }).name === 'TimeoutError' ? 'timeout' : 'unreachable';
    }
  }
}

/** `sha256=…`, what a receiver computes and compares in constant time. */
export function webhookSignature(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}
