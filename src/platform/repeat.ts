/**
 * Does the work again and again while the program runs, never a second time beside itself: where a store is slow, more of
 * the same would make it slower. @returns what ends it
 */
export function repeat(everyMs: number, work: () => Promise<unknown>, failed: (error: unknown) => void): () => void {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    work()
      .catch(failed)
      .finally(() => (running = false));
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
