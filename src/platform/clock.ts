/** The time, passed in wherever it matters so that tests and replays decide it. */
export interface Clock {
  /** The present instant (UTC inside, shown in Asia/Shanghai). */
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };
