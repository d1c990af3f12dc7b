import { WechatPlatform } from '../../test/tools/wechat-platform/platform';
import { loadWechatMenu } from '../channels/wechat/menu';
import { readConfig } from '../config/config';
import type { WechatConfig } from '../config/accounts';
import type { Clock } from '../platform/clock';

/** The same in every demo, so that kept conversations stay those of the same consumers. */
const ACCOUNT = { appId: 'wx00000000000demo', originalId: 'gh_00000000demo' };
/** Its one subscription message; consumers can allow it where the demo has an address for the page. */
const SUBSCRIPTION = { id: 'demo-notice', fields: 'thing1=title,thing2=remark', text: '{{thing1.DATA}}\n{{thing2.DATA}}' };
const POSTERS = ['faq_safe-account-scam', 'faq_account-classes'];

/** WeChat without an account: the simulator of our tests, with its phone to look at. */
export class DemoWechat {
  private constructor(private readonly platform: WechatPlatform) {}

  static async open(clock: Clock): Promise<DemoWechat> {
    return new DemoWechat(await WechatPlatform.start({ clock, account: ACCOUNT }));
  }

  /** What a server of this account is configured with. */
  config(): WechatConfig | undefined {
    return readConfig({
      ...this.platform.settings(),
      XIAOBAO_WECHAT_SUBSCRIPTION_ID: SUBSCRIPTION.id,
      XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS: SUBSCRIPTION.fields,
    }).wechat;
  }

  /** Where the phone is seen. */
  get url(): string {
    return `${this.platform.url}/`;
  }

  /** Sets the account up as a bank would, and lets the first consumer follow it. */
  async connect(serverUrl: string): Promise<void> {
    const { platform } = this;
    await platform.connect(`${serverUrl}/wechat/callback`);
    platform.menu.publish(loadWechatMenu());
    platform.templates.set(SUBSCRIPTION.id, SUBSCRIPTION.text);
    for (const scene_str of POSTERS)
      platform.scenes.create({ action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str } } });
    await platform.phone('林晓').follows();
  }

  close(): Promise<void> {
    return this.platform.close();
  }
}
