import { NotSent, DeliveryHeld } from '../../../src/channels/carrier';
import type { Delivery, Intent } from '../../../src/channels/delivery';
import { AccessTokens, accessTokensCollection } from '../../../src/channels/wechat/access-token';
import { sealReference } from '../../../src/channels/wechat/identity';
import { Notices, noticesCollection } from '../../../src/channels/wechat/notices';
import { QuotaBook, defineQuotas } from '../../../src/channels/wechat/quota-book';
import { readPositionsCollection } from '../../../src/channels/wecom/reader';
import { WecomSender } from '../../../src/channels/wecom/sender';
import { SessionBook, sessionsCollection } from '../../../src/channels/wecom/session-book';
import { WecomApi, askCorpToken } from '../../../src/channels/wecom/wecom-api';
import { conversationsCollection, ensureConversation } from '../../../src/conversations/conversation';
import type { Message } from '../../../src/conversations/message';
import { createLogger } from '../../../src/platform/logger';
import { Metrics } from '../../../src/platform/metrics';
import { Vault } from '../../../src/platform/sealing';
import type { Database } from '../../../src/storage/database';
import { StandingClock } from '../../tools/clocks';
import type { StoreUnderTest } from '../../tools/stores';
import { WecomPlatform } from '../../tools/wechat-platform/wecom-platform';

const quotasCollection = defineQuotas('wecomQuotas');
const CONVERSATION = 'conv_lin';

/** What became of a try: `passed` where the delivery goes on to what lies behind. */
export type Outcome = 'passed' | 'tried again' | 'held' | 'in doubt';

/** The sender by itself, with one consumer and one message for them: each try is the test's. */
export class SenderScene {
  readonly vault = new Vault(Buffer.alloc(32, 5));
  readonly tokens: AccessTokens;
  readonly api: WecomApi;
  readonly sessions: SessionBook;
  readonly quota: QuotaBook;
  private readonly sender: WecomSender;
  private readonly delivery: Delivery = { _id: CONVERSATION, position: 0, part: 0 };
  private readonly outbound: Message[];
  private intent?: Intent;

  private constructor(
    readonly clock: StandingClock,
    readonly database: Database,
    readonly platform: WecomPlatform,
  ) {
    const { vault } = this;
    const message = { _id: 'msg_1', conversationId: CONVERSATION, seq: 1, at: clock.now(), forBot: false } as const;
    const activity = { type: 'message', text: '第一句' };
    this.outbound = [{ ...message, author: { kind: 'bot' }, audience: 'all', activity }];
    const { corpId, secret, url, openKfid } = platform;
    const tokens = (this.tokens = new AccessTokens({
      id: 'wecom',
      ask: askCorpToken(url, corpId, secret),
      tokens: database.collection(accessTokensCollection),
      vault,
      clock,
    }));
    const logger = createLogger('silent');
    const api = (this.api = new WecomApi(url, openKfid, tokens));
    this.sessions = new SessionBook(database.collection(sessionsCollection), api, vault, clock);
    this.quota = new QuotaBook(database.collection(quotasCollection), clock);
    this.sender = new WecomSender({
      conversations: database.collection(conversationsCollection),
      behind: () => Promise.resolve(this.outbound),
      ...{ api, sessions: this.sessions, quota: this.quota, vault, logger },
      notices: new Notices({
        notices: database.collection(noticesCollection),
        complaintOf: () => Promise.resolve(undefined),
        ...{ clock, logger },
      }),
      metrics: new Metrics(),
    });
  }

  static async set(store: StoreUnderTest): Promise<SenderScene> {
    const clock = new StandingClock();
    const kept = [
      conversationsCollection,
      accessTokensCollection,
      noticesCollection,
      sessionsCollection,
      quotasCollection,
      readPositionsCollection,
    ];
    const database = await store.open(kept, clock);
    const scene = new SenderScene(clock, database, await WecomPlatform.start({ clock }));
    await ensureConversation(database.collection(conversationsCollection), {
      ...{ _id: CONVERSATION, channel: 'wecom', user: { id: 'usr_lin' }, at: clock.now() },
      reference: sealReference(scene.vault, scene.lin.externalUserid, scene.platform.openKfid),
    });
    return scene;
  }

  get lin(): ReturnType<WecomPlatform['consumer']> {
    return this.platform.consumer('林晓');
  }

  /** The consumer writes, and may be written to. */
  async written(id = 'm1'): Promise<void> {
    await this.lin.says('在吗');
    await this.quota.open(CONVERSATION, 'message', { id, at: this.clock.now() });
  }

  /** The consumer enters, and may be welcomed. */
  async entered(): Promise<void> {
    await this.lin.enters();
    await this.sessions.mayWelcome(CONVERSATION, this.lin.welcome!.code, this.clock.now());
  }

  /** One try, as the courier makes it: what is in doubt is settled first, and stays in doubt where that fails. */
  async tryOnce(): Promise<Outcome> {
    const { sender, delivery, outbound } = this;
    try {
      if (this.intent && (await sender.settle(delivery, this.intent))) return 'passed';
    } catch (error) {
      return outcomeOf(error);
    }
    this.intent = undefined;
    try {
      const leg = (await sender.load(delivery, outbound))!;
      this.intent = { to: leg.to, hash: leg.hash!, at: this.clock.now() };
      await leg.send(() => undefined);
      return 'passed';
    } catch (error) {
      if (outcomeOf(error) !== 'in doubt') this.intent = undefined;
      return outcomeOf(error);
    }
  }

  /** What the phone shows of the account's. */
  said(): string[] {
    return this.lin.history.bubbles.filter(({ from }) => from === 'account').map(({ text }) => text);
  }

  /** The ledger: whom a colleague is to phone. */
  async notices(): Promise<string[]> {
    const notices = await this.database.collection(noticesCollection).find({}).toArray();
    return notices.map(({ way, status }) => `${way} ${status}`);
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof DeliveryHeld) return 'held';
  return error instanceof NotSent ? 'tried again' : 'in doubt';
}
