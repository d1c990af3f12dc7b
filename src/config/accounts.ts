import { ConfigError } from './config-error';
import type { Environment, NoticeValue } from './variables';

/** One WeChat service account (服务号). */
export interface WechatConfig {
  readonly appId: string;
  readonly appSecret: string;
  readonly token: string;
  /** Absent in plain mode only. */
  readonly aesKey?: string;
  readonly previousAesKey?: string;
  readonly mode: Environment['XIAOBAO_WECHAT_MODE'];
  readonly apiBase: string;
  /** WeChat's script for pages (JS-SDK). */
  readonly jsSdkUrl: string;
  readonly menuMessages: boolean;
  readonly nativeDesk: boolean;
  readonly template?: NoticeTemplate;
  readonly subscription?: NoticeTemplate;
}

/** A message template of the account. */
export interface NoticeTemplate {
  readonly id: string;
  /** All its fields, as the platform lists them, and what fills each. */
  readonly fields: Readonly<Record<string, NoticeValue>>;
}

/** One customer service account of WeCom (微信客服). */
export interface WecomConfig {
  readonly corpId: string;
  readonly secret: string;
  readonly token: string;
  readonly aesKey: string;
  readonly openKfid: string;
  readonly apiBase: string;
}

/** @throws ConfigError unless the account is whole, or there is none; the api's address is WeChat's or, in development, our own */
export function toWecom(env: Environment): WecomConfig | undefined {
  const { XIAOBAO_WECOM_CORP_ID: corpId, XIAOBAO_WECOM_SECRET: secret, XIAOBAO_WECOM_TOKEN: token } = env;
  const { XIAOBAO_WECOM_AES_KEY: aesKey, XIAOBAO_WECOM_OPEN_KFID: openKfid } = env;
  if (!corpId && !secret && !token && !aesKey && !openKfid) return undefined;
  if (!corpId || !secret || !token || !aesKey || !openKfid)
    throw new ConfigError(
      'XIAOBAO_WECOM_CORP_ID, _SECRET, _TOKEN, _AES_KEY and _OPEN_KFID belong together: set all five, or none.',
    );
  return { corpId, secret, token, aesKey, openKfid, apiBase: safeAddress('XIAOBAO_WECOM_API_BASE', env).origin };
}

/** Tokens and what consumers wrote go there, or what runs on a page of ours comes from there: never in the clear beyond this machine. */
function safeAddress(
  name: 'XIAOBAO_WECHAT_API_BASE' | 'XIAOBAO_WECHAT_JS_SDK_URL' | 'XIAOBAO_WECOM_API_BASE',
  env: Environment,
): URL {
  const address = new URL(env[name]);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
  if (address.protocol !== 'https:' && (env.NODE_ENV === 'production' || !loopback))
    throw new ConfigError(`${name} must be an https: address; http: is for this machine, outside production.`);
  return address;
}

export function toWechat(env: Environment): WechatConfig | undefined {
  const { XIAOBAO_WECHAT_APP_ID: appId, XIAOBAO_WECHAT_APP_SECRET: appSecret, XIAOBAO_WECHAT_TOKEN: token } = env;
  const { XIAOBAO_WECHAT_AES_KEY: aesKey, XIAOBAO_WECHAT_PREVIOUS_AES_KEY: previousAesKey, XIAOBAO_WECHAT_MODE: mode } = env;
  if (!appId && !appSecret && !token && !aesKey && !previousAesKey) return undefined;
  if (!appId || !appSecret || !token)
    throw new ConfigError(
      'XIAOBAO_WECHAT_APP_ID, XIAOBAO_WECHAT_APP_SECRET and XIAOBAO_WECHAT_TOKEN belong together: set all three, or none.',
    );
  if (mode !== 'plain' && !aesKey)
    throw new ConfigError(`XIAOBAO_WECHAT_AES_KEY is not set: XIAOBAO_WECHAT_MODE "${mode}" needs it.`);
  return {
    appId,
    appSecret,
    token,
    aesKey,
    previousAesKey,
    mode,
    apiBase: safeAddress('XIAOBAO_WECHAT_API_BASE', env).origin,
    jsSdkUrl: safeAddress('XIAOBAO_WECHAT_JS_SDK_URL', env).href,
    menuMessages: env.XIAOBAO_WECHAT_MENU_MESSAGES,
    nativeDesk: env.XIAOBAO_WECHAT_NATIVE_DESK,
    template: toTemplate(env.XIAOBAO_WECHAT_TEMPLATE_ID, env.XIAOBAO_WECHAT_TEMPLATE_FIELDS),
    subscription: toTemplate(env.XIAOBAO_WECHAT_SUBSCRIPTION_ID, env.XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS),
  };
}

function toTemplate(id?: string, fields?: NoticeTemplate['fields']): NoticeTemplate | undefined {
  return id && fields ? { id, fields } : undefined;
}
