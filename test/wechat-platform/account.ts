import { parseWithExactIds } from '../../src/channels/wechat/exact-ids';
import type { Duration } from 'date-fns';
import { MovableClock } from '../tools/clocks';
import type { Phone } from '../tools/wechat-platform/phone';
import { WechatPlatform } from '../tools/wechat-platform/platform';
import { CallbackServer } from './callback-server';

/** What the platform answers. */
export type Answer = Record<string, unknown> & { errcode?: number };

/** A service account of the platform: its server, which calls and is called, and one follower. */
export class Account {
  clock = new MovableClock();
  platform!: WechatPlatform;
  server!: CallbackServer;
  lin!: Phone;
  token = '';

  /** Opens one for each test of the file that this is called in. */
  static forEachTest(): Account {
    const account = new Account();
    beforeEach(() => account.open());
    afterEach(() => account.close());
    return account;
  }

  async post(path: string, body: unknown, access = this.token): Promise<Answer> {
    const url = `${this.platform.url}${path}?access_token=${access}`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return parseWithExactIds(await response.text()) as Answer;
  }

  async get(path: string): Promise<Answer> {
    const response = await fetch(`${this.platform.url}${path}${path.includes('?') ? '&' : '?'}access_token=${this.token}`);
    return (await response.json()) as Answer;
  }

  /** What `stable_token` gives, whether or not the account goes on with it. */
  async askToken(force = false): Promise<string> {
    const { appId: appid, appSecret: secret } = this.platform.account;
    const body = { grant_type: 'client_credential', appid, secret, force_refresh: force };
    return (await this.post('/cgi-bin/stable_token', body)).access_token as string;
  }

  /** Some time later the account needs another token. */
  async later(time: Duration): Promise<void> {
    this.clock.advance(time);
    this.token = await this.askToken();
  }

  /** Sends the follower a customer-service message. */
  say(content: string): Promise<Answer> {
    return this.post('/cgi-bin/message/custom/send', { touser: this.lin.openid, msgtype: 'text', text: { content } });
  }

  /** @returns the code of each of so many messages */
  async sayMany(count: number): Promise<unknown[]> {
    const codes: unknown[] = [];
    for (let n = 1; n <= count; n++) codes.push((await this.say(`第${n}条`)).errcode);
    return codes;
  }

  /** Resolves when the server has been told of something. */
  async told(words: string): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (!this.server.arrived.some(({ message }) => message.includes(words))) {
      if (Date.now() > deadline) throw new Error(`The server was not told of ${words}.`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private async open(): Promise<void> {
    this.clock = new MovableClock();
    this.platform = await WechatPlatform.start({ clock: this.clock });
    this.server = await CallbackServer.start(this.platform.account);
    await this.platform.connect(this.server.url);
    this.lin = this.platform.phone('林晓');
    await this.lin.follows();
    this.token = await this.askToken();
  }

  private async close(): Promise<void> {
    await this.platform.close();
    await this.server.close();
  }
}

/** A request for a permanent code that leads to a scene. */
export function permanentScene(scene_str: string): object {
  return { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str } } };
}
