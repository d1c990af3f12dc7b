import { AccessTokens, accessTokensCollection, askStableToken } from '../../../src/channels/wechat/access-token';
import type { Clock } from '../../../src/platform/clock';
import { Vault } from '../../../src/platform/sealing';
import type { Database } from '../../../src/storage/database';
import { StandingClock } from '../../tools/clocks';
import { describeEachStore } from '../../tools/stores';
import { WechatPlatform } from '../../tools/wechat-platform/platform';

const FETCH = /POST \/cgi-bin\/stable_token/;

describeEachStore('the access token', (store) => {
  let clock: StandingClock;
  let database: Database;
  let platform: WechatPlatform;
  const vault = new Vault(Buffer.alloc(32, 3));
  beforeEach(async () => {
    clock = new StandingClock();
    database = await store.open([accessTokensCollection], clock);
    platform = await WechatPlatform.start({ clock });
  });
  afterEach(() => platform.close());

  /** As one process has it. */
  function tokens(its: Clock = clock): AccessTokens {
    const { appId, appSecret } = platform.account;
    return new AccessTokens({
      id: `wechat/${appId}`,
      ask: askStableToken(platform.url, appId, appSecret),
      tokens: database.collection(accessTokensCollection),
      vault,
      clock: its,
    });
  }
  const fetched = (): number => platform.quotas.of('/cgi-bin/stable_token').used;

  it('is fetched once for all who ask, in one process and in several', async () => {
    const processes = [tokens(), tokens(), tokens()];
    const got = await Promise.all([...processes, ...processes].map((one) => one.get()));
    expect(new Set(got).size).toBe(1);
    expect(fetched()).toBe(1);
    const [stored] = await database.collection(accessTokensCollection).find({}).toArray();
    expect(JSON.stringify(stored)).not.toContain(got[0]);
  });

  it('is renewed before its end, and goes on meanwhile', async () => {
    const [one, other] = [tokens(), tokens()];
    const first = await one.get();
    clock.advance({ seconds: 6840 });
    expect(await one.get()).toBe(first);
    clock.advance({ seconds: 120 });
    const next = await Promise.all([one.get(), other.get()]);
    expect(next).not.toContain(undefined);
    expect(await other.get()).not.toBe(first);
    expect(fetched()).toBe(2);
  });

  it('is another one when WeChat takes it no more, asked for once', async () => {
    const [one, other] = [tokens(), tokens()];
    const first = await one.get();
    await other.get();
    await Promise.all([one.refused(first), other.refused(first)]);
    const [second, same] = [await one.get(), await other.get()];
    expect(second).not.toBe(first);
    expect(same).toBe(second);
  });

  it('is not asked for with every call while the secret is refused', async () => {
    const standing = new StandingClock(); // the pause is a second at first
    const one = tokens(standing);
    const token = await one.get();
    const refusals = (): number => platform.server.answers.get('/cgi-bin/stable_token 40125') ?? 0;
    platform.faults.plan(FETCH, { kind: 'errcode', errcode: 40125 }, 9);
    await expect(one.refused(token)).rejects.toMatchObject({ code: 'WECHAT_40125' });
    for (let n = 0; n < 3; n++) {
      expect(await one.get()).toBe(token); // another process may yet find it good
      await expect(one.refused(token)).rejects.toMatchObject({ code: 'WECHAT_UNREACHED' });
    }
    expect(refusals()).toBe(1);
    standing.advance({ minutes: 1 });
    platform.faults.clear();
    platform.tokens.revokeAll();
    await one.get();
    await one.refused(token);
    expect(await one.get()).not.toBe(token);
  });

  it('is not asked for again at once when it cannot be had', async () => {
    const one = tokens();
    platform.faults.plan(FETCH, { kind: 'errcode', errcode: -1 }, 9);
    await expect(one.get()).rejects.toMatchObject({ code: 'WECHAT_-1' });
    const asked = fetched();
    await expect(one.get()).rejects.toMatchObject({ code: 'WECHAT_UNREACHED' });
    expect(fetched()).toBe(asked);
    platform.faults.clear();
    clock.advance({ minutes: 1 });
    expect(await one.get()).toBeTruthy();
  });
});
