/** Run in a process of its own: what loading understanding costs, as JSON. */
import { createUnderstand } from '../src/understanding/understand';

const before = process.memoryUsage().rss;
const begun = performance.now();
const understand = createUnderstand();
const loaded = performance.now();
understand('昨天扣了三千五百块', { now: new Date() });
const first = performance.now();
process.stdout.write(
  JSON.stringify({ loadMs: loaded - begun, firstMs: first - loaded, megabytes: (process.memoryUsage().rss - before) / 1e6 }),
);
