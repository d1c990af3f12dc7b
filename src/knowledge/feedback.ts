import type { Collection } from '../storage/database';
import { defineCollection, isDuplicate } from '../storage/database';
import { derivedId } from '../platform/ids';

/** A question that found no answer, or an answer that was judged: what the next draft is written from. */
export interface FaqSignal {
  _id: string;
  kind: 'miss' | 'useful' | 'useless';
  at: Date;
  /** The question, with identifiers masked; for a miss. */
  question?: string;
  entryId?: string;
}

export const faqSignalsCollection = defineCollection<FaqSignal>({
  name: 'faqMisses',
  indexes: [{ keys: { kind: 1, at: 1 } }],
});

/** Keeps what consumers could not find and what they thought of an answer; the same `key` is kept once. */
export class FaqFeedback {
  constructor(private readonly signals: Collection<FaqSignal>) {}

  missed(question: string, at: Date, key: string): Promise<void> {
    return this.keep({ _id: derivedId('faq', key), kind: 'miss', at, question });
  }

  rated(entryId: string, useful: boolean, at: Date, key: string): Promise<void> {
    return this.keep({ _id: derivedId('faq', key), kind: useful ? 'useful' : 'useless', at, entryId });
  }

  private async keep(signal: FaqSignal): Promise<void> {
    try {
      await this.signals.insertOne(signal);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}
