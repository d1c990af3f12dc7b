import type { Pace } from './pace';
import { Refusal } from './refusal';

/** Calls a day of an interface that has no number of its own here. */
const DAILY = 500_000;
const CLEARED_A_MONTH = 10;

/** How often each interface may be called a day (Asia/Shanghai), and was. */
export class Quotas {
  private readonly limits = new Map<string, number>();
  private readonly used = new Map<string, number>();
  private day = '';
  private cleared: { month: string; times: number } = { month: '', times: 0 };

  constructor(private readonly pace: Pace) {}

  limit(path: string, daily: number): void {
    this.limits.set(path, daily);
  }

  /** Counts a call. @throws Refusal 45009 */
  spend(path: string): void {
    const { remain, used } = this.of(path);
    if (remain <= 0) throw new Refusal(45009);
    this.used.set(path, used + 1);
  }

  of(path: string): { daily_limit: number; used: number; remain: number } {
    const today = this.today();
    if (today !== this.day) this.used.clear();
    this.day = today;
    const daily_limit = this.limits.get(path) ?? DAILY;
    const used = this.used.get(path) ?? 0;
    return { daily_limit, used, remain: daily_limit - used };
  }

  /** @throws Refusal 48006 after ten times in a month */
  clear(): void {
    const month = this.today().slice(0, 7);
    if (this.cleared.month !== month) this.cleared = { month, times: 0 };
    if (this.cleared.times >= CLEARED_A_MONTH) throw new Refusal(48006);
    this.cleared.times++;
    this.used.clear();
  }

  private today(): string {
    return new Date(this.pace.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  }
}
