import { isDeepStrictEqual } from 'node:util';
import type { AccountTemplate, WechatAccountApi } from './channels/wechat/account-api';
import { loadWechatMenu, menuLines } from './channels/wechat/menu';
import { WechatError, WechatSilence } from './channels/wechat/wechat-error';
import type { Config } from './config/config';
import type { NoticeTemplate, WechatConfig } from './config/accounts';
import type { Check } from './run-checks';
import { runChecks } from './run-checks';
import { CALLBACK_PATH, checkCallback, checkEncryption } from './wechat-callback-checks';

const SEND = '/cgi-bin/message/custom/send';
/** Signatures older or newer than five minutes are refused: a clock that is off by one is on its way there. */
const SKEW_MS = 60_000;

/** Checks an account from credentials to menu, a line each that says what to do. @returns the exit code */
export function diagnoseWechat(
  config: Config,
  account: WechatConfig,
  api: WechatAccountApi,
  print: (line: string) => void,
): Promise<number> {
  return runChecks(
    [
      { name: 'credentials', run: () => advised(async () => `a token for ${Math.floor((await api.signIn()) / 60)} minutes`) },
      { name: 'clock', run: () => checkClock(account.apiBase) },
      { name: 'mode', run: () => checkMode(account) },
      { name: 'public address', run: () => checkPublicUrl(config) },
      { name: 'callback', run: () => checkCallback(config, account) },
      ...(account.mode === 'plain' ? [] : [{ name: 'encryption', run: () => checkEncryption(config, account) }]),
      { name: 'callback as WeChat reaches it', run: () => advised(() => checkReached(api)) },
      { name: 'quota', run: () => advised(() => checkQuota(api)) },
      ...templateChecks(account, api),
      ...(account.subscription ? [{ name: 'notices', run: () => advised(() => checkNotices(config, api)) }] : []),
      { name: 'menu', run: () => advised(() => checkMenu(api)) },
    ],
    print,
  );
}

/** What to do about the codes that an account meets while it is being set up. */
const ADVICE: Readonly<Record<string, string>> = {
  WECHAT_40013: 'the app id is not known to WeChat; copy XIAOBAO_WECHAT_APP_ID from 设置与开发 → 基本配置',
  WECHAT_40125: 'the secret is wrong; reset it under 基本配置 and set XIAOBAO_WECHAT_APP_SECRET',
  WECHAT_40164: "this server's address is not on the account's IP 白名单; add it under 基本配置",
  WECHAT_40201: 'no callback is set; enter the address above under 基本配置 → 服务器配置 and switch it on',
  WECHAT_45009: "today's calls are used up; wait until tomorrow or clear them under 接口权限",
  WECHAT_48001: 'the account may not use this interface; verify it (微信认证) and look under 接口权限',
  WECHAT_UNREACHED: 'WeChat cannot be reached; check the network and XIAOBAO_WECHAT_API_BASE',
  WECHAT_UNCERTAIN: 'WeChat did not answer in time; try again',
};

/** Error codes in words. @throws Error */
export async function advised<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof WechatError || error instanceof WechatSilence)) throw error;
    throw new Error(ADVICE[error.code] ?? `${error.message} 全局返回码 in WeChat's documentation explains it`);
  }
}

async function checkClock(apiBase: string): Promise<string> {
  const sent = Date.now();
  const answer = await fetch(apiBase, { redirect: 'manual', signal: AbortSignal.timeout(5000) }).catch(() => undefined);
  const theirs = Date.parse(answer?.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) throw new Error(ADVICE.WECHAT_UNREACHED);
  const skew = Math.round(((sent + Date.now()) / 2 - theirs) / 1000);
  if (Math.abs(skew) * 1000 > SKEW_MS)
    throw new Error(
      `${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} WeChat; set it by NTP, pushes are refused beyond 300 s`,
    );
  return 'agrees with WeChat';
}

function checkMode({ mode, aesKey, previousAesKey }: WechatConfig): string {
  if (mode !== 'safe')
    throw new Error(`${mode}: messages are readable on their way; choose 安全模式 there and XIAOBAO_WECHAT_MODE=safe`);
  // AES needs 32 bytes; the length of the text was checked when the configuration was read.
  if (Buffer.from(`${aesKey}=`, 'base64').length !== 32) throw new Error('XIAOBAO_WECHAT_AES_KEY is no key; generate one there');
  return previousAesKey ? 'safe; remove XIAOBAO_WECHAT_PREVIOUS_AES_KEY a day after the change of keys' : 'safe';
}

function checkPublicUrl({ publicUrl }: Config): string {
  if (!publicUrl) throw new Error('XIAOBAO_PUBLIC_URL is not set; WeChat needs an address that it can reach');
  const { protocol, port } = new URL(publicUrl);
  if (protocol !== 'https:') throw new Error(`${publicUrl} is not https; put a proxy with TLS in front`);
  if (port) throw new Error(`${publicUrl} names a port; WeChat calls 443 only`);
  return `enter ${publicUrl}${CALLBACK_PATH} as URL under 服务器配置`;
}

async function checkReached(api: WechatAccountApi): Promise<string> {
  const { dns, ping } = await api.checkCallback();
  if (dns.length === 0) throw new Error("WeChat finds no address for the callback's name; check its DNS");
  const lost = ping.find(({ package_loss }) => package_loss !== '0%');
  if (lost)
    throw new Error(`WeChat loses ${lost.package_loss} on the way to ${lost.ip}; open the firewall for 微信服务器 IP 地址`);
  return `reached at ${dns.map(({ ip }) => ip).join(', ')}`;
}

async function checkQuota(api: WechatAccountApi): Promise<string> {
  const { used, remain, daily_limit: limit } = await api.quota(SEND);
  if (remain < limit / 10) throw new Error(`${remain} of ${limit} customer-service messages left today; ask WeChat for more`);
  return `${used} of ${limit} customer-service messages used today`;
}

async function checkNotices({ publicUrl }: Config, api: WechatAccountApi): Promise<string> {
  const minutes = Math.floor((await api.pageTicket()) / 60);
  if (!publicUrl) throw new Error('consumers cannot open the page where they allow one; set XIAOBAO_PUBLIC_URL');
  return `a ticket for ${minutes} minutes; see that ${new URL(publicUrl).hostname} is a JS接口安全域名 under 功能设置`;
}

/** The templates that are configured, each against those that the account has. */
function templateChecks({ template, subscription }: WechatConfig, api: WechatAccountApi): Check[] {
  const kinds = [
    { name: 'template', variable: 'TEMPLATE', configured: template, has: () => api.templates() },
    { name: 'subscription', variable: 'SUBSCRIPTION', configured: subscription, has: () => api.subscriptions() },
  ];
  return kinds.flatMap(({ name, variable, configured, has }) =>
    configured
      ? [{ name, run: () => advised(async () => checkTemplate(`XIAOBAO_WECHAT_${variable}`, configured, await has())) }]
      : [],
  );
}

function checkTemplate(variable: string, { id, fields }: NoticeTemplate, known: readonly AccountTemplate[]): string {
  const found = known.find((one) => one.id === id);
  if (!found) {
    const others = known.map((one) => `${one.id} (${one.title})`).join(', ');
    throw new Error(`the account has no template ${id}; ${variable}_ID takes ${others || 'none: it has not chosen any yet'}`);
  }
  const named = [...found.content.matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(([, field]) => field!);
  const filled = Object.keys(fields);
  if (named.length !== filled.length || named.some((field) => !filled.includes(field)))
    throw new Error(`${id} has the fields ${named.join(', ')}; ${variable}_FIELDS must name these and no other`);
  return `${found.title}, with ${filled.length} field${filled.length === 1 ? '' : 's'}`;
}

async function checkMenu(api: WechatAccountApi): Promise<string> {
  const published = await api.publishedMenu();
  if (!published) throw new Error('none is published; run xiaobao wechat menu --publish');
  if (!isDeepStrictEqual(menuLines(published), menuLines(loadWechatMenu())))
    throw new Error('the published one is not that of content/wechat/menu.json; run xiaobao wechat menu');
  return 'published as in content/wechat/menu.json';
}
