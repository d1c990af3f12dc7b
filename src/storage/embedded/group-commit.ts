import type { StorageError } from '../database';
import type { ChangeJournal } from './change-journal';
import { closedError, storageErrorFrom, type Sqlite } from './sqlite';

interface Batch {
  durable: Promise<void>;
  succeed: () => void;
  fail: (error: StorageError) => void;
}

/**
 * Lets all writes of one moment share one commit, so that they share one fsync.
 *
 * A write runs at once, inside a transaction that the first of them opens, and its promise settles when the commit at the
 * end of this turn of the event loop is on disk. A write that fails (a unique index refuses it) fails alone. When the
 * commit fails, everything in it is rolled back and every writer is told to try again.
 */
export class GroupCommit {
  private batch: Batch | undefined;
  private closed = false;

  constructor(
    private readonly sqlite: Sqlite,
    private readonly journal: Pick<ChangeJournal, 'committed' | 'rolledBack'>,
  ) {}

  /** Runs a piece of writing now; resolves with its result, or rejects with its error, once the batch is durable. */
  write<R>(work: () => R): Promise<R> {
    if (this.closed) return Promise.reject(closedError());
    let batch: Batch;
    try {
      batch = this.batch ?? this.begin();
    } catch (error) {
      return Promise.reject(storageErrorFrom(error));
    }
    try {
      const result = work();
      return batch.durable.then(() => result);
    } catch (error) {
      const failure = storageErrorFrom(error);
      if (failure.label === 'retryable' || failure.label === 'damaged') this.abandon(batch, failure);
      return batch.durable.then(() => {
        throw failure;
      });
    }
  }

  /** Runs a read now; its result is handed out when nothing it saw can be taken back any more by a crash. */
  read<R>(work: () => R): Promise<R> {
    if (this.closed) return Promise.reject(closedError());
    try {
      const result = work();
      return this.batch ? this.batch.durable.then(() => result) : Promise.resolve(result);
    } catch (error) {
      return Promise.reject(storageErrorFrom(error));
    }
  }

  /** Commits what is open, then refuses everything. */
  close(): void {
    if (this.batch) this.commit(this.batch);
    this.closed = true;
  }

  private begin(): Batch {
    this.sqlite.exec('BEGIN IMMEDIATE');
    const { promise, resolve, reject } = withResolvers();
    // Each writer hears of a failure by its own promise; this one alone must not count as unhandled.
    promise.catch(() => undefined);
    const batch: Batch = { durable: promise, succeed: resolve, fail: reject };
    this.batch = batch;
    setImmediate(() => this.commit(batch));
    return batch;
  }

  private commit(batch: Batch): void {
    if (this.batch !== batch) return;
    try {
      this.sqlite.exec('COMMIT');
    } catch (error) {
      this.abandon(batch, storageErrorFrom(error));
      return;
    }
    this.batch = undefined;
    batch.succeed();
    this.journal.committed();
  }

  private abandon(batch: Batch, error: StorageError): void {
    this.batch = undefined;
    try {
      if (this.sqlite.inTransaction) this.sqlite.exec('ROLLBACK');
    } finally {
      this.journal.rolledBack();
      batch.fail(error);
    }
  }
}

function withResolvers() {
  let resolve!: () => void;
  let reject!: (error: StorageError) => void;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
