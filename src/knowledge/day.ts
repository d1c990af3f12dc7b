const SHANGHAI_AHEAD_MS = 8 * 3600 * 1000;

/** The calendar day `YYYY-MM-DD` in Asia/Shanghai, which has no summer time. */
export function shanghaiDay(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_AHEAD_MS).toISOString().slice(0, 10);
}
