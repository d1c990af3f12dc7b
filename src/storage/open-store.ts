import type { Database } from './database';
import { openEmbedded } from './embedded/open';

export interface StoreChoice {
  production: boolean;
  dataDir: string;
  mongo?: { uri: string; database: string };
}

/** The configured MongoDB, or the embedded store in the data folder. Only the one in use is loaded. */
export async function openStore({ production, dataDir, mongo }: StoreChoice): Promise<Database> {
  if (!mongo) return openEmbedded({ folder: dataDir });
  const { openMongo } = await import('./mongo/open.js');
  return openMongo({ uri: mongo.uri, database: mongo.database, allowStandalone: !production });
}
