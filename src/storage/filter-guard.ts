import { StorageError } from './database';

/**
 * Refuses a filter with an `undefined` in it. MongoDB's driver would drop that condition and match everything,
 * so a forgotten id would read, change or delete someone else's document.
 */
export function refuseUndefined(filter: object): void {
  if (ArrayBuffer.isView(filter)) return;
  for (const [name, value] of Object.entries(filter) as [string, unknown][]) {
    if (value === undefined) throw new StorageError('unsupported', `The filter's "${name}" is undefined.`);
    if (value !== null && typeof value === 'object') refuseUndefined(value);
  }
}

/** Refuses an upsert that leaves the id to chance: ids are strings, and MongoDB would make an ObjectId. */
export function refuseUpsertWithoutId(filter: object, update: object): void {
  const { $setOnInsert, $set } = update as { $setOnInsert?: object; $set?: object };
  const named = [filter, $setOnInsert, $set].some((part) => typeof (part as { _id?: unknown } | undefined)?._id === 'string');
  if (!named) throw new StorageError('unsupported', 'An upsert names the string _id in its filter or in $setOnInsert.');
}
