import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { DeliveryHeld } from './carrier';

const PAUSES_MS = [1000, 5000, 30_000, 120_000, 600_000];

/** When a conversation that could not be delivered is tried again by this process. */
export class DeliveryRetries {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly push: (conversationId: string) => void,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** At the hour that the error names, else later from one failure to the next. @returns when */
  after(conversationId: string, error: unknown): Date {
    if (error instanceof DeliveryHeld && error.retryAt) return this.at(conversationId, error.retryAt);
    const failures = this.failures.get(conversationId) ?? 0;
    this.failures.set(conversationId, failures + 1);
    this.logger.warn({ err: error, conversationId, failures }, 'delivery failed, will be tried again');
    const pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)]!;
    return this.at(conversationId, new Date(this.clock.now().getTime() + pause));
  }

  at(conversationId: string, at: Date): Date {
    if (this.timers.has(conversationId)) return at;
    const timer = setTimeout(
      () => {
        this.timers.delete(conversationId);
        this.push(conversationId);
      },
      Math.max(50, at.getTime() - this.clock.now().getTime()),
    );
    timer.unref();
    this.timers.set(conversationId, timer);
    return at;
  }

  succeeded(conversationId: string): void {
    this.failures.delete(conversationId);
  }

  cancel(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}
