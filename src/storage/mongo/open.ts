import { MongoClient, MongoParseError, type Db } from 'mongodb';
import { StorageError, type Collection, type CollectionSpec, type Database, type Stored } from '../database';
import { ensureIndexes } from './indexes';
import { MongoCollection } from './mongo-collection';
import { storageErrorFrom } from './mongo-errors';

export interface MongoOptions {
  /** A connection string as MongoDB's own tools take it. Its password shows in no error. */
  uri: string;
  /** Default: the one the URI names, else `xiaobao`. */
  database?: string;
  /** A standalone server can lose acknowledged writes and has no change streams: for development only. */
  allowStandalone: boolean;
  /** Shown in the server's log and list of connections. */
  appName?: string;
}

const SELECTION_TIMEOUT_MS = 5_000;

/**
 * Connects to MongoDB: a replica set (one member is enough) or a sharded cluster. Writes are acknowledged by a majority and
 * retried once by the driver; reads see only what a majority holds.
 * Throws `StorageError` `retryable` when no server answers, `unsupported` for a standalone server or a bad URI.
 */
export async function openMongo(options: MongoOptions): Promise<Database> {
  const client = clientFor(options);
  // `test` is what the driver says when the URI names none.
  const named = client.options.dbName === 'test' ? undefined : client.options.dbName;
  const db = client.db(options.database ?? named ?? 'xiaobao');
  try {
    await client.connect();
    if (!options.allowStandalone) await refuseStandalone(db);
    return new MongoDatabase(client, db);
  } catch (error) {
    await client.close();
    throw storageErrorFrom(error);
  }
}

function clientFor({ uri, appName }: MongoOptions): MongoClient {
  try {
    return new MongoClient(uri, {
      appName: appName ?? 'xiaobao',
      writeConcern: { w: 'majority' },
      readConcern: { level: 'majority' },
      retryWrites: true,
      ignoreUndefined: true,
      promoteBuffers: true,
      // What the URI says about it goes first.
      ...(!/[?&]serverSelectionTimeoutMS=/i.test(uri) && { serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS }),
    });
  } catch (error) {
    // The driver's own message may quote the URI, and with it the password.
    const what = error instanceof MongoParseError ? 'is not a valid MongoDB connection string' : 'cannot be used';
    throw new StorageError(
      'unsupported',
      `The MongoDB URI ${what}. It looks like mongodb://user:password@host:27017/xiaobao?replicaSet=rs0.`,
    );
  }
}

async function refuseStandalone(db: Db): Promise<void> {
  const hello = await db.command({ hello: 1 });
  if (hello.setName !== undefined || hello.msg === 'isdbgrid') return;
  throw new StorageError(
    'unsupported',
    'This MongoDB is a standalone server, which can lose acknowledged writes. Make it a replica set; one member is enough (rs.initiate()).',
  );
}

class MongoDatabase implements Database {
  readonly shared = true;

  constructor(
    private readonly client: MongoClient,
    private readonly db: Db,
  ) {}

  async prepare(specs: readonly CollectionSpec<Stored>[]): Promise<void> {
    for (const spec of specs) await ensureIndexes(this.db, spec);
  }

  collection<T extends Stored>(spec: CollectionSpec<T>): Collection<T> {
    return new MongoCollection<T>(spec, this.db.collection<T>(spec.name));
  }

  async ping(): Promise<void> {
    await this.db.command({ ping: 1 }).catch((error: unknown) => {
      throw storageErrorFrom(error);
    });
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}
