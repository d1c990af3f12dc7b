import type { SemanticVectors } from '../knowledge/semantic-vectors';
import { bytesOf, vectorFrom } from '../knowledge/vector-cache';
import type { Clock } from '../platform/clock';
import { defineCollection, isDuplicate } from '../storage/database';
import type { Collection } from '../storage/database';
import type { Services } from './services';

/** What an embedding endpoint said of one message, so that a repeated turn hears the same. */
export interface HeardVectors {
  _id: string;
  /** By the questions of the message, in order; none where nothing was heard. */
  vectors: Buffer[];
  at: Date;
}

export const heardVectorsCollection = defineCollection<HeardVectors>({
  name: 'heardVectors',
  indexes: [{ keys: { at: 1 }, expireAfterSeconds: 24 * 60 * 60 }],
});

export interface QuestionVectorParts {
  vectors: Pick<SemanticVectors, 'ask' | 'complete'>;
  heard: Collection<HeardVectors>;
  clock: Clock;
}

/** What consumers' questions mean by an embedding endpoint; each is kept before anything is done about it, as second opinions are. */
export class QuestionVectors {
  constructor(private readonly parts: QuestionVectorParts) {}

  /**
   * What the turn's flows look at, with a search that ranks these questions by meaning where the endpoint spoke in time.
   * @param maskedQuestions as the message log has them, never as they were typed
   */
  async servicesFor(turnId: string, maskedQuestions: readonly string[], services: Services): Promise<Services> {
    const heard = await this.hear(turnId, maskedQuestions);
    const vectorOf = new Map(maskedQuestions.map((question, place) => [question, heard[place]]));
    const { faq } = services;
    return {
      ...services,
      faq: { ...faq, search: (question, reader) => faq.search(question, reader, { vector: vectorOf.get(question) }) },
    };
  }

  private async hear(turnId: string, questions: readonly string[]): Promise<readonly Float32Array[]> {
    const { vectors, heard, clock } = this.parts;
    const before = await heard.findOne({ _id: turnId });
    if (before) return before.vectors.map(vectorFrom);
    const found = (vectors.complete && (await vectors.ask(questions))) || [];
    try {
      await heard.insertOne({ _id: turnId, vectors: found.map(bytesOf), at: clock.now() });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    return found;
  }
}
