import type { Complaint } from '../complaints/complaint';
import type { ComplaintBook } from '../complaints/complaint-book';
import { derivedId } from '../platform/ids';
import { dayOf } from '../platform/shanghai';
import type { Collection } from '../storage/database';
import { defineCollection } from '../storage/database';

/** How often one complaint's owner was claimed to be somebody today, and wrongly. Complaint numbers are not readable here. */
export interface FailedProofs {
  _id: string;
  failures: number;
  forgetAt: Date;
}

export const failedProofsCollection = defineCollection<FailedProofs>({
  name: 'failedProofs',
  indexes: [{ keys: { forgetAt: 1 }, expireAfterSeconds: 0 }],
});

/** What a consumer says to show that a complaint is theirs. */
export interface IdentityClaim {
  number: string;
  name: string;
  phone: string;
}

/** Above a link's own three, so that a second link after a slip still works; far below what guessing would take. */
const FAILURES_A_DAY = 6;
const DAY_MS = 86_400_000;

/** Checks that a complaint is the consumer's own: its number, the name and the whole phone number that were left with it. */
export class IdentityProofs {
  constructor(
    private readonly complaints: ComplaintBook,
    private readonly failed: Collection<FailedProofs>,
  ) {}

  /** @returns the complaint; `undefined` for an unknown number, a wrong name or phone, and a number tried too often alike */
  async check(claim: IdentityClaim, at: Date): Promise<Complaint | undefined> {
    const _id = derivedId('try', claim.number, dayOf(at));
    // Counted before it is looked at, so that many at once are counted too; the right one is taken back.
    const tries = await this.failed.findOneAndUpdate(
      { _id },
      { $inc: { failures: 1 }, $set: { forgetAt: new Date(at.getTime() + DAY_MS) } },
      { upsert: true },
    );
    if ((tries?.failures ?? 1) > FAILURES_A_DAY) return undefined;
    const complaint = await this.complaints.findByNumber(claim.number);
    if (!complaint || !this.complaints.belongsTo(complaint, claim)) return undefined;
    await this.failed.updateOne({ _id }, { $inc: { failures: -1 } });
    return complaint;
  }
}
