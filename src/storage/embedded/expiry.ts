import type { Clock } from '../../platform/clock';
import type { Collection, Stored } from '../database';
import type { TableIndex } from './table-index';

const EVERY_MS = 60_000;

/** Removes what has expired, now and every minute, as MongoDB's TTL indexes do. Stops with the function it gives back. */
export async function startExpiry(
  collections: readonly { collection: Collection<Stored>; indexes: readonly TableIndex[] }[],
  clock: Clock,
): Promise<() => void> {
  const sweep = async () => {
    for (const { collection, indexes } of collections) {
      for (const { spec, paths } of indexes) {
        if (spec.expireAfterSeconds === undefined) continue;
        const expired = new Date(clock.now().getTime() - spec.expireAfterSeconds * 1000);
        await collection.deleteMany({ ...spec.where, [paths[0]!]: { $lt: expired } });
      }
    }
  };
  await sweep();
  // A failed sweep is made good by the next one.
  const timer = setInterval(() => void sweep().catch(() => undefined), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
