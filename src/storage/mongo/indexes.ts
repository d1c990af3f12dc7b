import { createHash } from 'node:crypto';
import { MongoServerError, type Db, type IndexDescription } from 'mongodb';
import { StorageError, type CollectionSpec, type IndexSpec, type Stored } from '../database';
import { storageErrorFrom } from './mongo-errors';

/** Marks the indexes that are ours to replace; an administrator's own are left alone. */
const OURS = 'xb_';
const NAMESPACE_NOT_FOUND = 26;

/** Makes the declared indexes, and drops those of ours that are declared no more or otherwise. */
export async function ensureIndexes(db: Db, spec: CollectionSpec<Stored>): Promise<void> {
  const collection = db.collection(spec.name);
  const declared = new Map(spec.indexes.map((index) => [indexName(index), index]));
  try {
    const present = await presentIndexes(db, spec.name);
    for (const name of present) if (name.startsWith(OURS) && !declared.has(name)) await collection.dropIndex(name);
    const missing = [...declared].filter(([name]) => !present.includes(name)).map(([name, index]) => described(name, index));
    if (missing.length > 0) await collection.createIndexes(missing);
  } catch (error) {
    const failure = storageErrorFrom(error, spec.name);
    if (failure.label !== 'duplicate') throw failure;
    throw new StorageError(
      'duplicate',
      `${spec.name} cannot have a unique index that is declared for it: some of its documents share a value.`,
    );
  }
}

function described(name: string, { keys, unique, where, expireAfterSeconds }: IndexSpec): IndexDescription {
  return {
    key: keys,
    name,
    ...(unique && { unique: true }),
    ...(where && { partialFilterExpression: where }),
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
  };
}

/** The name says the whole definition, so that a changed index is another index. */
function indexName({ keys, unique, where, expireAfterSeconds }: IndexSpec): string {
  const fields = Object.entries(keys).flat().join('_');
  const definition = JSON.stringify([Object.entries(keys), unique ?? false, where ?? null, expireAfterSeconds ?? null]);
  return `${OURS}${fields}_${createHash('sha256').update(definition).digest('hex').slice(0, 8)}`;
}

async function presentIndexes(db: Db, collection: string): Promise<string[]> {
  try {
    const indexes = (await db.collection(collection).listIndexes().toArray()) as { name: string }[];
    return indexes.map((index) => index.name);
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND) return [];
    throw error;
  }
}
