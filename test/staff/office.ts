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
import { HandoffQueue } from '../../src/handoff/queue';
import type { HandoffPacket, Priority, Skill, Ticket } from '../../src/handoff/ticket';
import { ticketsCollection } from '../../src/handoff/ticket';
import { HttpServer } from '../../src/http/server';
import type { Clock } from '../../src/platform/clock';
import { createLogger } from '../../src/platform/logger';
import { Metrics } from '../../src/platform/metrics';
import { Vault } from '../../src/platform/sealing';
import type { Role } from '../../src/staff/account';
import { staffCollections } from '../../src/staff/collections';
import type { StaffServices } from '../../src/staff/services';
import { createStaffServices } from '../../src/staff/services';
import { staffRoutes } from '../../src/staff/staff-routes';
import type { Database } from '../../src/storage/database';
import type { StoreUnderTest } from '../tools/stores';
import { Browser } from './browser';

/** A clock that the test moves. It starts at the present, since a MongoDB server forgets what has expired by its own clock. */
export class TestClock implements Clock {
  private at = Date.now();

  now(): Date {
    return new Date(this.at);
  }

  advance(seconds: number): void {
    this.at += seconds * 1000;
  }
}

/** The staff side over a real store, log, queue and HTTP server, with a bot that only says that it heard of a change of hands. */
export class Office {
  private messages = 0;

  private constructor(
    readonly clock: TestClock,
    readonly database: Database,
    readonly log: MessageLog,
    readonly signals: Signals,
    readonly queue: HandoffQueue,
    readonly desk: Desk,
    readonly turns: TurnEngine,
    readonly book: ComplaintBook,
    readonly staff: StaffServices,
    readonly server: HttpServer,
    readonly address: string,
    /** Every route of staff, as `METHOD path`. */
    readonly routes: readonly string[],
  ) {}

  static async open(store: StoreUnderTest): Promise<Office> {
    const clock = new TestClock();
    const specs = [conversationsCollection, messagesCollection, ticketsCollection, complaintsCollection, ...staffCollections];
    const database = await store.open(specs, clock);
    const logger = createLogger('silent');
    const metrics = new Metrics();
    const log = new MessageLog(database.collection(messagesCollection));
    const signals = new Signals();
    const queue = new HandoffQueue(database.collection(ticketsCollection), clock);
    const turns = new TurnEngine({
      conversations: database.collection(conversationsCollection),
      log,
      handle: ({ conversation, message }) => {
        const { status } = (message.activity.value ?? {}) as { status?: string };
        const replies = status ? [{ type: 'message', text: `bot heard: ${status}` }] : [];
        return Promise.resolve({ state: conversation.state, replies, effects: [] });
      },
      apologise: ({ conversation }) => ({ state: conversation.state, replies: [], effects: [] }),
      execute: () => Promise.resolve(),
      clock,
      logger,
      metrics,
    });
    const desk = new Desk(queue, log, turns, clock);
    const book = new ComplaintBook(
      database.collection(complaintsCollection),
      new Vault(Buffer.alloc(32, 7)),
      loadDeadlineRules(),
    );
    const staff = createStaffServices({ database, log, signals, queue, desk, complaints: book, clock, logger, metrics });
    const server = new HttpServer({ trustProxy: true, log: logger, metrics });
    const routes = staffRoutes(staff);
    server.add(routes);
    const port = await server.listen(0, '127.0.0.1');
    const address = `http://127.0.0.1:${port}`;
    return new Office(
      clock,
      database,
      log,
      signals,
      queue,
      desk,
      turns,
      book,
      staff,
      server,
      address,
      routes.map(({ method, path }) => `${method} ${path}`),
    );
  }

  /** Stops as the program does: streams first, then the server and the turns. The store is closed by whoever opened it. */
  async close(): Promise<void> {
    this.staff.streams.closeAll();
    await this.server.close();
    await this.turns.close();
  }

  /** A browser from an address of its own, nobody signed in. */
  browser(ip = '203.0.113.1'): Browser {
    return new Browser(this.address, ip);
  }

  /** Someone of the staff, with a password of their own, signed in. */
  async colleague(username: string, role: Role, skills: readonly Skill[] = []): Promise<Browser> {
    const { oneTimePassword } = await this.staff.accounts.add({ username, displayName: `${username}先生`, role, skills });
    const browser = this.browser();
    await browser.signIn(username, oneTimePassword);
    await browser.post('/api/staff/password', { current: oneTimePassword, next: passwordOf(username) });
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
    return this.queue.request({ conversationId, skill, priority, packet: known }, conversationId);
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
