import { resolve } from 'node:path';
import { z } from 'zod';

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
const noticeValue = z.enum(['title', 'number', 'status', 'remark']);
/** What a field of a message template is filled with. */
export type NoticeValue = z.infer<typeof noticeValue>;
const templateFields = list
  .transform((pairs) => pairs.map((pair) => pair.split('=', 2).map((part) => part.trim())))
  .pipe(
    z
      .array(z.tuple([z.string().regex(/^[A-Za-z]\w{0,39}$/), noticeValue]))
      .min(1)
      .max(10),
  )
  .refine((pairs) => new Set(pairs.map(([field]) => field)).size === pairs.length)
  .transform((pairs): Readonly<Record<string, NoticeValue>> => Object.fromEntries(pairs));
const TEMPLATE_FIELDS = 'pairs such as character_string1=number,thing2=title; each is title, number, status or remark';

/** One row a variable: how it is read, what is allowed (for the error line), its default, and whether its value is a secret. */
export interface Variable<T> {
  read: z.ZodType<T, string>;
  allowed: string;
  fallback?: string;
  secret?: boolean;
}

/** One that has a value in any case. */
type Settled<T> = Variable<T> & { fallback: string };

function variable<T>(read: z.ZodType<T, string>, allowed: string, fallback: string): Settled<T>;
function variable<T>(read: z.ZodType<T, string>, allowed: string, fallback?: undefined, secret?: boolean): Variable<T>;
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
  XIAOBAO_WECHAT_JS_SDK_URL: variable(url, 'an http(s) address', 'https://res.wx.qq.com/open/js/jweixin-1.6.0.js'),
  XIAOBAO_WECHAT_MENU_MESSAGES: variable(flag, 'true or false', 'false'),
  XIAOBAO_WECHAT_NATIVE_DESK: variable(flag, 'true or false', 'false'),
  XIAOBAO_WECHAT_TEMPLATE_ID: variable(templateId, 'the id of a template of the account'),
  XIAOBAO_WECHAT_TEMPLATE_FIELDS: variable(templateFields, TEMPLATE_FIELDS),
  XIAOBAO_WECHAT_SUBSCRIPTION_ID: variable(templateId, 'the id of a subscription template of the account'),
  XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS: variable(templateFields, TEMPLATE_FIELDS),
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

/** The variables as they were read; those without a default may be absent. */
export type Environment = {
  readonly [Name in keyof typeof VARIABLES]: (typeof VARIABLES)[Name] extends Settled<infer T>
    ? T
    : (typeof VARIABLES)[Name] extends Variable<infer T>
      ? T | undefined
      : never;
};
