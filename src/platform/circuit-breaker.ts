import type { Clock } from './clock';

export interface CircuitBreakerOptions {
  /** Failures in a row after which nothing more is attempted. */
  failures: number;
  /** How long nothing is attempted then, in milliseconds. */
  pauseMs: number;
  clock: Clock;
  /** Told once when attempts stop and once when they succeed again, for operators; must not throw. */
  onChange(state: 'open' | 'closed'): void;
}

/**
 * Keeps us from waiting, call after call, for a service that is down. After some failures in a row it is open: attempts are
 * skipped. When the pause is over a single attempt goes through: its success closes the breaker, its failure opens it anew.
 */
export class CircuitBreaker {
  private state: 'closed' | 'open' | 'half-open' = 'closed';
  private failuresInARow = 0;
  private pausedUntil = 0;

  constructor(private readonly options: CircuitBreakerOptions) {}

  /** What `work` gives, or `undefined` where it fails or is skipped. Never rejects; a deadline is the work's own affair. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (!this.admits()) return undefined;
    try {
      const result = await work();
      this.succeeded();
      return result;
    } catch {
      this.failed();
      return undefined;
    }
  }

  private admits(): boolean {
    if (this.state === 'open' && this.options.clock.now().getTime() >= this.pausedUntil) {
      this.state = 'half-open';
      return true;
    }
    return this.state === 'closed';
  }

  private succeeded(): void {
    const reopened = this.state !== 'closed';
    this.state = 'closed';
    this.failuresInARow = 0;
    if (reopened) this.options.onChange('closed');
  }

  private failed(): void {
    this.failuresInARow++;
    if (this.state === 'closed' && this.failuresInARow < this.options.failures) return;
    // Calls that were under way when it opened neither prolong the pause nor are they news.
    if (this.state === 'open') return;
    const news = this.state === 'closed';
    this.state = 'open';
    this.pausedUntil = this.options.clock.now().getTime() + this.options.pauseMs;
    if (news) this.options.onChange('open');
  }
}
