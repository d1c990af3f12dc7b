import { collections } from './collections';
import type { Config } from './config/config';
import { readConfig } from './config/config';
import { loadFaqEntries } from './knowledge/load-content';
import { openKnowledge } from './knowledge/open-knowledge';
import type { KnowledgeParts } from './knowledge/open-knowledge';
import { systemClock } from './platform/clock';
import { createLogger } from './platform/logger';
import { openStore } from './storage/open-store';
import { normalise } from './understanding/normalise';

/**
 * Opens the configured store for one command, does the work and lets go. With the embedded store the server must not be running.
 * @throws ConfigError, StorageError
 */
export async function withFaq<T>(work: (parts: KnowledgeParts, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const database = await openStore(config);
  try {
    await database.prepare(collections);
    const parts = await openKnowledge({
      database,
      clock: systemClock,
      logger: createLogger('silent'),
      normalise,
      seeds: loadFaqEntries(),
    });
    try {
      return await work(parts, config);
    } finally {
      await parts.close();
    }
  } finally {
    await database.close();
  }
}
