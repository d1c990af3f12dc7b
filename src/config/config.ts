import { nearest } from '../platform/nearest';
import { toWechat, toWecom } from './accounts';
import type { WechatConfig, WecomConfig } from './accounts';
import { ConfigError } from './config-error';
import { VARIABLES } from './variables';
import type { Environment, Variable } from './variables';

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
        `${name} is set to ${row.secret ? 'another kind of value' : `"${given}"`}, but it takes ${row.allowed}.`,
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
  together(env, 'AZURE_LANGUAGE_ENDPOINT', 'AZURE_LANGUAGE_KEY');
  together(env, 'AZURE_LANGUAGE_PROJECT', 'AZURE_LANGUAGE_DEPLOYMENT');
  together(env, 'XIAOBAO_KNOWLEDGE_WEBHOOK_URL', 'XIAOBAO_KNOWLEDGE_WEBHOOK_SECRET');
  together(env, 'XIAOBAO_EMBEDDINGS_URL', 'XIAOBAO_EMBEDDINGS_MODEL');
  together(env, 'XIAOBAO_WECHAT_TEMPLATE_ID', 'XIAOBAO_WECHAT_TEMPLATE_FIELDS');
  together(env, 'XIAOBAO_WECHAT_SUBSCRIPTION_ID', 'XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS');
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

/** @throws ConfigError where one of two is set without the other */
function together(env: Environment, one: keyof Environment, other: keyof Environment): void {
  if (Boolean(env[one]) !== Boolean(env[other]))
    throw new ConfigError(`${one} and ${other} belong together: set both, or neither.`);
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
