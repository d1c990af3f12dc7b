import { Ingress } from '../../../src/bot/ingress';
import { Wechat, wechatCollections } from '../../../src/channels/wechat/wechat';
import type { WechatSurroundings } from '../../../src/channels/wechat/wechat';
import { readConfig } from '../../../src/config/config';
import { Attachments, attachmentsCollection } from '../../../src/conversations/attachments';
import { conversationsCollection } from '../../../src/conversations/conversation';
import { messagesCollection } from '../../../src/conversations/message';
import type { Message } from '../../../src/conversations/message';
import { MessageLog } from '../../../src/conversations/message-log';
import { Signals } from '../../../src/conversations/signals';
import type { TurnHandler } from '../../../src/conversations/turn';
import { TurnEngine } from '../../../src/conversations/turn-engine';
import { HandoffQueue } from '../../../src/handoff/queue';
import { ticketsCollection } from '../../../src/handoff/ticket';
import { HttpServer } from '../../../src/http/server';
import type { Clock } from '../../../src/platform/clock';
import { randomId } from '../../../src/platform/ids';
import { createLogger } from '../../../src/platform/logger';
import type { Logger } from '../../../src/platform/logger';
import { Metrics } from '../../../src/platform/metrics';
import { Vault } from '../../../src/platform/sealing';
import type { Database } from '../../../src/storage/database';

export const benchCollections = [
  conversationsCollection,
  messagesCollection,
  attachmentsCollection,
  ticketsCollection,
  ...wechatCollections,
];

export interface BenchOptions {
  database: Database;
  clock: Clock;
  settings: Record<string, string>;
  handle?: TurnHandler;
  place?: string;
  logger?: Logger;
  complaintNumber?: string;
  /** Where consumers open what stands in the log as a path. */
  addressOf?: (path: string) => string | undefined;
  /** Where consumers allow a notice. */
  noticePage?: WechatSurroundings['noticePage'];
  /** However slow the machine is, an answer is in time, where a test does not say otherwise. */
  answerByMs?: number;
}

const vault = new Vault(Buffer.alloc(32, 7));

/** Repeats what it hears, with how often it has heard something. */
export const repeating: TurnHandler = ({ message }) =>
  Promise.resolve({ state: {}, replies: [{ type: 'message', text: `听到：${message.activity.text ?? '事件'}` }], effects: [] });

/** The WeChat channel with everything real around it, except the bot: what it says is the test's. */
export class Workbench {
  readonly log: MessageLog;
  readonly queue: HandoffQueue;
  readonly signals = new Signals();
  readonly turns: TurnEngine;
  readonly wechat: Wechat;
  readonly metrics = new Metrics();
  readonly attachments: Attachments;
  private readonly server: HttpServer;
  url = '';

  private constructor(private readonly options: BenchOptions) {
    const { database, clock, settings, handle = repeating, place = randomId('place') } = options;
    const logger = options.logger ?? createLogger(process.env.BENCH_LOG ?? 'silent');
    const { metrics, signals } = this;
    const log = (this.log = new MessageLog(database.collection(messagesCollection)));
    const queue = (this.queue = new HandoffQueue(database.collection(ticketsCollection), clock));
    const attachments = (this.attachments = new Attachments(database.collection(attachmentsCollection), vault, clock));
    const turns = (this.turns = new TurnEngine({
      conversations: database.collection(conversationsCollection),
      log,
      handle,
      apologise: ({ conversation }) => ({
        state: conversation.state,
        replies: [{ type: 'message', text: 'sorry' }],
        effects: [],
      }),
      execute: () => Promise.resolve(),
      place,
      clock,
      logger,
      metrics,
    }));
    this.wechat = new Wechat({
      account: readConfig(settings).wechat!,
      database,
      log,
      turns,
      queue,
      signals,
      ingress: new Ingress(vault),
      attachments,
      complaintOf: () => Promise.resolve(options.complaintNumber),
      addressOf: (path) => options.addressOf?.(path),
      noticePage: options.noticePage,
      vault,
      place,
      clock,
      logger,
      metrics,
      answerByMs: options.answerByMs ?? 30_000,
    });
    this.server = new HttpServer({ trustProxy: false, log: logger, metrics });
    this.server.add(this.wechat.routes);
  }

  static async open(options: BenchOptions): Promise<Workbench> {
    const bench = new Workbench(options);
    bench.url = `http://127.0.0.1:${await bench.server.listen(0, '127.0.0.1')}/wechat/callback`;
    await bench.turns.takeUp(false);
    await bench.wechat.start(false);
    return bench;
  }

  /** The conversation of the only consumer. */
  async conversationId(): Promise<string> {
    const found = await this.options.database.collection(conversationsCollection).findOne({});
    return found!._id;
  }

  /** An agent says something, or several things at once. */
  async agentSays(...texts: string[]): Promise<void> {
    const at = this.options.clock.now();
    const author = { kind: 'agent', id: 'lin', name: '投诉处理岗' } as const;
    const said = texts.map((text) => ({ id: randomId('msg'), at, author, activity: { type: 'message', text } }));
    await this.log.appendAll(await this.conversationId(), said);
  }

  async messages(): Promise<Message[]> {
    return this.log.read(await this.conversationId(), 0);
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.turns.close();
    await this.wechat.close();
  }
}
