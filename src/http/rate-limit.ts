import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { XiaobaoError } from '../platform/errors';
import type { CallHead, RateRule } from './route';

/** The budgets of one process. Several processes each keep their own: the limits guard against floods, not for billing. */
export class RateLimits {
  private readonly budgets = new Map<string, RateLimiterMemory>();

  /** @throws XB_RATE_LIMITED when the caller's budget is used up. */
  async spend(rule: RateRule, head: CallHead): Promise<void> {
    try {
      await this.budget(rule).consume((rule.by ?? ((call: CallHead) => call.ip))(head));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new XiaobaoError('XB_RATE_LIMITED', { seconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
    }
  }

  private budget(rule: RateRule): RateLimiterMemory {
    let budget = this.budgets.get(rule.name);
    if (!budget) {
      budget = new RateLimiterMemory({ points: rule.points, duration: rule.seconds });
      this.budgets.set(rule.name, budget);
    }
    return budget;
  }
}
