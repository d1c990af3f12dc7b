import type { Collection, Stored } from '../../src/storage/database';

/** The real collection, of which some operations are done in another way. */
export function overriding<T extends Stored>(
  collection: Collection<T>,
  names: readonly (keyof Collection<T>)[],
  instead: (operation: () => Promise<unknown>) => Promise<unknown>,
): Collection<T> {
  return new Proxy(collection, {
    get(target, name: keyof Collection<T>) {
      const operation = target[name].bind(target) as (...args: unknown[]) => Promise<unknown>;
      return names.includes(name) ? (...args: unknown[]) => instead(() => operation(...args)) : operation;
    },
  });
}
