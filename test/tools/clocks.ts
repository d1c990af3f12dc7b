import { milliseconds } from 'date-fns';
import type { Duration } from 'date-fns';
import type { Clock } from '../../src/platform/clock';

/**
 * A Wednesday morning at the office. The clocks of the tests begin here and not at the machine's time: a test that waits
 * for a token's end would cross midnight on some evenings, and find a day's counts begun afresh.
 */
const MORNING = '2026-11-25T10:00:00+08:00';

/** A clock that starts at an instant and goes on from there. */
export function clockFrom(instant: string): Clock {
  const offset = new Date(instant).getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset) };
}

/** Goes on from the morning. */
export const officeMorning = clockFrom(MORNING);

/** Goes on from the morning, and is moved on by the test: what expires can be seen expiring. */
export class MovableClock implements Clock {
  private readonly begun = clockFrom(MORNING);
  private aheadMs = 0;

  now(): Date {
    return new Date(this.begun.now().getTime() + this.aheadMs);
  }

  advance(time: Duration): void {
    this.aheadMs += milliseconds(time);
  }
}

/** Stands at the morning until the test moves it. */
export class StandingClock implements Clock {
  private at = new Date(MORNING).getTime();

  now(): Date {
    return new Date(this.at);
  }

  advance(time: Duration): void {
    this.at += milliseconds(time);
  }
}
