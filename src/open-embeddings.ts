import { ConfigError } from './config/config-error';
import type { Config } from './config/config';
import { SemanticVectors } from './knowledge/semantic-vectors';
import type { SemanticOptions } from './knowledge/semantic-vectors';
import { VectorCache, cachedVectorsCollection } from './knowledge/vector-cache';
import type { Clock } from './platform/clock';
import type { Logger } from './platform/logger';
import type { Metrics } from './platform/metrics';
import type { Database } from './storage/database';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The embedding endpoint where one is configured, with its metrics and its memory.
 * @throws ConfigError in production over plain HTTP to another machine
 */
export async function openEmbeddings(
  config: Config,
  { database, clock, metrics, logger }: { database: Database; clock: Clock; metrics: Metrics; logger: Logger },
): Promise<SemanticVectors | undefined> {
  const { embeddings } = config;
  if (!embeddings) return undefined;
  const { model, prefix = '' } = embeddings;
  return connectEmbeddings(config, {
    cache: new VectorCache(database.collection(cachedVectorsCollection), `${model}\n${prefix}`, clock),
    onOutcome: (asked, outcome) => metrics.embedding(asked, outcome),
    onChange: (asked, state) => {
      metrics.embedding(asked, state);
      logger.warn({ circuit: `embeddings ${asked}`, state }, 'embedding endpoint');
    },
  });
}

/** The configured endpoint with what a command needs of it. @throws ConfigError as above */
export async function connectEmbeddings(
  { embeddings, production }: Config,
  options: Omit<SemanticOptions, 'url' | 'key' | 'model' | 'prefix'>,
): Promise<SemanticVectors | undefined> {
  if (!embeddings) return undefined;
  const { protocol, hostname } = new URL(embeddings.url);
  if (production && protocol !== 'https:' && !LOOPBACK.test(hostname))
    throw new ConfigError('XIAOBAO_EMBEDDINGS_URL must be an https: address in production, unless it is this machine.');
  return SemanticVectors.open({ ...embeddings, ...options });
}
