import { StorageError } from './database';

/**
 * Refuses a filter with an `undefined` in it. MongoDB's driver would drop that condition and match everything,
 * so a forgotten id would read, change or delete someone else's document.
 */
export function refuseUndefined(filter: object): void {
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined) throw new StorageError('unsupported', `The filter's "${name}" is undefined.`);
    if (Array.isArray(value))
      value.forEach((inner) => inner !== null && typeof inner === 'object' && refuseUndefined(inner as object));
    else if (value !== null && typeof value === 'object') refuseUndefined(value as object);
  }
}

/** Refuses an upsert that leaves the id to chance: ids are strings, and MongoDB would make an ObjectId. */
export function refuseUpsertWithoutId(filter: object, update: object): void {
  const { $setOnInsert, $set } = update as { $setOnInsert?: object; $set?: object };
  const named = [filter, $setOnInsert, $set].some((part) => typeof (part as { _id?: unknown } | undefined)?._id === 'string');
  if (!named) throw new StorageError('unsupported', 'An upsert names the string _id in its filter or in $setOnInsert.');
}
