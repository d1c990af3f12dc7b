import { hostname } from 'node:os';
import { join } from 'node:path';
import { Ingress, withoutTraces } from './bot/ingress';
import { createExecutor } from './bot/effects';
import { SecurePages } from './channels/secure-pages/secure-pages';
import { ComplaintBook } from './complaints/complaint-book';
import { complaintsCollection } from './complaints/complaint';
import { loadDeadlineRules } from './complaints/deadlines';
import { knowledgeWebhook, listeningAt, pagesCanBeReached } from './config/addresses';
import type { Config } from './config/config';
import { Attachments, attachmentsCollection } from './conversations/attachments';
import { conversationsCollection } from './conversations/conversation';
import { messagesCollection } from './conversations/message';
import { MessageLog } from './conversations/message-log';
import { Signals } from './conversations/signals';
import { TurnEngine } from './conversations/turn-engine';
import { Desk } from './handoff/desk';
import { HandoffQueue } from './handoff/queue';
import { ticketsCollection } from './handoff/ticket';
import { pageDanger } from './help-centre/page-danger';
import { helpRoutes } from './help-centre/help-routes';
import { createSearchMisses } from './help-centre/search-misses';
import { openApiRoute } from './http/openapi';
import { IdentityProofs, failedProofsCollection } from './identity/identity-proof';
import { pageLinksCollection } from './identity/page-link';
import { PageLinks } from './identity/page-links';
import { Persons, personsCollection } from './identity/persons';
import { operationsRoutes } from './http/operations';
import { HttpServer } from './http/server';
import { staticRoutes } from './http/static-files';
import { loadFaqEntries } from './knowledge/load-content';
import { openKnowledge } from './knowledge/open-knowledge';
import { UnclearBook } from './labelling/unclear-book';
import { unclearUtterancesCollection } from './labelling/unclear-utterance';
import { systemClock } from './platform/clock';
import type { Clock } from './platform/clock';
import { randomId } from './platform/ids';
import { createLogger } from './platform/logger';
import { Metrics } from './platform/metrics';
import { projectRoot } from './platform/project-root';
import { Vault } from './platform/sealing';
import { masterKey } from './signing-key';
import { createStaffServices } from './staff/services';
import { staffRoutes } from './staff/staff-routes';
import type { Database } from './storage/database';
import { openStore } from './storage/open-store';
import { startChores } from './chores';
import { followOtherProcesses } from './follow-others';
import { collections } from './collections';
import { openBot } from './open-bot';
import { openChannels } from './open-channels';
import { openEmbeddings } from './open-embeddings';
import { normalise } from './understanding/normalise';
import { loadTaxonomyKeys } from './understanding/taxonomy';

export interface App {
  /** Where it listens, `http://127.0.0.1:3978`. */
  url: string;
  firstAdministrator?: { username: string; oneTimePassword: string };
  /** Finishes running turns, then lets go of everything. */
  stop(): Promise<void>;
}

/** The composition root: builds each part once and wires them. */
export async function startApp(config: Config, clock: Clock = systemClock): Promise<App> {
  const logger = createLogger(config.logLevel);
  const metrics = new Metrics();
  const database = await openStore(config, clock);
  await database.prepare(collections);
  try {
    return await wire(config, clock, database, logger, metrics);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function wire(
  config: Config,
  clock: Clock,
  database: Database,
  logger: ReturnType<typeof createLogger>,
  metrics: Metrics,
): Promise<App> {
  const place = `${hostname()}:${config.host}:${config.port || randomId('port')}`;
  const vault = new Vault(masterKey(config));
  const signals = new Signals();
  const conversations = database.collection(conversationsCollection);
  const log = new MessageLog(database.collection(messagesCollection));
  const queue = new HandoffQueue(database.collection(ticketsCollection), clock);
  const complaints = new ComplaintBook(database.collection(complaintsCollection), vault, loadDeadlineRules());
  const attachments = new Attachments(database.collection(attachmentsCollection), vault, clock);
  const pages = new PageLinks(database.collection(pageLinksCollection), vault);
  const persons = new Persons(database.collection(personsCollection));
  const pagesInReach = pagesCanBeReached(config) ? pages : undefined;

  const vectors = await openEmbeddings(config, { database, clock, metrics, logger });
  const parts = await openKnowledge({
    database,
    clock,
    logger,
    normalise,
    seeds: loadFaqEntries(),
    webhook: knowledgeWebhook(config),
    vectors,
    place,
  });
  const { knowledge, feedback } = parts;
  const unclear = new UnclearBook(database.collection(unclearUtterancesCollection));

  const bot = await openBot({
    config,
    database,
    knowledge: parts,
    vectors,
    complaints,
    persons,
    pages: pagesInReach,
    handoffs: queue,
    vault,
    clock,
    logger,
    metrics,
  });
  const turns = new TurnEngine({
    conversations,
    log,
    handle: (turn) => bot.adapter.handle(turn),
    apologise: (turn) => bot.adapter.apologise(turn),
    execute: createExecutor({ complaints, handoffs: queue, feedback, unclear, pages, log, metrics }),
    place,
    clock,
    logger,
    metrics,
  });
  const desk = new Desk(queue, log, turns, clock);
  const ingress = new Ingress(vault);

  const channels = await openChannels({
    config,
    database,
    conversations,
    log,
    turns,
    queue,
    signals,
    ingress,
    attachments,
    complaints,
    pages: pagesInReach,
    vault,
    place,
    clock,
    logger,
    metrics,
  });
  const staff = createStaffServices({
    database,
    attachments,
    log,
    signals,
    queue,
    desk,
    complaints,
    knowledge: parts,
    bank: config.bank,
    unclear,
    intents: bot.intents,
    taxonomyKeys: loadTaxonomyKeys(),
    clock,
    logger,
    metrics,
    publicUrl: config.publicUrl,
    reachOf: channels.reachOf,
    phoneTasks: channels.phoneTasks,
    otherChannelsOf: (conversationId) => persons.otherChannelsOf(conversationId),
    conversationsOf: (conversationId) => persons.conversationsOf(conversationId),
    identityOf: bot.identityOf,
  });

  const securePages = new SecurePages({
    bank: config.bank,
    proofs: new IdentityProofs(complaints, database.collection(failedProofsCollection)),
    persons,
    links: pages,
    complaints,
    conversations,
    attachments,
    log,
    turns,
    vault,
    clock,
    logger,
  });

  const http = new HttpServer({ trustProxy: config.trustProxy, log: logger, metrics });
  const routes = [
    ...channels.routes,
    ...securePages.routes(),
    ...staffRoutes(staff),
    ...helpRoutes({
      ...parts,
      bank: config.bank,
      locale: config.defaultLocale,
      publicUrl: config.publicUrl,
      dangerOf: (question) => pageDanger(bot.understand(question, { now: clock.now() })),
      keepMiss: createSearchMisses({ feedback, clock, logger, understand: bot.understand, protect: withoutTraces }),
    }),
    ...operationsRoutes({ ready: () => database.ping(), metrics }),
    ...staticRoutes(join(projectRoot, 'dist', 'web')),
  ];
  http.add([...routes, openApiRoute(routes)]);
  http.onUpgrade('/v3/directline/', channels.upgrade);

  const stopFollowing = database.shared
    ? followOtherProcesses(database, { log, queue, book: parts.book }, logger)
    : (): Promise<void> => Promise.resolve();
  const port = await http.listen(config.port, config.host);
  const recovered = await turns.takeUp(!database.shared);
  const stopSweeping = turns.startSweeping();
  const stopChores = await startChores({ desk: () => desk.catchUp(), knowledge: () => parts.sweep() }, logger);
  await channels.start(!database.shared);
  setImmediate(() => knowledge.warm());
  logger.info({ port, store: database.shared ? 'mongodb' : 'embedded', recovered }, 'listening');

  return {
    url: listeningAt(config.host, port),
    firstAdministrator: await staff.accounts.ensureFirstAdministrator(),
    async stop() {
      await parts.close();
      await stopChores();
      stopSweeping();
      const closed = http.close();
      channels.closeStreams();
      staff.streams.closeAll();
      bot.close();
      await stopFollowing();
      await turns.close();
      await channels.close();
      await closed;
      await database.close();
    },
  };
}
