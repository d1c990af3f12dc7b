import { StorageError, type Change, type ChangeStream } from '../database';
import type { ChangeJournal } from './change-journal';

/** Follows the journal of one collection; a token is the sequence number of its change. */
export function watchJournal<T>(
  journal: ChangeJournal,
  collection: string,
  documentOf: (id: string) => T | undefined,
  resumeAfter: string | undefined,
): ChangeStream<T> {
  let position = resumeAfter === undefined ? journal.position : parseToken(resumeAfter);
  let closed = false;
  return {
    ready: Promise.resolve(),
    async *[Symbol.asyncIterator]() {
      while (!closed) {
        const changes = journal.read(collection, position);
        for (const { seq, kind, id } of changes) {
          position = seq;
          const document = kind === 'delete' ? undefined : documentOf(id);
          const change: Change<T> = { token: String(seq), kind, id, ...(document && { document }) };
          yield change;
          if (closed) return;
        }
        if (changes.length === 0) await journal.more();
      }
    },
    close() {
      closed = true;
      journal.wakeAll();
      return Promise.resolve();
    },
  };
}

function parseToken(token: string): number {
  if (!/^\d{1,15}$/.test(token)) throw new StorageError('stale', 'This is not a position that this store gave.');
  return Number(token);
}
