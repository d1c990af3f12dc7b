import { randomBytes, randomInt } from 'node:crypto';
import { systemClock } from '../../../src/platform/clock';
import type { Clock } from '../../../src/platform/clock';
import { newAesKey } from './account';
import { ApiServer } from './api-server';
import { seal, signatureOf } from './envelope';
import { Faults } from './faults';
import { MediaStore } from './media';
import { mediaRoutes } from './media-routes';
import { unixTime } from './pace';
import type { Pace } from './pace';
import { Refusal } from './refusal';
import { Tokens } from './tokens';
import { tryThrice } from './try-thrice';
import type { Try } from './try-thrice';
import { WecomConsumer } from './wecom-consumer';
import type { SyncedMessage } from './wecom-consumer';
import { wecomRoutes } from './wecom-routes';
import { writeXml } from './xml';

const PUSH_TOKEN_SECONDS = 600;

/** WeCom's customer service (微信客服) for one account, on loopback, as documented: it pushes that there is something, and is asked what. */
export class WecomPlatform {
  readonly corpId = `ww${randomBytes(8).toString('hex')}`;
  readonly secret = randomBytes(24).toString('base64url');
  readonly token = randomBytes(12).toString('hex');
  readonly aesKey = newAesKey();
  readonly openKfid = `wk${randomBytes(12).toString('base64url')}`;
  readonly faults = new Faults();
  readonly media: MediaStore;
  readonly server: ApiServer;
  private readonly tokens: Tokens;
  private readonly log: SyncedMessage[] = [];
  private readonly consumers = new Map<string, WecomConsumer>();
  private readonly pushTokens = new Map<string, number>();
  private callbackUrl?: string;
  private origin = '';

  private constructor(private readonly pace: Pace) {
    const tokens = (this.tokens = new Tokens(pace));
    this.media = new MediaStore(pace);
    const { faults, media, openKfid, log, consumers } = this;
    this.server = new ApiServer({ faults, pace, checkToken: (token) => tokens.check(token), count: () => undefined });
    this.server.add([
      { method: 'GET', path: '/cgi-bin/gettoken', open: true, handle: ({ url }) => this.getToken(url.searchParams) },
      ...mediaRoutes({ media, pace, origin: () => this.origin }),
      ...wecomRoutes({ openKfid, pace, log, consumers, checkPushToken: (token) => this.checkPushToken(token) }),
    ]);
  }

  static async start({
    clock = systemClock,
    secondMs = 1000,
  }: { clock?: Clock; secondMs?: number } = {}): Promise<WecomPlatform> {
    const platform = new WecomPlatform({ clock, secondMs, patienceMs: 5 * secondMs });
    platform.origin = await platform.server.listen(0);
    return platform;
  }

  /** What takes the place of https://qyapi.weixin.qq.com. */
  get url(): string {
    return this.origin;
  }

  /** Sets the callback. @throws when the server does not open the sealed echo of the URL check */
  async connect(callbackUrl: string): Promise<void> {
    const echo = String(randomInt(1e12, 9e12));
    const sealed = seal(echo, this.aesKey, this.corpId);
    const query = this.signed(sealed);
    query.set('echostr', sealed);
    const answer = await fetch(`${callbackUrl}?${query}`).catch(() => undefined);
    if (answer?.status !== 200 || (await answer.text()) !== echo) throw new Error('The callback does not pass the URL check.');
    this.callbackUrl = callbackUrl;
  }

  /** Always the same one for a name. */
  consumer(name: string): WecomConsumer {
    const { openKfid, pace, media } = this;
    const consumer = new WecomConsumer(name, { openKfid, pace, media, announce: (message) => this.announce(message) });
    const known = this.consumers.get(consumer.externalUserid);
    if (!known) this.consumers.set(consumer.externalUserid, consumer);
    return known ?? consumer;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** The push says only that there is something, and brings a token to ask with. Without a callback nobody is told. */
  private async announce(message: SyncedMessage): Promise<Try[]> {
    this.log.push(message);
    if (!this.callbackUrl) return [];
    const Token = `ENC${randomBytes(24).toString('base64url')}`;
    this.pushTokens.set(Token, unixTime(this.pace) + PUSH_TOKEN_SECONDS);
    const event = { MsgType: 'event', Event: 'kf_msg_or_event', Token, OpenKfId: this.openKfid };
    const document = writeXml({ ToUserName: this.corpId, CreateTime: unixTime(this.pace), ...event });
    const Encrypt = seal(document, this.aesKey, this.corpId);
    const url = `${this.callbackUrl}?${this.signed(Encrypt)}`;
    const request = { url, type: 'text/xml', body: writeXml({ ToUserName: this.corpId, AgentID: '', Encrypt }) };
    return (await tryThrice(request, 'PUSH', this.faults, this.pace)).tries;
  }

  private signed(sealed: string): URLSearchParams {
    const timestamp = String(unixTime(this.pace));
    const nonce = String(randomInt(1e8, 2e9));
    return new URLSearchParams({ msg_signature: signatureOf(this.token, timestamp, nonce, sealed), timestamp, nonce });
  }

  private getToken(query: URLSearchParams): object {
    if (query.get('corpid') !== this.corpId) throw new Refusal(40013);
    if (query.get('corpsecret') !== this.secret) throw new Refusal(40001);
    return { errcode: 0, errmsg: 'ok', ...this.tokens.getStable(false) };
  }

  private checkPushToken(token: string): void {
    if ((this.pushTokens.get(token) ?? 0) < unixTime(this.pace)) throw new Refusal(95007);
  }
}
