import type { Collection } from '../storage/database';
import { defineCollection, isDuplicate } from '../storage/database';
import type { Clock } from '../platform/clock';
import { derivedId } from '../platform/ids';
import { dayOf } from '../platform/shanghai';
import type { Usage, UsageCount } from './usage';

/** Why an answer was of no use: wrong in itself, hard to understand, not enough, or to another question. */
export const USELESS_REASONS = ['wrong', 'unclear', 'incomplete', 'not_asked'] as const;
export type UselessReason = (typeof USELESS_REASONS)[number];

/** Which text of which version a consumer was given. */
export interface AnswerGiven {
  entryId: string;
  version: number;
}

/** Something that consumers told us about the knowledge, once each. Nobody's name or number: questions are masked at the door. */
export interface FaqSignal {
  _id: string;
  kind: 'miss' | 'answered' | 'useful' | 'useless' | 'why';
  at: Date;
  /** For a miss: the question that found no answer. */
  question?: string;
  entryId?: string;
  version?: number;
  reason?: UselessReason;
  /** A miss that an educator has dealt with: `dismissed`, or the id of the entry written from it. */
  handled?: string;
  /** Until then it counts as dealt with while its entry is being made: a process that ends in the middle loses nothing. */
  claimedUntil?: Date;
  /** Forgotten after this. */
  until: Date;
}

export const faqSignalsCollection = defineCollection<FaqSignal>({
  name: 'faqMisses',
  indexes: [{ keys: { kind: 1, at: 1 } }, { keys: { until: 1 }, expireAfterSeconds: 0 }],
});

/** A claim on misses, while their entry is being made. */
export interface Claim {
  confirm(): Promise<void>;
  release(): Promise<void>;
}

const CLAIM_MS = 60_000;
const DAY_MS = 86_400_000;
/** Questions are kept to write the next entries from; the rest only until no turn can repeat it, since counters hold what it said. */
const KEPT_DAYS = { miss: 180, answered: 7, useful: 7, useless: 7, why: 7 };

/** Keeps what consumers could not find, what they were answered and what they thought of it; the same `key` counts once. */
export class FaqFeedback {
  constructor(
    private readonly signals: Collection<FaqSignal>,
    private readonly usage: Pick<Usage, 'count'>,
    private readonly clock: Clock,
  ) {}

  missed(question: string, at: Date, key: string): Promise<void> {
    return this.keep({ kind: 'miss', at, question }, key, undefined, { missed: 1 });
  }

  answered({ entryId, version }: AnswerGiven, at: Date, key: string): Promise<void> {
    return this.keep({ kind: 'answered', at, entryId, version }, key, entryId, { answered: 1 });
  }

  rated({ entryId, version }: AnswerGiven, useful: boolean, at: Date, key: string): Promise<void> {
    const kind = useful ? 'useful' : 'useless';
    return this.keep({ kind, at, entryId, version }, key, entryId, { [kind]: 1 });
  }

  /** Why it was of no use, said after `rated`. */
  explained({ entryId, version }: AnswerGiven, reason: UselessReason, at: Date, key: string): Promise<void> {
    return this.keep({ kind: 'why', at, entryId, version, reason }, key, entryId, { [`reasons.${reason}`]: 1 });
  }

  /** Misses since `from` that nobody has dealt with, newest first, at most `limit`. */
  openMisses(from: Date, limit: number): Promise<FaqSignal[]> {
    return this.signals.find({ kind: 'miss', at: { $gte: from }, ...this.unhandled() }, { sort: { at: -1 }, limit }).toArray();
  }

  /** @returns how many nobody had dealt with, and are now */
  async dismiss(missIds: readonly string[]): Promise<number> {
    const { matched } = await this.signals.updateMany(
      { _id: { $in: [...missIds] }, ...this.unhandled() },
      { $set: { handled: 'dismissed' }, $unset: { claimedUntil: '' } },
    );
    return matched;
  }

  /**
   * Takes misses for one entry that is then made of them. Of several who do so at once one wins: the first miss decides.
   * @returns what confirms it once the entry is there, and what gives it up; `undefined` where someone else was first
   */
  async claim([first = '', ...rest]: readonly string[], entryId: string): Promise<Claim | undefined> {
    const claim = { handled: entryId, claimedUntil: new Date(this.clock.now().getTime() + CLAIM_MS) };
    const won = await this.signals.updateOne({ _id: first, ...this.unhandled() }, { $set: claim });
    if (won.matched === 0) return undefined;
    await this.signals.updateMany({ _id: { $in: rest }, ...this.unhandled() }, { $set: claim });
    const mine = { _id: { $in: [first, ...rest] }, handled: entryId };
    return {
      confirm: async () => void (await this.signals.updateMany(mine, { $unset: { claimedUntil: '' } })),
      release: async () => void (await this.signals.updateMany(mine, { $unset: { handled: '', claimedUntil: '' } })),
    };
  }

  private unhandled() {
    return { $or: [{ handled: { $exists: false } }, { claimedUntil: { $lt: this.clock.now() } }] };
  }

  private async keep(
    signal: Omit<FaqSignal, '_id' | 'until'>,
    key: string,
    entryId: string | undefined,
    counts: UsageCount,
  ): Promise<void> {
    const until = new Date(signal.at.getTime() + KEPT_DAYS[signal.kind] * DAY_MS);
    try {
      await this.signals.insertOne({ _id: derivedId('faq', key), ...signal, until });
    } catch (error) {
      if (isDuplicate(error)) return;
      throw error;
    }
    // A process that ends right here loses one count: the signal is what may not be kept twice.
    await this.usage.count(entryId, dayOf(signal.at), counts);
  }
}
