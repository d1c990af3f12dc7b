import { systemClock } from '../../../src/platform/clock';
import type { Clock } from '../../../src/platform/clock';
import { accountRoutes } from './account-routes';
import { newAesKey, openAccount } from './account';
import type { Account } from './account';
import { ApiServer } from './api-server';
import { ChatRecord } from './chat-record';
import { deskRoutes } from './desk-routes';
import { jsSdkRoutes } from './js-sdk-routes';
import { PageTickets } from './page-tickets';
import { Faults } from './faults';
import { MediaStore } from './media';
import { mediaRoutes } from './media-routes';
import { Menu } from './menu';
import { messageRoutes } from './message-routes';
import { NativeDesk } from './native-desk';
import type { Pace } from './pace';
import type { Phone } from './phone';
import { phonePageRoutes } from './phone-page';
import { Phones } from './phones';
import { Pusher } from './pusher';
import { Quotas } from './quotas';
import { Scenes } from './scenes';
import { templateRoutes } from './template-routes';
import { tokenRoutes } from './token-routes';
import { Tokens } from './tokens';

interface Options {
  clock?: Clock;
  /** Real milliseconds that the platform takes for one second of waiting (five between tries); 1000 is life. */
  secondMs?: number;
  /** Real milliseconds that it waits for an answer; its five seconds where nothing is said. */
  patienceMs?: number;
  port?: number;
  account?: Partial<Account>;
}

/**
 * WeChat's public platform for one service account, on loopback, as documented: pushes what consumers do to the account's callback, and
 * answers its calls. What the documentation leaves open is decided strictly.
 *
 * @example
 * const platform = await WechatPlatform.start();
 * const app = await startAppUnderTest('embedded', platform.settings());
 * await platform.connect(`${app.url}/wechat/callback`);
 * const lin = platform.phone('林晓');
 * await lin.follows();
 * await lin.says('我要投诉');
 * await lin.history.until(({ text }) => text.includes('投诉'));
 */
export class WechatPlatform {
  readonly faults = new Faults();
  readonly templates = new Map<string, string>();
  readonly tokens: Tokens;
  readonly tickets: PageTickets;
  readonly media: MediaStore;
  readonly scenes: Scenes;
  readonly quotas: Quotas;
  readonly desk: NativeDesk;
  readonly record = new ChatRecord();
  readonly menu = new Menu();
  readonly server: ApiServer;
  private readonly phones: Phones;
  private readonly pusher: Pusher;
  private origin = '';

  private constructor(
    readonly account: Account,
    readonly pace: Pace,
  ) {
    const { faults, menu, record, templates } = this;
    const tokens = (this.tokens = new Tokens(pace));
    const tickets = (this.tickets = new PageTickets(pace));
    const media = (this.media = new MediaStore(pace));
    const scenes = (this.scenes = new Scenes(pace));
    const quotas = (this.quotas = new Quotas(pace));
    const desk = (this.desk = new NativeDesk(pace));
    const pusher = (this.pusher = new Pusher(account, faults, pace));
    const pictureUrl = (mediaId: string): string => `${this.origin}/open/media?media_id=${mediaId}`;
    const phones = (this.phones = new Phones({ account, pace, pusher, media, menu, scenes, desk, record, pictureUrl }));
    this.server = new ApiServer({
      faults,
      pace,
      checkToken: (token) => tokens.check(token),
      count: (path) => quotas.spend(path),
    });
    this.server.add([
      ...tokenRoutes(account, tokens),
      ...messageRoutes({ phones, media, pace }),
      ...templateRoutes({ phones, templates, pace }),
      ...mediaRoutes({ media, pace, origin: () => this.origin }),
      ...accountRoutes({ account, menu, scenes, quotas }),
      ...deskRoutes({ phones, desk, record }),
      ...jsSdkRoutes({ account, tickets, phones, templates }),
      ...phonePageRoutes({ phones, menu, scenes, pace }),
    ]);
  }

  static async start(options: Options = {}): Promise<WechatPlatform> {
    const { clock = systemClock, secondMs = 1000, patienceMs = 5 * secondMs, port = 0, account } = options;
    const platform = new WechatPlatform(openAccount(account), { clock, secondMs, patienceMs });
    platform.origin = await platform.server.listen(port);
    return platform;
  }

  /** What takes the place of https://api.weixin.qq.com. */
  get url(): string {
    return this.origin;
  }

  /** The environment of a Xiaobao that belongs to this account. */
  settings(): Record<string, string> {
    const { appId, appSecret, token, aesKey, mode } = this.account;
    return {
      XIAOBAO_WECHAT_APP_ID: appId,
      XIAOBAO_WECHAT_APP_SECRET: appSecret,
      XIAOBAO_WECHAT_TOKEN: token,
      XIAOBAO_WECHAT_AES_KEY: aesKey,
      XIAOBAO_WECHAT_MODE: mode,
      XIAOBAO_WECHAT_API_BASE: this.origin,
      XIAOBAO_WECHAT_JS_SDK_URL: `${this.origin}/open/js/jweixin-1.6.0.js`,
    };
  }

  /** Sets the callback. @throws when the server does not pass the URL check, as the platform's own page refuses it then */
  async connect(callbackUrl: string): Promise<void> {
    if (!(await this.pusher.checkUrl(callbackUrl))) throw new Error('The callback does not give back the echo of the URL check.');
    this.account.callbackUrl = callbackUrl;
  }

  /** The phone of this person, who need not follow yet; always the same one. */
  phone(name: string): Phone {
    return this.phones.of(name);
  }

  /** Changes the EncodingAESKey, as on the platform's own page. @returns the key before */
  changeAesKey(): string {
    const before = this.account.aesKey;
    this.account.aesKey = newAesKey();
    return before;
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
