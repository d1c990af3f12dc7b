import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Line } from '../../platform/lines';
import type { BlockResult, WorkerSettings } from './line-worker';

/** More threads than this wait for the one that reads and writes. */
const MOST_WORKERS = 4;

/** What a line leaves behind is gone with it; the more of it is cleared away at once, the less often. */
const LIMITS = { maxYoungGenerationSizeMb: 64 };

interface Waiting {
  resolve: (result: BlockResult) => void;
  reject: (error: unknown) => void;
}

/** Threads that understand blocks of lines; each answers its blocks in the order it was given them. */
export class LineWorkers {
  private readonly workers: { thread: Worker; waiting: Waiting[] }[];
  private next = 0;

  constructor(settings: WorkerSettings, count = Math.min(MOST_WORKERS, availableParallelism())) {
    this.workers = Array.from({ length: count }, () => {
      const thread = new Worker(join(__dirname, 'line-worker.js'), { workerData: settings, resourceLimits: LIMITS });
      const worker = { thread, waiting: [] as Waiting[] };
      thread.on('message', (result: BlockResult) => worker.waiting.shift()?.resolve(result));
      thread.on('error', (error) => worker.waiting.splice(0).forEach(({ reject }) => reject(error)));
      return worker;
    });
  }

  get count(): number {
    return this.workers.length;
  }

  /** @throws what a thread could not start for, e.g. ContentError's message where there is no model. */
  understand(lines: readonly Line[]): Promise<BlockResult> {
    const worker = this.workers[this.next++ % this.workers.length]!;
    return new Promise((resolve, reject) => {
      worker.waiting.push({ resolve, reject });
      worker.thread.postMessage(lines);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map(({ thread }) => thread.terminate()));
  }
}
