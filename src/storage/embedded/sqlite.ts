import Libsql from 'libsql';
import { StorageError } from '../database';

export type Sqlite = Libsql.Database;
export type Statement = Libsql.Statement;

/**
 * Opens the file as this process's own. The lock is the operating system's, so it vanishes with the process, however that ends.
 * WAL with synchronous=FULL: a commit returns when its log is on disk.
 */
export function openSqlite(file: string): Sqlite {
  const sqlite = new Libsql(file);
  try {
    sqlite.exec('PRAGMA locking_mode = EXCLUSIVE');
    sqlite.exec('PRAGMA journal_mode = WAL');
    sqlite.exec('PRAGMA synchronous = FULL');
    sqlite.exec('PRAGMA cache_size = -8192');
    sqlite.exec('PRAGMA journal_size_limit = 67108864');
    sqlite.exec('BEGIN IMMEDIATE; COMMIT');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** Closes the file and gives the lock back at once; prepared statements would otherwise hold it until they are collected. */
export function closeSqlite(sqlite: Sqlite): void {
  try {
    sqlite.exec('PRAGMA journal_mode = DELETE');
    sqlite.exec('PRAGMA locking_mode = NORMAL');
    sqlite.prepare('SELECT count(*) FROM sqlite_master').get([]);
  } catch {
    // A full disk may forbid folding the log in; it stays beside the file and is read at the next start.
  } finally {
    sqlite.close();
  }
}

/** A blob as bytes: the binding hands out a Buffer from `get` and an ArrayBuffer from `all`. */
export function bytesOf(blob: unknown): Buffer {
  return Buffer.isBuffer(blob) ? blob : Buffer.from(blob as ArrayBuffer);
}

export function sqliteCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : '';
}

/** Says in the port's words what the engine reports; the engine's own text stays in `cause`. */
export function storageErrorFrom(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const code = sqliteCode(error);
  const cause = { cause: error };
  if (code.startsWith('SQLITE_CONSTRAINT'))
    return new StorageError('duplicate', 'A document with this key exists already.', cause);
  if (code === 'SQLITE_FULL') return new StorageError('retryable', 'The disk of the data folder is full.', cause);
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') {
    return new StorageError('damaged', 'The store in the data folder is damaged. Restore the folder from a backup.', cause);
  }
  if (code !== '') return new StorageError('retryable', 'The data folder cannot be read or written at the moment.', cause);
  return new StorageError('unsupported', error instanceof Error ? error.message : String(error), cause);
}

export function closedError(): StorageError {
  return new StorageError('closed', 'The store is closed.');
}
