import { noticesCollection } from '../../src/channels/wechat/notices';
import { NoticedPhoneTasks } from '../../src/channels/wechat/phone-tasks';
import { Attachments, attachmentsCollection } from '../../src/conversations/attachments';
import { conversationsCollection, ensureConversation } from '../../src/conversations/conversation';
import type { NewMessage } from '../../src/conversations/message';
import { messagesCollection } from '../../src/conversations/message';
import { MessageLog } from '../../src/conversations/message-log';
import { Signals } from '../../src/conversations/signals';
import { TurnEngine } from '../../src/conversations/turn-engine';
import { ComplaintBook } from '../../src/complaints/complaint-book';
import { complaintsCollection } from '../../src/complaints/complaint';
import { loadDeadlineRules } from '../../src/complaints/deadlines';
import { Desk } from '../../src/handoff/desk';
import { UnclearBook } from '../../src/labelling/unclear-book';
import { unclearUtterancesCollection } from '../../src/labelling/unclear-utterance';
import { HandoffQueue } from '../../src/handoff/queue';
import type { HandoffPacket, Priority, Skill, Ticket } from '../../src/handoff/ticket';
import type { FaqEntry } from '../../src/knowledge/entry';
import type { KnowledgeParts } from '../../src/knowledge/open-knowledge';
import { knowledgeCollections, openKnowledge } from '../../src/knowledge/open-knowledge';
import { ticketsCollection } from '../../src/handoff/ticket';
import { describe as describeRoutes } from '../../src/http/openapi';
import { HttpServer } from '../../src/http/server';
import { createLogger } from '../../src/platform/logger';
import { randomId } from '../../src/platform/ids';
import { Metrics } from '../../src/platform/metrics';
import { Vault } from '../../src/platform/sealing';
import { staffCollection } from '../../src/staff/account';
import type { Role } from '../../src/staff/account';
import { staffCollections } from '../../src/staff/collections';
import { hashPassword } from '../../src/staff/password';
import type { ConsumerReach, StaffServices } from '../../src/staff/services';
import { createStaffServices } from '../../src/staff/services';
import { staffRoutes } from '../../src/staff/staff-routes';
import { normalise } from '../../src/understanding/normalise';
import type { Database } from '../../src/storage/database';
import { loadTaxonomyKeys } from '../../src/understanding/taxonomy';
import { StandingClock } from '../tools/clocks';
import type { StoreUnderTest } from '../tools/stores';
import { Browser } from './browser';

const COLLECTIONS = [
  conversationsCollection,
  messagesCollection,
  attachmentsCollection,
  ticketsCollection,
  complaintsCollection,
  noticesCollection,
  ...knowledgeCollections,
  unclearUtterancesCollection,
  ...staffCollections,
];

/** The staff side over a real store, log, queue and HTTP server, with a bot that only says that it heard of a change of hands. */
export class Office {
  readonly log: MessageLog;
  readonly signals = new Signals();
  readonly queue: HandoffQueue;
  readonly turns: TurnEngine;
  readonly desk: Desk;
  readonly book: ComplaintBook;
  readonly attachments: Attachments;
  readonly unclear: UnclearBook;
  readonly staff: StaffServices;
  /** What is said of them in `/api/openapi.json`. */
  readonly openApi: ReturnType<typeof describeRoutes>;
  /** Every route of staff, as `METHOD path`. */
  readonly routes: readonly string[];
  address = '';
  /** How consumers can be reached; by default their channel sets no limit. */
  reach?: ConsumerReach;
  private readonly server: HttpServer;
  private messages = 0;

  private constructor(
    readonly database: Database,
    readonly clock: StandingClock,
    readonly knowledge: KnowledgeParts,
  ) {
    const vault = new Vault(Buffer.alloc(32, 7));
    const logger = createLogger('silent');
    const metrics = new Metrics();
    this.log = new MessageLog(database.collection(messagesCollection));
    this.queue = new HandoffQueue(database.collection(ticketsCollection), clock);
    this.turns = new TurnEngine({
      conversations: database.collection(conversationsCollection),
      log: this.log,
      handle: ({ conversation, message }) => {
        const { status } = (message.activity.value ?? {}) as { status?: string };
        const replies = status ? [{ type: 'message', text: `bot heard: ${status}` }] : [];
        return Promise.resolve({ state: conversation.state, replies, effects: [] });
      },
      apologise: ({ conversation }) => ({ state: conversation.state, replies: [], effects: [] }),
      execute: () => Promise.resolve(),
      place: 'test',
      clock,
      logger,
      metrics,
    });
    this.desk = new Desk(this.queue, this.log, this.turns, clock);
    this.book = new ComplaintBook(database.collection(complaintsCollection), vault, loadDeadlineRules());
    this.attachments = new Attachments(database.collection(attachmentsCollection), vault, clock);
    this.unclear = new UnclearBook(database.collection(unclearUtterancesCollection));
    const { log, signals, queue, desk, attachments, unclear } = this;
    const intents = [
      { name: 'cc_fee', coarse: 'complaint' },
      { name: 'kb_credit_card', coarse: 'faq' },
    ];
    const taxonomyKeys = loadTaxonomyKeys();
    const around = { database, log, signals, queue, desk, attachments, unclear, intents, taxonomyKeys, clock, logger, metrics };
    this.staff = createStaffServices({
      ...around,
      complaints: this.book,
      knowledge,
      bank: { hotline: '95000' },
      reachOf: () => Promise.resolve(this.reach),
      phoneTasks: new NoticedPhoneTasks(database.collection(noticesCollection), log),
      otherChannelsOf: () => Promise.resolve([]),
      conversationsOf: (conversationId) => Promise.resolve([conversationId]),
      identityOf: () => Promise.resolve(undefined),
    });
    const routes = staffRoutes(this.staff);
    this.routes = routes.map(({ method, path }) => `${method} ${path}`);
    this.openApi = describeRoutes(routes);
    this.server = new HttpServer({ trustProxy: true, log: logger, metrics });
    this.server.add(routes);
  }

  static async open(store: StoreUnderTest, seeds: readonly FaqEntry[] = []): Promise<Office> {
    const clock = new StandingClock();
    const database = await store.open(COLLECTIONS, clock);
    const logger = createLogger('silent');
    const knowledge = await openKnowledge({ database, clock, logger, normalise, seeds });
    const office = new Office(database, clock, knowledge);
    office.address = `http://127.0.0.1:${await office.server.listen(0, '127.0.0.1')}`;
    return office;
  }

  /** Stops as the program does: streams first, then the server and the turns. The store is closed by whoever opened it. */
  async close(): Promise<void> {
    this.staff.streams.closeAll();
    await this.server.close();
    await this.turns.close();
    await this.knowledge.close();
  }

  /** A browser from an address of its own, nobody signed in. */
  browser(ip = '203.0.113.1'): Browser {
    return new Browser(this.address, ip);
  }

  /** Someone of the staff, signed in, with a password of their own: chosen long ago, since each hash costs as much as a whole test. */
  async colleague(username: string, role: Role, skills: readonly Skill[] = []): Promise<Browser> {
    await this.database.collection(staffCollection).insertOne({
      _id: randomId('stf'),
      username,
      displayName: `${username}先生`,
      role,
      skills,
      passwordHash: await hashOf(passwordOf(username)),
      mustChangePassword: false,
      createdAt: this.clock.now(),
    });
    const browser = this.browser();
    await browser.signIn(username, passwordOf(username));
    return browser;
  }

  /** A consumer who waits for a person. */
  async waiting(
    conversationId: string,
    { skill = 'complaints', priority = 2, ...packet }: Partial<HandoffPacket> & { skill?: Skill; priority?: Priority } = {},
  ): Promise<Ticket> {
    const channel = 'direct-line';
    const conversations = this.database.collection(conversationsCollection);
    await ensureConversation(conversations, { _id: conversationId, channel, user: { id: 'u1' }, at: this.clock.now() });
    const known: HandoffPacket = {
      reason: 'asked',
      lastWords: '转人工',
      facts: [],
      mood: 'calm',
      locale: 'zh-CN',
      elder: false,
      ...packet,
    };
    return this.queue.request({ conversationId, turnId: conversationId, skill, priority, packet: known }, conversationId);
  }

  /** The consumer says something while a person has, or will have, the conversation. */
  async consumerSays(conversationId: string, text: string, more: Partial<NewMessage['activity']> = {}): Promise<void> {
    await this.log.append(conversationId, {
      id: `msg-${conversationId}-${++this.messages}`,
      at: this.clock.now(),
      author: { kind: 'consumer', id: 'u1' },
      activity: { type: 'message', text, ...more },
    });
  }
}

/** The password that a colleague of the tests has chosen. */
export function passwordOf(username: string): string {
  return `${username}-的-长密码-1`;
}

const hashes = new Map<string, Promise<string>>();

function hashOf(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, known);
  return known;
}

/** Intervals pass only by `jest.advanceTimersByTime` from now on; the store, the server and the sockets go on as ever. */
export function holdIntervals(): void {
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setTimeout',
      'clearTimeout',
    ],
  });
}
