import type { Clock } from '../platform/clock';
import { defineCollection, isDuplicate } from '../storage/database';
import type { Collection } from '../storage/database';
import type { TrainedIntent } from '../understanding/model/artefact';
import { reconsider } from '../understanding/second-opinion';
import type { Opinion, SecondOpinion } from '../understanding/second-opinion';
import type { Understanding } from '../understanding/types';

/** What was heard of one message, so that a repeated turn hears the same. */
export interface HeardOpinion {
  _id: string;
  opinion: Opinion;
  at: Date;
}

export const heardOpinionsCollection = defineCollection<HeardOpinion>({
  name: 'heardOpinions',
  indexes: [{ keys: { at: 1 }, expireAfterSeconds: 24 * 60 * 60 }],
});

export interface SecondOpinionParts {
  secondOpinion: SecondOpinion;
  heard: Collection<HeardOpinion>;
  intents: readonly TrainedIntent[];
  clock: Clock;
  /** Told whether the cloud's class is our own. */
  onCompared: (outcome: 'agreed' | 'disagreed') => void;
}

/**
 * Second opinions of the cloud, each kept before anything is done about it: the turn that a crash interrupts is repeated with the same
 * opinion, or with none, so it comes out the same.
 */
export class SecondOpinions {
  constructor(private readonly parts: SecondOpinionParts) {}

  /** What the message means with the opinion heard, and the names of people that the cloud found in it. */
  async about(turnId: string, text: string, locale: 'zh-CN' | 'en', own: Understanding) {
    const opinion = await this.hear(turnId, text, locale, own);
    return { understanding: reconsider(own, opinion, this.parts.intents), names: opinion.names ?? [] };
  }

  close(): void {
    this.parts.secondOpinion.close();
  }

  private async hear(turnId: string, text: string, locale: 'zh-CN' | 'en', own: Understanding): Promise<Opinion> {
    const { secondOpinion, heard, clock, intents, onCompared } = this.parts;
    const before = await heard.findOne({ _id: turnId });
    if (before) return before.opinion;
    const opinion = await secondOpinion.ask(text, locale);
    try {
      await heard.insertOne({ _id: turnId, opinion, at: clock.now() });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    if (opinion.label) {
      const agreed = reconsider(own, { label: { ...opinion.label, confidence: 1 } }, intents).coarse === own.coarse;
      onCompared(agreed ? 'agreed' : 'disagreed');
    }
    return opinion;
  }
}
