import type { Clock } from '../../src/platform/clock';

/** The machine's time, moved on by the test: what expires can be seen expiring. */
export class MovableClock implements Clock {
  private aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  advance({ minutes = 0, days = 0 }: { minutes?: number; days?: number }): void {
    this.aheadMs += (days * 24 * 60 + minutes) * 60_000;
  }
}
