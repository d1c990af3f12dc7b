import type { Clock } from '../../../src/platform/clock';

/** How the platform keeps time: what it writes down comes from the clock, how long it waits from the length of its second. */
export interface Pace {
  readonly clock: Clock;
  /** Real milliseconds that the platform takes for one second of waiting; 1000 is life. */
  readonly secondMs: number;
  /** Real milliseconds that it waits for the answer to a push before it cuts the connection; five seconds in life. */
  readonly patienceMs: number;
}

/** Seconds since 1970, as the platform writes times. */
export function unixTime({ clock }: Pace): number {
  return Math.floor(clock.now().getTime() / 1000);
}

export function waitSeconds({ secondMs }: Pace, seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * secondMs));
}
