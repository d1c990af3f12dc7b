import type { WecomConfig } from '../../config/accounts';
import { conversationsCollection } from '../../conversations/conversation';
import type { AnyRoute } from '../../http/route';
import { repeat } from '../../platform/repeat';
import { defineDeliveries } from '../delivery';
import { LogCourier } from '../log-courier';
import { AccessTokens, accessTokensCollection } from '../wechat/access-token';
import { readAesKey } from '../wechat/envelope';
import { noncesCollection } from '../wechat/nonces';
import { Notices, noticesCollection } from '../wechat/notices';
import { QuotaBook, defineQuotas } from '../wechat/quota-book';
import { readReach } from '../wechat/reach';
import type { WechatReach } from '../wechat/reach';
import { RefusalLog } from '../wechat/refusal-log';
import type { WechatSurroundings } from '../wechat/wechat';
import { warnBeforeWindowsClose } from '../wechat/window-watch';
import { WHERE_TO_LOOK, callbackRoutes } from './callback';
import { Intake } from './intake';
import { Reader, readPositionsCollection } from './reader';
import { WecomSender } from './sender';
import { SessionBook, sessionsCollection } from './session-book';
import { WecomApi, askCorpToken } from './wecom-api';

export type WecomSurroundings = Omit<WechatSurroundings, 'account' | 'signals'> & { account: WecomConfig };

const deliveriesCollection = defineDeliveries('wecomDeliveries');
const quotasCollection = defineQuotas('wecomQuotas');

/** What the channel keeps beside what it shares with WeChat's. */
export const wecomCollections = [deliveriesCollection, quotasCollection, readPositionsCollection, sessionsCollection];

const SWEEP_MS = 5000;

/** WeCom's customer service (微信客服) of one account: its parts, built once and wired. */
export class Wecom {
  readonly routes: readonly AnyRoute[];
  private readonly courier: LogCourier;
  private readonly reader: Reader;
  private readonly quota: QuotaBook;
  private readonly notices: Notices;
  private stopSweeping?: () => void;

  constructor(private readonly around: WecomSurroundings) {
    const { account, database, log, vault, place, clock, logger, complaintOf } = around;
    const { corpId, secret, openKfid, apiBase: base } = account;
    const conversations = database.collection(conversationsCollection);
    const tokens = new AccessTokens({
      id: `wecom/${corpId}/${openKfid}`,
      ask: askCorpToken(base, corpId, secret),
      tokens: database.collection(accessTokensCollection),
      vault,
      clock,
    });
    const api = new WecomApi(base, openKfid, tokens);
    const sessions = new SessionBook(database.collection(sessionsCollection), api, vault, clock);
    const quota = (this.quota = new QuotaBook(database.collection(quotasCollection), clock));
    const notices = (this.notices = new Notices({ notices: database.collection(noticesCollection), complaintOf, clock, logger }));
    const courier: LogCourier = (this.courier = new LogCourier({
      ...around,
      deliveries: database.collection(deliveriesCollection),
      carrier: new WecomSender({
        ...around,
        ...{ conversations, api, sessions, quota, notices },
        behind: (conversationId, place) => courier.behind(conversationId, place),
      }),
    }));
    const intake = new Intake({ ...around, corpId, openKfid, conversations, log, courier, api, sessions, quota, notices });
    this.reader = new Reader({
      openKfid,
      positions: database.collection(readPositionsCollection),
      api,
      take: (messages) => intake.takeAll(messages),
      ...{ place, vault, clock, logger },
    });
    this.routes = callbackRoutes({
      ...{ corpId, openKfid, clock },
      token: account.token,
      key: readAesKey(account.aesKey),
      nonces: database.collection(noncesCollection),
      reader: this.reader,
      refusals: new RefusalLog(logger, clock, WHERE_TO_LOOK),
    });
  }

  /** Takes up what an earlier life left, and watches from then on. @param alone nobody else can hold the store */
  async start(alone: boolean): Promise<void> {
    await this.courier.recover(alone);
    await this.reader.recover(alone);
    this.stopSweeping = repeat(
      SWEEP_MS,
      () => this.lookAround(),
      (error) => this.around.logger.warn({ err: error }, 'WeCom sweep failed'),
    );
  }

  /** Takes up what another process, now gone, has left, and warns before windows close. */
  async lookAround(): Promise<void> {
    await warnBeforeWindowsClose({ ...this.around, quota: this.quota });
    await this.courier.lookForLeft();
    await this.reader.lookAround(); // lasts as long as pushes come faster than they are read
  }

  reach(conversationId: string): Promise<WechatReach> {
    const { courier, quota, notices, around } = this;
    return readReach({ courier, quota, notices, deliveries: around.database.collection(deliveriesCollection) }, conversationId);
  }

  /** Takes nothing new and finishes what is under way. */
  async close(): Promise<void> {
    this.stopSweeping?.();
    await this.reader.close();
    await this.courier.close();
  }
}
