import type { Database } from './database';
import { openEmbedded } from './embedded/open';
import { openMongo } from './mongo/open';

export interface StoreChoice {
  production: boolean;
  dataDir: string;
  mongo?: { uri: string; database: string };
}

/** The configured MongoDB, or the embedded store in the data folder. */
export function openStore({ production, dataDir, mongo }: StoreChoice): Promise<Database> {
  return mongo
    ? openMongo({ uri: mongo.uri, database: mongo.database, allowStandalone: !production })
    : openEmbedded({ folder: dataDir });
}
