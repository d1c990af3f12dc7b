import { DeliveryHeld, NotSent } from '../../../src/channels/carrier';
import type { HeldDelivery, Intent } from '../../../src/channels/delivery';
import { DeliveryBook } from '../../../src/channels/delivery-book';
import { AccessTokens, accessTokensCollection, askStableToken } from '../../../src/channels/wechat/access-token';
import { WechatApi } from '../../../src/channels/wechat/api-client';
import { sealReference } from '../../../src/channels/wechat/identity';
import { Notices, noticesCollection } from '../../../src/channels/wechat/notices';
import { QuotaBook, quotasCollection } from '../../../src/channels/wechat/quota-book';
import { WechatSender, hashOf } from '../../../src/channels/wechat/sender';
import { deliveriesCollection } from '../../../src/channels/wechat/wechat';
import { Uploads, uploadsCollection } from '../../../src/channels/wechat/uploads';
import { Attachments, attachmentsCollection } from '../../../src/conversations/attachments';
import { conversationsCollection, ensureConversation } from '../../../src/conversations/conversation';
import type { Message } from '../../../src/conversations/message';
import { createLogger } from '../../../src/platform/logger';
import { Metrics } from '../../../src/platform/metrics';
import { Vault } from '../../../src/platform/sealing';
import { StandingClock } from '../../tools/clocks';
import { describeEachStore } from '../../tools/stores';
import { WechatPlatform } from '../../tools/wechat-platform/platform';

const CONVERSATION = 'conv_lin';
const WORDS = '第一句';
const kept = [
  ...[conversationsCollection, accessTokensCollection, noticesCollection, quotasCollection, uploadsCollection],
  ...[attachmentsCollection, deliveriesCollection],
];
const message: Message = {
  ...{ _id: 'msg_1', conversationId: CONVERSATION, seq: 1, at: new Date(0), forBot: false },
  author: { kind: 'bot' },
  audience: 'all',
  activity: { type: 'message', text: WORDS },
};

describeEachStore('a send over WeChat that may be in doubt', (store) => {
  let clock: StandingClock;
  let platform: WechatPlatform;
  let sender: WechatSender;
  let held: HeldDelivery;
  /** Seconds that WeChat’s clock is behind ours. */
  let behind: number;
  /** Seconds that a token takes to come; meanwhile the lease is renewed. */
  let tokenTakes: number;

  beforeEach(async () => {
    clock = new StandingClock();
    behind = tokenTakes = 0;
    platform = await WechatPlatform.start({ clock: { now: () => new Date(clock.now().getTime() - behind * 1000) } });
    const phone = platform.phone('林晓');
    phone.followedAt = 1;
    const database = await store.open(kept, clock);
    const vault = new Vault(Buffer.alloc(32, 9));
    const logger = createLogger('silent');
    const { appId, appSecret, originalId } = platform.account;
    const ask = askStableToken(platform.url, appId, appSecret);
    const slowly: typeof ask = async (force) => {
      for (let n = 0; n < tokenTakes; n++) {
        clock.advance({ seconds: 1 });
        await held.renew();
      }
      return ask(force);
    };
    const tokens = database.collection(accessTokensCollection);
    const api = new WechatApi(platform.url, new AccessTokens({ id: 'wechat', ask: slowly, tokens, vault, clock }));
    const quota = new QuotaBook(database.collection(quotasCollection), clock);
    const notices = database.collection(noticesCollection);
    const attachments = new Attachments(database.collection(attachmentsCollection), vault, clock);
    sender = new WechatSender({
      conversations: database.collection(conversationsCollection),
      notices: new Notices({ notices, complaintOf: () => Promise.resolve(undefined), clock, logger }),
      uploads: new Uploads({ uploads: database.collection(uploadsCollection), api, attachments, clock, logger }),
      ...{ api, quota, menus: false, vault, clock, logger, metrics: new Metrics() },
    });
    await ensureConversation(database.collection(conversationsCollection), {
      ...{ _id: CONVERSATION, channel: 'wechat', user: { id: 'usr_lin' }, at: clock.now() },
      reference: sealReference(vault, phone.openid, originalId),
    });
    phone.quota.grant('message', clock.now().getTime());
    await quota.open(CONVERSATION, 'message', { id: 'm1', at: clock.now() });
    const book = new DeliveryBook(database.collection(deliveriesCollection), 'host:1', clock);
    await book.expect(CONVERSATION, { messageId: 'm1' });
    ({ held } = (await book.acquire(CONVERSATION, false)) as { held: HeldDelivery });
  });
  afterEach(() => platform.close());

  const shown = (): string[] => platform.phone('林晓').history.bubbles.map(({ text }) => text);
  const load = async () => (await sender.load(held.record, [message]))!;
  const intentAt = (at: Date): Intent => ({ to: { position: 1, part: 0 }, hash: hashOf(WORDS), at });

  it('is written down when its token is there, however long that takes', async () => {
    tokenTakes = 7;
    const leg = await load();
    await held.intend({ to: leg.to, hash: leg.hash! });
    await leg.send(() => held.assureTime());
    expect(held.record.intent!.at).toEqual(clock.now());
    expect(shown()).toEqual([WORDS]);
  });

  it('is not sent where it was written down long ago, as when another token was long in coming', async () => {
    const leg = await load();
    await held.intend({ to: leg.to, hash: leg.hash! });
    platform.tokens.revokeAll();
    tokenTakes = 7;
    await expect(leg.send(() => held.assureTime())).rejects.toBeInstanceOf(NotSent);
    expect(shown()).toEqual([]);
  });

  it('is looked for ten seconds after its call was given up, or could last have been', async () => {
    const { hash, to } = intentAt(clock.now());
    await held.intend({ to, hash });
    clock.advance({ seconds: 8 });
    await held.renew();
    await held.giveUp();
    const { intent } = held.record;
    clock.advance({ seconds: 9 });
    const due = (seconds: number) => ({ retryAt: new Date(intent!.at.getTime() + seconds * 1000) });
    await expect(sender.settle(held.record, intent!)).rejects.toBeInstanceOf(DeliveryHeld);
    await expect(sender.settle(held.record, intent!)).rejects.toMatchObject(due(18));
    await expect(sender.settle(held.record, intentAt(intent!.at))).rejects.toMatchObject(due(20));
    clock.advance({ seconds: 1 });
    expect(await sender.settle(held.record, intent!)).toBe(false);
  });

  it.each([60, 30, -30, -60])('is found in WeChat’s record where that clock is %d s behind ours', async (seconds) => {
    behind = seconds;
    const at = clock.now();
    platform.phone('林晓').receive({ kind: 'text', text: WORDS }, 'api');
    clock.advance({ seconds: 20 });
    expect(await sender.settle(held.record, intentAt(at))).toBe(true);
  });
});
