import { z } from 'zod';
import type { WechatConfig } from '../../config/accounts';
import { TICKET_REQUEST, ticketAnswer } from './js-sdk';
import type { PublishedButton, WechatMenu } from './menu';
import { WechatError, WechatSilence } from './wechat-error';
import { requestWechat } from './wechat-request';
import type { WechatRequest } from './wechat-request';

const button: z.ZodType<PublishedButton> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.string().optional(),
    key: z.string().optional(),
    url: z.string().optional(),
    sub_button: z.array(button).optional(),
  }),
);
const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number() });
const menuAnswer = z.object({ menu: z.object({ button: z.array(button) }) });
const sceneAnswer = z.object({ url: z.string().min(1) });
const quotaAnswer = z.object({ quota: z.object({ daily_limit: z.number(), used: z.number(), remain: z.number() }) });
const templatesAnswer = z.object({
  template_list: z.array(z.object({ template_id: z.string(), title: z.string(), content: z.string() })),
});
const subscriptionsAnswer = z.object({
  data: z.array(z.object({ priTmplId: z.string(), title: z.string(), content: z.string() })),
});
const checkAnswer = z.object({
  dns: z.array(z.object({ ip: z.string() })),
  ping: z.array(z.object({ ip: z.string(), package_loss: z.string() })),
});

const NO_MENU = 46003;

/** A template of messages that the account has chosen; its fields stand in the content as `{{thing1.DATA}}`. */
export interface AccountTemplate {
  id: string;
  title: string;
  content: string;
}

/**
 * What sets an account up, for the command line: a token of its own by `stable_token`, which is the one that a running server has and
 * leaves it valid. All throw WechatError and WechatSilence.
 */
export class WechatAccountApi {
  private token?: string;

  constructor(private readonly account: WechatConfig) {}

  /** @returns seconds until the token ends */
  async signIn(): Promise<number> {
    const { appId, appSecret, apiBase } = this.account;
    const body = { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: false };
    const { json } = await requestWechat(apiBase, { method: 'POST', path: '/cgi-bin/stable_token', body });
    const { access_token, expires_in } = read(tokenAnswer, json);
    this.token = access_token;
    return expires_in;
  }

  /** The ticket that pages are signed with. @returns seconds until it ends */
  async pageTicket(): Promise<number> {
    return read(ticketAnswer, await this.call(TICKET_REQUEST)).expires_in;
  }

  /** @returns `undefined` when none is published */
  async publishedMenu(): Promise<{ button: readonly PublishedButton[] } | undefined> {
    try {
      return read(menuAnswer, await this.call({ method: 'GET', path: '/cgi-bin/menu/get' })).menu;
    } catch (error) {
      if (error instanceof WechatError && error.code === `WECHAT_${NO_MENU}`) return undefined;
      throw error;
    }
  }

  async publishMenu(menu: WechatMenu): Promise<void> {
    await this.call({ method: 'POST', path: '/cgi-bin/menu/create', body: menu });
  }

  /** A scene code for ever. @returns the address that the code holds */
  async permanentScene(scene: string): Promise<string> {
    const body = { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: scene } } };
    return read(sceneAnswer, await this.call({ method: 'POST', path: '/cgi-bin/qrcode/create', body })).url;
  }

  /** The account's templates of 模板消息. */
  async templates(): Promise<AccountTemplate[]> {
    const { template_list } = read(
      templatesAnswer,
      await this.call({ method: 'GET', path: '/cgi-bin/template/get_all_private_template' }),
    );
    return template_list.map(({ template_id: id, title, content }) => ({ id, title, content }));
  }

  /** Those of 订阅通知. */
  async subscriptions(): Promise<AccountTemplate[]> {
    const { data } = read(subscriptionsAnswer, await this.call({ method: 'GET', path: '/wxaapi/newtmpl/gettemplate' }));
    return data.map(({ priTmplId: id, title, content }) => ({ id, title, content }));
  }

  /** How WeChat reaches the callback that is set on the platform. */
  async checkCallback(): Promise<z.infer<typeof checkAnswer>> {
    const body = { action: 'all', check_operator: 'DEFAULT' };
    return read(checkAnswer, await this.call({ method: 'POST', path: '/cgi-bin/callback/check', body, timeoutMs: 20_000 }));
  }

  /** Today's calls of one interface. */
  async quota(path: string): Promise<{ daily_limit: number; used: number; remain: number }> {
    const body = { cgi_path: path };
    return read(quotaAnswer, await this.call({ method: 'POST', path: '/cgi-bin/openapi/quota/get', body })).quota;
  }

  private async call(request: WechatRequest): Promise<unknown> {
    if (!this.token) await this.signIn();
    const query = { access_token: this.token ?? '', ...request.query };
    return (await requestWechat(this.account.apiBase, { ...request, query })).json;
  }
}

function read<T>(schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (!result.success) throw new WechatSilence(true);
  return result.data;
}
