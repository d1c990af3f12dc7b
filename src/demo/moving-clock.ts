import type { Clock } from '../platform/clock';

/** A clock that is set from moment to moment while stories are told, and then goes with the machine's. */
export class MovingClock implements Clock {
  private behindMs: number;

  constructor(start: Date) {
    this.behindMs = Date.now() - start.getTime();
  }

  now(): Date {
    return new Date(Date.now() - this.behindMs);
  }

  /** Moves on to a later moment; never back, and never beyond the present. */
  moveTo(moment: Date): void {
    this.behindMs = Math.max(0, Math.min(this.behindMs, Date.now() - moment.getTime()));
  }

  passMinutes(minutes: number): void {
    this.moveTo(new Date(this.now().getTime() + minutes * 60_000));
  }

  /** From now on it is the present. */
  arrive(): void {
    this.behindMs = 0;
  }
}
