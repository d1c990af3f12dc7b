import type { Collection } from '../storage/database';
import { defineCollection, isDuplicate } from '../storage/database';
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
  /** Forgotten after this. */
  until: Date;
}

export const faqSignalsCollection = defineCollection<FaqSignal>({
  name: 'faqMisses',
  indexes: [{ keys: { kind: 1, at: 1 } }, { keys: { until: 1 }, expireAfterSeconds: 0 }],
});

const DAY_MS = 86_400_000;
/** Questions are kept to write the next entries from; the rest only until no turn can repeat it, since counters hold what it said. */
const KEPT_DAYS = { miss: 180, answered: 7, useful: 7, useless: 7, why: 7 };

/** Keeps what consumers could not find, what they were answered and what they thought of it; the same `key` counts once. */
export class FaqFeedback {
  constructor(
    private readonly signals: Collection<FaqSignal>,
    private readonly usage: Pick<Usage, 'count'>,
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
    const open = { kind: 'miss' as const, at: { $gte: from }, handled: { $exists: false } };
    return this.signals.find(open, { sort: { at: -1 }, limit }).toArray();
  }

  /** @param by `dismissed`, or the id of the entry written from them */
  async handle(missIds: readonly string[], by: string): Promise<void> {
    await this.signals.updateMany({ _id: { $in: [...missIds] }, handled: { $exists: false } }, { $set: { handled: by } });
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
