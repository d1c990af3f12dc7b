import type { WechatConfig } from '../../config/accounts';
import type { Ingress } from '../../bot/ingress';
import type { Attachments } from '../../conversations/attachments';
import { conversationsCollection } from '../../conversations/conversation';
import type { MessageLog } from '../../conversations/message-log';
import type { Signals } from '../../conversations/signals';
import type { TurnEngine } from '../../conversations/turn-engine';
import type { HandoffQueue } from '../../handoff/queue';
import type { AnyRoute } from '../../http/route';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Metrics } from '../../platform/metrics';
import { repeat } from '../../platform/repeat';
import type { Vault } from '../../platform/sealing';
import type { Database } from '../../storage/database';
import { defineDeliveries } from '../delivery';
import { LogCourier } from '../log-courier';
import type { LogCourierOptions } from '../log-courier';
import { AccessTokens, accessTokensCollection, askStableToken } from './access-token';
import { WechatApi } from './api-client';
import { WHERE_TO_LOOK, callbackRoutes } from './callback';
import { readAesKey } from './envelope';
import { Intake, waitingCollection } from './intake';
import { askPageTicket } from './js-sdk';
import { NativeDesk, endedSessionsCollection } from './native-desk';
import { noncesCollection } from './nonces';
import { noticePageRoute } from './notice-page';
import type { NoticePageOptions } from './notice-page';
import { Notices, noticesCollection } from './notices';
import type { NoticesOptions } from './notices';
import { PassiveReplies } from './passive-replies';
import { QuotaBook, quotasCollection } from './quota-book';
import { readReach } from './reach';
import type { WechatReach } from './reach';
import { RefusalLog } from './refusal-log';
import { WechatSender } from './sender';
import { startTypingSigns } from './typing-signs';
import { Uploads, uploadsCollection } from './uploads';
import { warnBeforeWindowsClose } from './window-watch';

export interface WechatSurroundings {
  account: WechatConfig;
  database: Database;
  log: MessageLog;
  turns: TurnEngine;
  queue: HandoffQueue;
  signals: Signals;
  ingress: Ingress;
  attachments: Attachments;
  complaintOf: NoticesOptions['complaintOf'];
  addressOf: LogCourierOptions['addressOf'];
  /** What the page on which consumers allow a notice says and where it is; absent where their phones cannot reach it. */
  noticePage?: Pick<NoticePageOptions, 'bank' | 'publicUrl'>;
  vault: Vault;
  /** Where this process listens, `host:port`. */
  place: string;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  /** How long after it came a callback is answered at the latest, in ms; a little less than WeChat's five seconds where nothing is said. */
  answerByMs?: number;
}

export const deliveriesCollection = defineDeliveries('wechatDeliveries');

/** What the channel keeps. */
export const wechatCollections = [
  deliveriesCollection,
  accessTokensCollection,
  endedSessionsCollection,
  noncesCollection,
  noticesCollection,
  quotasCollection,
  uploadsCollection,
  waitingCollection,
];

const SWEEP_MS = 5000;
/** A file that takes longer than this to come was left by a process that is gone. */
const WAITING_MS = 30_000;

/** The WeChat channel of one account: its parts, built once and wired. */
export class Wechat {
  readonly routes: readonly AnyRoute[];
  private readonly courier: LogCourier;
  private readonly intake: Intake;
  private readonly nativeDesk?: NativeDesk;
  private readonly quota: QuotaBook;
  private readonly notices: Notices;
  private readonly endTypingSigns: () => void;
  private stopSweeping?: () => void;

  constructor(private readonly around: WechatSurroundings) {
    const { account, database, clock, logger, metrics, vault, log } = around;
    const { appId, appSecret, apiBase: base, menuMessages: menus } = account;
    const conversations = database.collection(conversationsCollection);
    const kept = { tokens: database.collection(accessTokensCollection), vault, clock };
    const tokens = new AccessTokens({ id: `wechat/${appId}`, ask: askStableToken(base, appId, appSecret), ...kept });
    const api = new WechatApi(base, tokens);
    const quota = (this.quota = new QuotaBook(database.collection(quotasCollection), clock));
    const notices = (this.notices = new Notices({
      notices: database.collection(noticesCollection),
      api,
      template: account.template,
      subscription: account.subscription,
      complaintOf: around.complaintOf,
      clock,
      logger,
    }));
    const uploads = new Uploads({ ...around, uploads: database.collection(uploadsCollection), api });
    const carrier = new WechatSender({ conversations, api, quota, notices, uploads, menus, vault, clock, logger, metrics });
    const courier = (this.courier = new LogCourier({
      deliveries: database.collection(deliveriesCollection),
      log,
      carrier,
      turns: around.turns,
      addressOf: around.addressOf,
      place: around.place,
      clock,
      logger,
    }));
    const waiting = database.collection(waitingCollection);
    const sessions = database.collection(endedSessionsCollection);
    const nativeDesk = (this.nativeDesk = account.nativeDesk
      ? new NativeDesk({ ...around, sessions, conversations, api })
      : undefined);
    this.intake = new Intake({
      ...around,
      appId,
      subscriptionId: account.subscription?.id,
      nativeDesk,
      conversations,
      waiting,
      courier,
      api,
      quota,
      notices,
    });
    const callback = callbackRoutes({
      appId,
      token: account.token,
      keys: [account.aesKey, account.previousAesKey].flatMap((key) => (key ? [readAesKey(key)] : [])),
      mode: account.mode,
      nonces: database.collection(noncesCollection),
      intake: this.intake,
      refusals: new RefusalLog(logger, clock, WHERE_TO_LOOK),
      replies: new PassiveReplies({ courier, quota, uploads, menus, nativeDesk, logger, answerByMs: around.answerByMs }),
      clock,
    });
    const { subscription } = account;
    const { noticePage } = around;
    const tickets = new AccessTokens({ id: `wechat/${appId}/jsapi`, ask: askPageTicket(base, tokens), ...kept });
    const page =
      subscription && noticePage
        ? [
            noticePageRoute({
              ...noticePage,
              appId,
              tickets,
              templateId: subscription.id,
              sdkUrl: account.jsSdkUrl,
              clock,
              logger,
            }),
          ]
        : [];
    this.routes = [...callback, ...page];
    this.endTypingSigns = startTypingSigns({ signals: around.signals, conversations, api, vault });
  }

  /** Takes up what an earlier life left, and watches from then on. @param alone nobody else can hold the store */
  async start(alone: boolean): Promise<void> {
    await this.courier.recover(alone);
    await this.intake.recover(this.around.clock.now());
    this.stopSweeping = repeat(
      SWEEP_MS,
      () => this.lookAround(),
      (error) => this.around.logger.warn({ err: error }, 'WeChat sweep failed'),
    );
  }

  /** Takes up what another process, now gone, has left, and warns before windows close. */
  async lookAround(): Promise<void> {
    const { quota } = this;
    await warnBeforeWindowsClose({ ...this.around, quota });
    await this.intake.recover(new Date(this.around.clock.now().getTime() - WAITING_MS));
    await this.courier.lookForLeft();
    await this.nativeDesk?.catchUp();
  }

  reach(conversationId: string): Promise<WechatReach> {
    const { courier, quota, notices, around } = this;
    return readReach({ courier, quota, notices, deliveries: around.database.collection(deliveriesCollection) }, conversationId);
  }

  /** Takes nothing new and finishes what is under way. */
  async close(): Promise<void> {
    this.stopSweeping?.();
    this.endTypingSigns();
    await this.courier.close();
  }
}
