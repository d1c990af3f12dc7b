import type { Clock } from '../platform/clock';
import { XiaobaoError } from '../platform/errors';
import { derivedId } from '../platform/ids';
import { KeyedQueue } from '../platform/keyed-queue';
import type { Collection } from '../storage/database';
import { defineCollection } from '../storage/database';

/** Wrong passwords for a user name, from one address or (`everywhere`) from all together. User names are not readable here. */
export interface SignInTries {
  _id: string;
  failures: number;
  waitUntil: Date;
  /** The right password has come from this address before. */
  trusted?: boolean;
  forgetAt: Date;
}

export const signInTriesCollection = defineCollection<SignInTries>({
  name: 'signInTries',
  indexes: [{ keys: { forgetAt: 1 }, expireAfterSeconds: 0 }],
});

/** How many failures are free; then the wait is 1 s, 2 s, 4 s … up to the longest. */
interface Patience {
  free: number;
  longestSeconds: number;
}

const FROM_ONE_ADDRESS: Patience = { free: 5, longestSeconds: 15 * 60 };
/** Shorter, because strangers can make the owner of the account wait for it, unless the owner's address is trusted. */
const FROM_EVERYWHERE: Patience = { free: 30, longestSeconds: 60 };

const DAY_MS = 24 * 60 * 60 * 1000;
const FORGET_FAILURES_MS = DAY_MS;
const FORGET_TRUST_MS = 30 * DAY_MS;

/** Slows guessing down. Knows user names only as they are typed, so it tells nothing of whether they exist. */
export class SignInGuard {
  private readonly queue = new KeyedQueue();

  constructor(
    private readonly tries: Collection<SignInTries>,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets one password be checked; checks for one user name run one behind the other, so that a volley is counted too.
   * @throws XB_RATE_LIMITED while the user name must wait; `check` is not called then.
   */
  attempt(username: string, address: string, check: () => Promise<boolean>): Promise<boolean> {
    const here = derivedId('try', username, address);
    const everywhere = derivedId('try', username);
    return this.queue.run(username, async () => {
      await this.refuseWhileWaiting(here, everywhere);
      const passed = await check();
      if (passed) await this.trust(here);
      else await Promise.all([this.fail(here, FROM_ONE_ADDRESS), this.fail(everywhere, FROM_EVERYWHERE)]);
      return passed;
    });
  }

  private async refuseWhileWaiting(here: string, everywhere: string): Promise<void> {
    const [fromHere, fromEverywhere] = await Promise.all([
      this.tries.findOne({ _id: here }),
      this.tries.findOne({ _id: everywhere }),
    ]);
    const waitUntil = Math.max(
      fromHere?.waitUntil.getTime() ?? 0,
      fromHere?.trusted ? 0 : (fromEverywhere?.waitUntil.getTime() ?? 0),
    );
    const seconds = Math.ceil((waitUntil - this.clock.now().getTime()) / 1000);
    if (seconds > 0) throw new XiaobaoError('XB_RATE_LIMITED', { seconds });
  }

  private async fail(id: string, patience: Patience): Promise<void> {
    const now = this.clock.now().getTime();
    const counted = await this.tries.findOneAndUpdate(
      { _id: id },
      { $inc: { failures: 1 }, $max: { forgetAt: new Date(now + FORGET_FAILURES_MS) }, $setOnInsert: { waitUntil: new Date(0) } },
      { upsert: true },
    );
    const beyond = (counted?.failures ?? 0) - patience.free;
    if (beyond < 0) return;
    const seconds = Math.min(2 ** beyond, patience.longestSeconds);
    await this.tries.updateOne({ _id: id }, { $max: { waitUntil: new Date(now + seconds * 1000) } });
  }

  private async trust(here: string): Promise<void> {
    const forgetAt = new Date(this.clock.now().getTime() + FORGET_TRUST_MS);
    const clean = { failures: 0, waitUntil: new Date(0), trusted: true, forgetAt };
    await this.tries.updateOne({ _id: here }, { $set: clean }, { upsert: true });
  }
}
