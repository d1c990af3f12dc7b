import { ConfigError } from './config-error';
import type { Config } from './config';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Where publications are told, if anywhere. @throws ConfigError where what is published would leave in the clear */
export function knowledgeWebhook({ knowledgeWebhook: webhook, production }: Config): Config['knowledgeWebhook'] {
  if (production && webhook && !webhook.url.startsWith('https:'))
    throw new ConfigError('XIAOBAO_KNOWLEDGE_WEBHOOK_URL must be an https: address in production.');
  return webhook;
}

/** The embedding endpoint, if there is one. @throws ConfigError in production over plain HTTP to another machine */
export function embeddingEndpoint({ embeddings, production }: Config): Config['embeddings'] {
  if (!embeddings) return undefined;
  const { protocol, hostname } = new URL(embeddings.url);
  if (production && protocol !== 'https:' && !LOOPBACK.test(hostname))
    throw new ConfigError('XIAOBAO_EMBEDDINGS_URL must be an https: address in production, unless it is this machine.');
  return embeddings;
}

/** Consumers' phones reach the secure pages by a public address alone; in production never without TLS. */
export function pagesCanBeReached({ publicUrl, production }: Config): boolean {
  return publicUrl !== undefined && (publicUrl.startsWith('https:') || !production);
}

/** What there is to allow, and where consumers' phones reach the page for it. */
export function noticesCanBeAllowed(config: Config): boolean {
  return config.wechat?.subscription !== undefined && pagesCanBeReached(config);
}

/** The address of a server that listens there. */
export function listeningAt(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
