import { embeddingEndpoint } from './config/addresses';
import type { Config } from './config/config';
import { SemanticVectors } from './knowledge/semantic-vectors';
import type { SemanticOptions } from './knowledge/semantic-vectors';
import { VectorCache, cachedVectorsCollection } from './knowledge/vector-cache';
import type { Clock } from './platform/clock';
import type { Logger } from './platform/logger';
import type { Metrics } from './platform/metrics';
import type { Database } from './storage/database';

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
  config: Config,
  options: Omit<SemanticOptions, 'url' | 'key' | 'model' | 'prefix'>,
): Promise<SemanticVectors | undefined> {
  const endpoint = embeddingEndpoint(config);
  return endpoint && SemanticVectors.open({ ...endpoint, ...options });
}
