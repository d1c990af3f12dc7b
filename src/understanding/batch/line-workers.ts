import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Line } from '../../platform/lines';
import type { BlockResult, WorkerSettings } from './line-worker';

/** More threads than this wait for the one that reads and writes. */
const MOST_WORKERS = 4;

interface Waiting {
  resolve: (result: BlockResult) => void;
  reject: (error: unknown) => void;
}

interface LineWorker {
  thread: Worker;
  waiting: Waiting[];
  /** Why it does not run any more. */
  failure?: Error;
}

/** Threads that understand blocks of lines; each answers its blocks in the order it was given them. */
export class LineWorkers {
  private readonly workers: LineWorker[];
  private next = 0;

  constructor(settings: WorkerSettings, count = Math.min(MOST_WORKERS, availableParallelism())) {
    this.workers = Array.from({ length: count }, () => {
      const thread = new Worker(join(__dirname, 'line-worker.js'), { workerData: settings });
      const worker: LineWorker = { thread, waiting: [] };
      const end = (failure: Error): void => {
        worker.failure ??= failure;
        worker.waiting.splice(0).forEach(({ reject }) => reject(worker.failure));
      };
      thread.on('message', (result: BlockResult) => worker.waiting.shift()?.resolve(result));
      thread.on('error', end);
      thread.on('exit', () => end(new Error('A thread that understands has ended.')));
      return worker;
    });
  }

  get count(): number {
    return this.workers.length;
  }

  /** Rejects with what a thread could not start for, e.g. ContentError's message where there is no model. */
  understand(lines: readonly Line[]): Promise<BlockResult> {
    const worker = this.workers[this.next++ % this.workers.length]!;
    if (worker.failure) return Promise.reject(worker.failure);
    return new Promise((resolve, reject) => {
      worker.waiting.push({ resolve, reject });
      worker.thread.postMessage(lines);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map(({ thread }) => thread.terminate()));
  }
}
