import { createServices } from './bot/create-services';
import type { Memory } from './bot/dialog';
import { MemorySeal } from './bot/memory';
import { QuestionVectors, heardVectorsCollection } from './bot/question-vectors';
import { XiaobaoBot } from './bot/xiaobao-bot';
import { LogAdapter } from './channels/log-adapter';
import type { ComplaintBook } from './complaints/complaint-book';
import { noticesCanBeAllowed } from './config/addresses';
import type { Config } from './config/config';
import { conversationsCollection } from './conversations/conversation';
import type { HandoffQueue } from './handoff/queue';
import type { PageLinks } from './identity/page-links';
import type { Persons } from './identity/persons';
import type { KnowledgeParts } from './knowledge/open-knowledge';
import type { SemanticVectors } from './knowledge/semantic-vectors';
import { modelInUse } from './labelling/trained-model';
import { openSecondOpinions } from './open-second-opinions';
import { Calendar } from './platform/calendar';
import type { Clock } from './platform/clock';
import type { Logger } from './platform/logger';
import type { Metrics } from './platform/metrics';
import type { Vault } from './platform/sealing';
import type { Database } from './storage/database';
import type { TrainedIntent } from './understanding/model/artefact';
import { createUnderstand } from './understanding/understand';
import type { Understand } from './understanding/types';

export interface BotSurroundings {
  config: Config;
  database: Database;
  knowledge: KnowledgeParts;
  /** Absent where no embedding endpoint is configured. */
  vectors?: SemanticVectors;
  complaints: ComplaintBook;
  persons: Persons;
  /** Absent where consumers cannot reach the secure pages. */
  pages: PageLinks | undefined;
  handoffs: HandoffQueue;
  vault: Vault;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

/** The bot as the turns call it, and what it understands by. */
export interface OpenBot {
  adapter: LogAdapter;
  understand: Understand;
  intents: readonly TrainedIntent[];
  /** What the consumer confirmed on the secure page in this conversation; nothing once they have started over. */
  identityOf(this: void, conversationId: string): Promise<Memory['identity']>;
  close(): void;
}

/** Builds the bot over the model in use: the one trained on the bank's own labels, else the built one. */
export async function openBot(around: BotSurroundings): Promise<OpenBot> {
  const { config, database, knowledge, vectors, complaints, persons, pages, handoffs, vault, clock, logger, metrics } = around;
  const model = modelInUse(config.dataDir);
  if (model.concern) logger.warn({ trainedModel: model.concern }, 'run xiaobao train');
  const { intents } = model.artefact;
  const understand = createUnderstand(model.artefact);
  const services = createServices({
    bank: config.bank,
    understand,
    knowledge: knowledge.knowledge,
    disclaimer: knowledge.disclaimer,
    complaints,
    persons,
    pages,
    hasNoticePage: noticesCanBeAllowed(config),
    handoffs,
    calendar: Calendar.load(),
    officeHours: config.officeHours,
  });
  const secondOpinions = await openSecondOpinions(config, { database, intents, clock, metrics, logger });
  const questionVectors = vectors && new QuestionVectors({ vectors, heard: database.collection(heardVectorsCollection), clock });
  const memory = new MemorySeal(vault, config.defaultLocale);
  const conversations = database.collection(conversationsCollection);
  const bot = new XiaobaoBot(services, vault, { secondOpinions, questionVectors });
  return {
    adapter: new LogAdapter(bot, memory),
    understand,
    intents,
    async identityOf(conversationId) {
      const conversation = await conversations.findOne({ _id: conversationId }, { projection: { state: 1 } });
      return conversation ? memory.open(conversation.state).identity : undefined;
    },
    close: () => secondOpinions?.close(),
  };
}
