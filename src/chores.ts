import type { Logger } from './platform/logger';

const EVERY_MS = 10_000;

/**
 * Does each chore now, and again and again while the program runs; one that fails or takes long does not hold up the others.
 * @returns what ends it, when those under way are done
 */
export async function startChores(chores: Record<string, () => Promise<unknown>>, logger: Logger): Promise<() => Promise<void>> {
  const running = new Map<string, Promise<void>>();
  const start = (name: string, chore: () => Promise<unknown>): Promise<void> => {
    const before = running.get(name);
    if (before) return before;
    const work = chore()
      .catch((error: unknown) => logger.warn({ err: error }, `${name} sweep failed`))
      .then(() => void running.delete(name));
    running.set(name, work);
    return work;
  };
  const all = (): Promise<void>[] => Object.entries(chores).map(([name, chore]) => start(name, chore));
  await Promise.all(all());
  const timer = setInterval(() => void all(), EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await Promise.all(running.values());
  };
}
