import type { Ingress } from './bot/ingress';
import type { BotFramework } from './channels/bot-framework/bot-framework';
import { deliveriesCollection } from './channels/bot-framework/connector-sender';
import { LazyBotFramework } from './channels/bot-framework/lazy-bot-framework';
import { DirectLine } from './channels/direct-line/direct-line';
import { LogStreams } from './channels/direct-line/stream';
import { DirectLineTokens } from './channels/direct-line/tokens';
import { widgetTokenRoute } from './channels/direct-line/widget';
import { noticesCollection } from './channels/wechat/notices';
import { NoticedPhoneTasks } from './channels/wechat/phone-tasks';
import { Wechat } from './channels/wechat/wechat';
import { Wecom } from './channels/wecom/wecom';
import type { ComplaintBook } from './complaints/complaint-book';
import { noticesCanBeAllowed } from './config/addresses';
import type { Config } from './config/config';
import { attachmentIdOf } from './conversations/attachments';
import type { Attachments } from './conversations/attachments';
import type { Conversation } from './conversations/conversation';
import type { MessageLog } from './conversations/message-log';
import { isNoticePage } from './conversations/notice-page';
import type { Signals } from './conversations/signals';
import type { TurnEngine } from './conversations/turn-engine';
import type { PhoneTasks } from './handoff/phone-task';
import type { HandoffQueue } from './handoff/queue';
import type { AnyRoute } from './http/route';
import { isPagePath } from './identity/page-links';
import type { PageLinks } from './identity/page-links';
import type { Clock } from './platform/clock';
import type { Logger } from './platform/logger';
import type { Metrics } from './platform/metrics';
import type { Vault } from './platform/sealing';
import type { ConsumerReach } from './staff/services';
import type { Collection, Database } from './storage/database';

export interface ChannelSurroundings {
  config: Config;
  database: Database;
  conversations: Collection<Conversation>;
  log: MessageLog;
  turns: TurnEngine;
  queue: HandoffQueue;
  signals: Signals;
  ingress: Ingress;
  attachments: Attachments;
  complaints: ComplaintBook;
  /** Absent where consumers' phones cannot reach the secure pages. */
  pages?: PageLinks;
  vault: Vault;
  place: string;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

/** All ways by which consumers come in and replies go out. */
export interface Channels {
  routes: readonly AnyRoute[];
  /** Takes WebSockets below `/v3/directline/`. */
  upgrade: DirectLine['upgrade'];
  /** Takes up what an earlier life left undelivered. @param alone nobody else can hold the store */
  start(alone: boolean): Promise<void>;
  closeStreams(): void;
  /** Once no turn runs any more. */
  close(): Promise<void>;
  /** How many messages a consumer may still be sent; `undefined` on channels without such a limit. */
  reachOf: (conversationId: string) => Promise<ConsumerReach | undefined>;
  /** What could not be delivered, and is to be said on the phone. */
  phoneTasks: PhoneTasks;
}

/** Builds the channels that the configuration names; Direct Line and our own widget always. */
export async function openChannels(around: ChannelSurroundings): Promise<Channels> {
  const { config, database, conversations, log, turns, signals, ingress, attachments, complaints, pages, clock, metrics } =
    around;
  const streams = new LogStreams(log, signals, (opened) => (opened ? metrics.streamOpened() : metrics.streamClosed()));
  const tokens = new DirectLineTokens(around.vault.derive('direct-line-tokens'), clock);
  const directLine = new DirectLine({
    tokens,
    secret: config.directLineSecret,
    publicUrl: config.publicUrl,
    messagesPerMinute: config.messagesPerMinute,
    conversations,
    log,
    turns,
    signals,
    streams,
    attachments,
    ingress,
    clock,
  });
  const botFramework = new LazyBotFramework(createBotFramework);
  const pushed = await database.collection(deliveriesCollection).findOne({});
  if (config.botFramework || pushed) await botFramework.load();
  const account = {
    ...around,
    addressOf,
    complaintOf: async (conversationId: string) => (await complaints.ofConversation(conversationId))[0]?.number,
  };
  const noticePage =
    config.publicUrl && noticesCanBeAllowed(config) ? { bank: config.bank, publicUrl: config.publicUrl } : undefined;
  const wechat = config.wechat && new Wechat({ ...account, account: config.wechat, noticePage });
  const wecom = config.wecom && new Wecom({ ...account, account: config.wecom });
  const widget = { bankName: config.bank.name, hotline: config.bank.hotline, locale: config.defaultLocale };

  return {
    routes: [
      ...directLine.routes(),
      widgetTokenRoute({ tokens, origins: config.widgetOrigins, publicUrl: config.publicUrl, settings: widget }),
      ...(wechat?.routes ?? []),
      ...(wecom?.routes ?? []),
      ...(config.botFramework || isLoopbackDevelopment(config) ? [botFramework.route] : []),
    ],
    upgrade: directLine.upgrade,
    async start(alone) {
      await botFramework.recover(alone);
      await wechat?.start(alone);
      await wecom?.start(alone);
    },
    closeStreams: () => streams.close(),
    async close() {
      await botFramework.close();
      await wechat?.close();
      await wecom?.close();
    },
    reachOf: async (conversationId) => {
      if (!wechat && !wecom) return undefined;
      const found = await conversations.findOne({ _id: conversationId }, { projection: { channel: 1 } });
      if (found?.channel === 'wechat') return wechat?.reach(conversationId);
      return found?.channel === 'wecom' ? wecom?.reach(conversationId) : undefined;
    },
    phoneTasks: new NoticedPhoneTasks(database.collection(noticesCollection), log),
  };

  /** Where a consumer opens a page of ours or a kept file, for the path that stands for it in the log. */
  function addressOf(path: string): string | undefined {
    if (pages && isPagePath(path)) return config.publicUrl + pages.pathWithToken(path);
    if (noticePage && isNoticePage(path)) return noticePage.publicUrl + path;
    return config.publicUrl && attachmentIdOf(path) ? config.publicUrl + attachments.link(path) : undefined;
  }

  async function createBotFramework(): Promise<BotFramework> {
    const { BotFramework: Channel } = await import('./channels/bot-framework/bot-framework.js');
    return new Channel({
      ...around,
      addressOf,
      credentials: config.botFramework,
      serviceHosts: config.serviceHosts,
      deliveries: database.collection(deliveriesCollection),
    });
  }
}

/** Without credentials `/api/messages` exists for the Emulator only: in development, reachable from this machine alone. */
function isLoopbackDevelopment(config: Config): boolean {
  return !config.production && ['127.0.0.1', '::1', 'localhost'].includes(config.host);
}
