import { z } from 'zod';
import { resolve } from 'node:path';
import { nearest } from './platform/nearest';

/** A setting that is wrong or unknown; the message is the one line that the operator reads. */
export class ConfigError extends Error {}

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);
const digits = z.string().regex(/^[0-9-]{3,16}$/);
const url = z.url({ protocol: /^https?$/ });
const aesKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/);
const templateId = z.string().regex(/^[\w-]{1,64}$/);

/** One row a variable: how it is read, what is allowed (for the error line), its default, and whether its value is a secret. */
interface Variable<T> {
  read: z.ZodType<T, string>;
  allowed: string;
  fallback?: string;
  secret?: boolean;
}

function variable<T>(read: z.ZodType<T, string>, allowed: string, fallback?: string, secret = false): Variable<T> {
  return { read, allowed, fallback, secret };
}

/** Every variable that Xiaobao reads; `.env.example` explains each, and a test holds the two together. */
export const VARIABLES = {
  NODE_ENV: variable(z.enum(['development', 'production', 'test']), 'development, production or test', 'development'),
  PORT: variable(z.coerce.number<string>().int().min(0).max(65535), 'a port number from 0 to 65535', '3978'),
  XIAOBAO_HOST: variable(z.string().min(1), 'an address to listen on', '127.0.0.1'),
  XIAOBAO_PUBLIC_URL: variable(url, 'an http(s) address'),
  XIAOBAO_TRUST_PROXY: variable(flag, 'true or false', 'false'),
  XIAOBAO_DATA_DIR: variable(
    z
      .string()
      .min(1)
      .transform((folder) => resolve(folder)),
    'a folder',
    './data',
  ),
  XIAOBAO_LOG_LEVEL: variable(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'debug, info, warn, error or silent', 'info'),
  MONGODB_URI: variable(z.string().regex(/^mongodb(\+srv)?:\/\//), 'a mongodb:// or mongodb+srv:// address', undefined, true),
  XIAOBAO_MONGODB_DATABASE: variable(z.string().regex(/^[\w-]{1,38}$/), 'a database name of letters, digits, - and _', 'xiaobao'),
  MicrosoftAppId: variable(z.uuid(), 'a UUID'),
  MicrosoftAppPassword: variable(z.string().min(1), 'the secret of the app registration', undefined, true),
  MicrosoftAppType: variable(
    z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']),
    'MultiTenant, SingleTenant or UserAssignedMSI',
    'MultiTenant',
  ),
  MicrosoftAppTenantId: variable(z.uuid(), 'a UUID'),
  XIAOBAO_SERVICE_HOSTS: variable(
    list,
    'host names separated by commas',
    'smba.trafficmanager.net,directline.botframework.com,webchat.botframework.com',
  ),
  XIAOBAO_DIRECT_LINE_SECRET: variable(z.string().min(32), 'at least 32 characters', undefined, true),
  XIAOBAO_SIGNING_KEY: variable(z.string().regex(/^[0-9a-f]{64}$/), '64 hexadecimal characters', undefined, true),
  XIAOBAO_WIDGET_ORIGINS: variable(list, 'page origins such as https://www.bank.example, separated by commas', ''),
  XIAOBAO_BANK_NAME: variable(z.string().min(1).max(30), '1 to 30 characters', '本行'),
  XIAOBAO_BANK_HOTLINE: variable(digits, 'digits and hyphens', '95000'),
  XIAOBAO_DEFAULT_LOCALE: variable(z.enum(['zh-CN', 'en']), 'zh-CN or en', 'zh-CN'),
  XIAOBAO_OFFICE_HOURS: variable(
    z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/),
    'HH:MM-HH:MM',
    '09:00-17:30',
  ),
  XIAOBAO_MESSAGES_PER_MINUTE: variable(z.coerce.number<string>().int().min(1), 'a whole number from 1', '120'),
  XIAOBAO_KNOWLEDGE_WEBHOOK_URL: variable(url, 'an http(s) address'),
  XIAOBAO_KNOWLEDGE_WEBHOOK_SECRET: variable(z.string().min(32), 'at least 32 characters', undefined, true),
  XIAOBAO_WECHAT_APP_ID: variable(z.string().regex(/^wx[\w-]{4,40}$/), 'an app id, wx and letters and digits'),
  XIAOBAO_WECHAT_APP_SECRET: variable(z.string().min(8).max(200), 'the app secret of the account', undefined, true),
  XIAOBAO_WECHAT_TOKEN: variable(z.string().regex(/^[A-Za-z0-9]{3,32}$/), '3 to 32 letters and digits', undefined, true),
  XIAOBAO_WECHAT_AES_KEY: variable(aesKey, 'an EncodingAESKey of 43 letters and digits', undefined, true),
  XIAOBAO_WECHAT_PREVIOUS_AES_KEY: variable(aesKey, 'an EncodingAESKey of 43 letters and digits', undefined, true),
  XIAOBAO_WECHAT_MODE: variable(z.enum(['plain', 'compatible', 'safe']), 'plain, compatible or safe', 'safe'),
  XIAOBAO_WECHAT_API_BASE: variable(url, 'an http(s) address', 'https://api.weixin.qq.com'),
  XIAOBAO_WECHAT_MENU_MESSAGES: variable(flag, 'true or false', 'false'),
  XIAOBAO_WECHAT_NATIVE_DESK: variable(flag, 'true or false', 'false'),
  XIAOBAO_WECHAT_TEMPLATE_ID: variable(templateId, 'the id of a template of the account'),
  XIAOBAO_WECHAT_SUBSCRIPTION_ID: variable(templateId, 'the id of a subscription template of the account'),
  XIAOBAO_WECOM_CORP_ID: variable(z.string().regex(/^w[\w-]{4,40}$/), 'a corp id, ww and letters and digits'),
  XIAOBAO_WECOM_SECRET: variable(z.string().min(8).max(200), 'the secret of the customer service', undefined, true),
  XIAOBAO_WECOM_TOKEN: variable(z.string().regex(/^[A-Za-z0-9]{3,32}$/), '3 to 32 letters and digits', undefined, true),
  XIAOBAO_WECOM_AES_KEY: variable(aesKey, 'an EncodingAESKey of 43 letters and digits', undefined, true),
  XIAOBAO_WECOM_OPEN_KFID: variable(
    z.string().regex(/^wk[\w-]{4,60}$/),
    'the id of a customer service account, wk and letters and digits',
  ),
  XIAOBAO_WECOM_API_BASE: variable(url, 'an http(s) address', 'https://qyapi.weixin.qq.com'),
  XIAOBAO_EMBEDDINGS_URL: variable(url, 'an http(s) address'),
  XIAOBAO_EMBEDDINGS_MODEL: variable(z.string().min(1).max(200), 'the name of a model'),
  XIAOBAO_EMBEDDINGS_PREFIX: variable(z.string().min(1).max(500), 'words to put before each text'),
  XIAOBAO_EMBEDDINGS_KEY: variable(z.string().min(1), 'the key of the embedding endpoint', undefined, true),
  AZURE_LANGUAGE_ENDPOINT: variable(url, 'an http(s) address'),
  AZURE_LANGUAGE_KEY: variable(z.string().min(1), 'the key of the Azure AI Language resource', undefined, true),
  AZURE_LANGUAGE_PROJECT: variable(z.string().min(1).max(100), 'the name of a custom classification project'),
  AZURE_LANGUAGE_DEPLOYMENT: variable(z.string().min(1).max(100), 'the name of its deployment'),
} as const;

type Values = { [Name in keyof typeof VARIABLES]: (typeof VARIABLES)[Name] extends Variable<infer T> ? T : never };
/** Variables without a default may be absent. */
type Optional =
  | 'XIAOBAO_PUBLIC_URL'
  | 'MONGODB_URI'
  | 'MicrosoftAppId'
  | 'MicrosoftAppPassword'
  | 'MicrosoftAppTenantId'
  | 'XIAOBAO_DIRECT_LINE_SECRET'
  | 'XIAOBAO_SIGNING_KEY'
  | 'XIAOBAO_KNOWLEDGE_WEBHOOK_URL'
  | 'XIAOBAO_KNOWLEDGE_WEBHOOK_SECRET'
  | 'XIAOBAO_WECHAT_APP_ID'
  | 'XIAOBAO_WECHAT_APP_SECRET'
  | 'XIAOBAO_WECHAT_TOKEN'
  | 'XIAOBAO_WECHAT_AES_KEY'
  | 'XIAOBAO_WECHAT_PREVIOUS_AES_KEY'
  | 'XIAOBAO_WECHAT_TEMPLATE_ID'
  | 'XIAOBAO_WECHAT_SUBSCRIPTION_ID'
  | 'XIAOBAO_WECOM_CORP_ID'
  | 'XIAOBAO_WECOM_SECRET'
  | 'XIAOBAO_WECOM_TOKEN'
  | 'XIAOBAO_WECOM_AES_KEY'
  | 'XIAOBAO_WECOM_OPEN_KFID'
  | 'XIAOBAO_EMBEDDINGS_URL'
  | 'XIAOBAO_EMBEDDINGS_MODEL'
  | 'XIAOBAO_EMBEDDINGS_PREFIX'
  | 'XIAOBAO_EMBEDDINGS_KEY'
  | 'AZURE_LANGUAGE_ENDPOINT'
  | 'AZURE_LANGUAGE_KEY'
  | 'AZURE_LANGUAGE_PROJECT'
  | 'AZURE_LANGUAGE_DEPLOYMENT';
type Environment = Omit<Values, Optional> & { [Name in Optional]?: Values[Name] };

/** What the program runs with: read once, checked, frozen. */
export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** How browsers reach this server, without a trailing slash; absent: as the request says. */
  readonly publicUrl?: string;
  readonly trustProxy: boolean;
  readonly dataDir: string;
  readonly logLevel: Environment['XIAOBAO_LOG_LEVEL'];
  readonly mongo?: { readonly uri: string; readonly database: string };
  readonly botFramework?: {
    readonly appId: string;
    readonly password?: string;
    readonly type: Environment['MicrosoftAppType'];
    readonly tenantId?: string;
  };
  readonly serviceHosts: readonly string[];
  readonly directLineSecret?: string;
  /** 32 bytes in hex; absent: made once and kept in the data folder. */
  readonly signingKey?: string;
  readonly widgetOrigins: readonly string[];
  readonly bank: { readonly name: string; readonly hotline: string };
  readonly defaultLocale: 'zh-CN' | 'en';
  /** Asia/Shanghai, `HH:MM`. */
  readonly officeHours: { readonly from: string; readonly to: string };
  /** What one conversation may send. */
  readonly messagesPerMinute: number;
  readonly wechat?: WechatConfig;
  readonly wecom?: WecomConfig;
  /** Who is told of every publication and withdrawal of an answer. */
  readonly knowledgeWebhook?: { readonly url: string; readonly secret: string };
  /** An OpenAI-compatible endpoint that ranks entries by meaning. */
  readonly embeddings?: { readonly url: string; readonly model: string; readonly prefix?: string; readonly key?: string };
  readonly azureLanguage?: {
    readonly endpoint: string;
    readonly key: string;
    /** A custom single-label classification, where one is deployed. */
    readonly classification?: { readonly project: string; readonly deployment: string };
  };
}

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
  readonly menuMessages: boolean;
  readonly nativeDesk: boolean;
  readonly templateId?: string;
  readonly subscriptionId?: string;
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

/**
 * Reads the environment.
 * @throws ConfigError naming the variable, its value (never a secret) and what is allowed, or the name that was probably meant.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  refuseUnknownNames(environment);
  const values: Record<string, unknown> = {};
  for (const [name, row] of Object.entries(VARIABLES) as [string, Variable<unknown>][]) {
    const given = environment[name]?.trim() || row.fallback;
    if (given === undefined) continue;
    const result = row.read.safeParse(given);
    if (!result.success) {
      throw new ConfigError(
        `${name} is ${row.secret ? 'set to a value' : `"${given}"`} that is not allowed: it takes ${row.allowed}.`,
      );
    }
    values[name] = result.data;
  }
  return freeze(toConfig(values as unknown as Environment));
}

function toConfig(env: Environment): Config {
  if (env.MicrosoftAppPassword && !env.MicrosoftAppId) {
    throw new ConfigError('MicrosoftAppPassword is set but MicrosoftAppId is not: set both, or neither.');
  }
  if (Boolean(env.AZURE_LANGUAGE_ENDPOINT) !== Boolean(env.AZURE_LANGUAGE_KEY)) {
    throw new ConfigError('AZURE_LANGUAGE_ENDPOINT and AZURE_LANGUAGE_KEY belong together: set both, or neither.');
  }
  if (Boolean(env.XIAOBAO_KNOWLEDGE_WEBHOOK_URL) !== Boolean(env.XIAOBAO_KNOWLEDGE_WEBHOOK_SECRET)) {
    throw new ConfigError(
      'XIAOBAO_KNOWLEDGE_WEBHOOK_URL and XIAOBAO_KNOWLEDGE_WEBHOOK_SECRET belong together: set both, or neither.',
    );
  }
  if (Boolean(env.XIAOBAO_EMBEDDINGS_URL) !== Boolean(env.XIAOBAO_EMBEDDINGS_MODEL)) {
    throw new ConfigError('XIAOBAO_EMBEDDINGS_URL and XIAOBAO_EMBEDDINGS_MODEL belong together: set both, or neither.');
  }
  if (Boolean(env.AZURE_LANGUAGE_PROJECT) !== Boolean(env.AZURE_LANGUAGE_DEPLOYMENT)) {
    throw new ConfigError('AZURE_LANGUAGE_PROJECT and AZURE_LANGUAGE_DEPLOYMENT belong together: set both, or neither.');
  }
  if (env.AZURE_LANGUAGE_PROJECT && !env.AZURE_LANGUAGE_KEY) {
    throw new ConfigError('AZURE_LANGUAGE_PROJECT needs AZURE_LANGUAGE_ENDPOINT and AZURE_LANGUAGE_KEY.');
  }
  const [from = '', to = ''] = env.XIAOBAO_OFFICE_HOURS.split('-');
  return {
    production: env.NODE_ENV === 'production',
    port: env.PORT,
    host: env.XIAOBAO_HOST,
    publicUrl: env.XIAOBAO_PUBLIC_URL?.replace(/\/+$/, ''),
    trustProxy: env.XIAOBAO_TRUST_PROXY,
    dataDir: env.XIAOBAO_DATA_DIR,
    logLevel: env.XIAOBAO_LOG_LEVEL,
    mongo: env.MONGODB_URI ? { uri: env.MONGODB_URI, database: env.XIAOBAO_MONGODB_DATABASE } : undefined,
    botFramework: env.MicrosoftAppId
      ? {
          appId: env.MicrosoftAppId,
          password: env.MicrosoftAppPassword,
          type: env.MicrosoftAppType,
          tenantId: env.MicrosoftAppTenantId,
        }
      : undefined,
    serviceHosts: env.XIAOBAO_SERVICE_HOSTS,
    directLineSecret: env.XIAOBAO_DIRECT_LINE_SECRET,
    signingKey: env.XIAOBAO_SIGNING_KEY,
    widgetOrigins: env.XIAOBAO_WIDGET_ORIGINS,
    bank: { name: env.XIAOBAO_BANK_NAME, hotline: env.XIAOBAO_BANK_HOTLINE },
    defaultLocale: env.XIAOBAO_DEFAULT_LOCALE,
    officeHours: { from, to },
    messagesPerMinute: env.XIAOBAO_MESSAGES_PER_MINUTE,
    knowledgeWebhook:
      env.XIAOBAO_KNOWLEDGE_WEBHOOK_URL && env.XIAOBAO_KNOWLEDGE_WEBHOOK_SECRET
        ? { url: env.XIAOBAO_KNOWLEDGE_WEBHOOK_URL, secret: env.XIAOBAO_KNOWLEDGE_WEBHOOK_SECRET }
        : undefined,
    wechat: toWechat(env),
    wecom: toWecom(env),
    embeddings:
      env.XIAOBAO_EMBEDDINGS_URL && env.XIAOBAO_EMBEDDINGS_MODEL
        ? {
            url: env.XIAOBAO_EMBEDDINGS_URL,
            model: env.XIAOBAO_EMBEDDINGS_MODEL,
            prefix: env.XIAOBAO_EMBEDDINGS_PREFIX,
            key: env.XIAOBAO_EMBEDDINGS_KEY,
          }
        : undefined,
    azureLanguage:
      env.AZURE_LANGUAGE_ENDPOINT && env.AZURE_LANGUAGE_KEY
        ? {
            endpoint: env.AZURE_LANGUAGE_ENDPOINT,
            key: env.AZURE_LANGUAGE_KEY,
            classification:
              env.AZURE_LANGUAGE_PROJECT && env.AZURE_LANGUAGE_DEPLOYMENT
                ? { project: env.AZURE_LANGUAGE_PROJECT, deployment: env.AZURE_LANGUAGE_DEPLOYMENT }
                : undefined,
          }
        : undefined,
  };
}

/** @throws ConfigError unless the account is whole, or there is none; the api's address is WeChat's or, in development, our own */
function toWecom(env: Environment): WecomConfig | undefined {
  const { XIAOBAO_WECOM_CORP_ID: corpId, XIAOBAO_WECOM_SECRET: secret, XIAOBAO_WECOM_TOKEN: token } = env;
  const { XIAOBAO_WECOM_AES_KEY: aesKey, XIAOBAO_WECOM_OPEN_KFID: openKfid } = env;
  if (!corpId && !secret && !token && !aesKey && !openKfid) return undefined;
  if (!corpId || !secret || !token || !aesKey || !openKfid)
    throw new ConfigError(
      'XIAOBAO_WECOM_CORP_ID, _SECRET, _TOKEN, _AES_KEY and _OPEN_KFID belong together: set all five, or none.',
    );
  return { corpId, secret, token, aesKey, openKfid, apiBase: safeBase('XIAOBAO_WECOM_API_BASE', env) };
}

/** Tokens and what consumers wrote go there: never in the clear beyond this machine. */
function safeBase(name: 'XIAOBAO_WECHAT_API_BASE' | 'XIAOBAO_WECOM_API_BASE', env: Environment): string {
  const base = new URL(env[name]);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(base.hostname);
  if (base.protocol !== 'https:' && (env.NODE_ENV === 'production' || !loopback))
    throw new ConfigError(`${name} must be an https: address; http: is for this machine, outside production.`);
  return base.origin;
}

function toWechat(env: Environment): WechatConfig | undefined {
  const { XIAOBAO_WECHAT_APP_ID: appId, XIAOBAO_WECHAT_APP_SECRET: appSecret, XIAOBAO_WECHAT_TOKEN: token } = env;
  const { XIAOBAO_WECHAT_AES_KEY: aesKey, XIAOBAO_WECHAT_PREVIOUS_AES_KEY: previousAesKey, XIAOBAO_WECHAT_MODE: mode } = env;
  if (!appId && !appSecret && !token && !aesKey && !previousAesKey) return undefined;
  if (!appId || !appSecret || !token)
    throw new ConfigError(
      'XIAOBAO_WECHAT_APP_ID, XIAOBAO_WECHAT_APP_SECRET and XIAOBAO_WECHAT_TOKEN belong together: set all three, or none.',
    );
  if (mode !== 'plain' && !aesKey)
    throw new ConfigError(`XIAOBAO_WECHAT_AES_KEY is not set: XIAOBAO_WECHAT_MODE "${mode}" needs it.`);
  const apiBase = safeBase('XIAOBAO_WECHAT_API_BASE', env);
  return {
    appId,
    appSecret,
    token,
    aesKey,
    previousAesKey,
    mode,
    apiBase,
    menuMessages: env.XIAOBAO_WECHAT_MENU_MESSAGES,
    nativeDesk: env.XIAOBAO_WECHAT_NATIVE_DESK,
    templateId: env.XIAOBAO_WECHAT_TEMPLATE_ID,
    subscriptionId: env.XIAOBAO_WECHAT_SUBSCRIPTION_ID,
  };
}

/** Names that only tests and CI use, so that a developer's shell does not stop the start. */
const TEST_ONLY = /^XIAOBAO_(TEST_\w+|REQUIRE_ALL|SECANTUS)$/;

function refuseUnknownNames(environment: Record<string, string | undefined>): void {
  const known = Object.keys(VARIABLES);
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('XIAOBAO_') || known.includes(name) || TEST_ONLY.test(name)) continue;
    const near = nearest(name, known);
    throw new ConfigError(
      `${name} is not a setting of Xiaobao${near ? `; did you mean ${near}?` : '. .env.example lists them all.'}`,
    );
  }
}

function freeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freeze(part as object);
  return Object.freeze(value);
}
