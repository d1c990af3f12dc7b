import type { Storage, StoreItem, StoreItems } from 'botbuilder-core';
import { randomId } from '../platform/ids';
import { StorageError, defineCollection, type Collection, type Database } from './database';

interface BotStateItem {
  _id: string;
  /** The item as JSON: Bot Framework state may hold keys that no document store takes (`$type`, dots). */
  json: string;
  eTag: string;
}

export const botStates = defineCollection<BotStateItem>({ name: 'botState', indexes: [] });

/**
 * Bot Framework's `Storage` on the store. eTags are honoured: an item is written only when its eTag is the stored one;
 * `*` or none overwrites whatever is there. Keys may be any text.
 *
 * `write` throws `StorageError` `stale` when an item has changed since it was read. Items of one call are written one after
 * the other, each atomically; those before the failing one stay written.
 */
export function botStateStorage(database: Database): Storage {
  const items = database.collection(botStates);
  return {
    async read(keys) {
      const found = await items.find({ _id: { $in: [...keys] } }).toArray();
      return Object.fromEntries(found.map(({ _id, json, eTag }) => [_id, { ...(JSON.parse(json) as object), eTag }]));
    },
    async write(changes: StoreItems) {
      for (const [key, item] of Object.entries(changes)) await writeItem(items, key, item as StoreItem);
    },
    async delete(keys) {
      await items.deleteMany({ _id: { $in: [...keys] } });
    },
  };
}

async function writeItem(items: Collection<BotStateItem>, key: string, { eTag, ...state }: StoreItem): Promise<void> {
  const written = { json: JSON.stringify(state), eTag: randomId('etag') };
  if (eTag === undefined || eTag === '*') {
    await items.updateOne({ _id: key }, { $set: written }, { upsert: true });
    return;
  }
  const { matched } = await items.updateOne({ _id: key, eTag }, { $set: written });
  if (matched === 0) throw staleError(key);
}

function staleError(key: string): StorageError {
  return new StorageError('stale', `The state "${key}" has changed since it was read. Read it again and repeat the change.`);
}
