import type { Clock } from '../../src/platform/clock';

/** A clock that moves only when the test moves it. It starts at the present, since a MongoDB server forgets what has expired by its own clock. */
export class StandingClock implements Clock {
  private at = Date.now();

  now(): Date {
    return new Date(this.at);
  }

  advance(seconds: number): void {
    this.at += seconds * 1000;
  }
}
