import type { Clock } from '../platform/clock';
import type { Database } from './database';
import { openEmbedded } from './embedded/open';

export interface StoreChoice {
  production: boolean;
  dataDir: string;
  mongo?: { uri: string; database: string };
}

/**
 * The configured MongoDB, or the embedded store in the data folder. Only the one in use is loaded.
 * @param clock by which the embedded store forgets what has expired: that of whoever wrote it; MongoDB has its own
 */
export async function openStore({ production, dataDir, mongo }: StoreChoice, clock?: Clock): Promise<Database> {
  if (!mongo) return openEmbedded({ folder: dataDir, clock });
  const { openMongo } = await import('./mongo/open.js');
  return openMongo({ uri: mongo.uri, database: mongo.database, allowStandalone: !production });
}
