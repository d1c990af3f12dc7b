import { mayBeAnswered, serveByWords } from '../../dialogs/intents';
import { readerOf } from '../../dialogs/knowledge';
import type { FaqResult } from '../knowledge/entry';
import type { SemanticVectors } from '../knowledge/semantic-vectors';
import { bytesOf, vectorFrom } from '../knowledge/vector-cache';
import type { Clock } from '../platform/clock';
import { defineCollection, isDuplicate } from '../storage/database';
import type { Collection } from '../storage/database';
import type { DialogTurn, Memory } from './dialog';
import { part } from './part';
import type { Services } from './services';

/** From this score on the search by words was never wrong on our own questions. */
const SETTLED = 0.9;

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

/**
 * The questions of a message, masked, that the entries will be asked outside a flow and whose answer is open: none where words decide,
 * or a way of asking that an educator wrote.
 */
export function questionsIn(turn: DialogTurn, memory: Memory, services: Services): string[] {
  if (serveByWords(turn, memory)) return [];
  const { wishes } = turn.understanding;
  const parts = wishes.length > 1 ? wishes.map((wish) => part(turn, wish.text, services)) : [turn];
  return parts
    .filter(({ understanding }) => mayBeAnswered(understanding))
    .map(({ text }) => text)
    .filter((text) => text.trim() !== '' && !isSettled(services.faq.search(text, readerOf(turn))));
}

function isSettled({ matches: [best] }: FaqResult): boolean {
  return best !== undefined && best.score >= SETTLED;
}
