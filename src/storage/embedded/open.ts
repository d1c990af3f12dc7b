import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, type Clock } from '../../platform/clock';
import { StorageError, type Collection, type CollectionSpec, type Database, type Stored } from '../database';
import { ChangeJournal } from './change-journal';
import { EmbeddedCollection } from './embedded-collection';
import { startExpiry } from './expiry';
import { GroupCommit } from './group-commit';
import { claimOwnership, dropOwnership, lockedError } from './owner';
import { prepareTable } from './schema';
import { closeSqlite, openSqlite, sqliteCode, storageErrorFrom, type Sqlite } from './sqlite';
import type { Table } from './table';

export interface EmbeddedOptions {
  /** Made when it is missing. One process at a time may hold it. */
  folder: string;
  clock?: Clock;
}

/**
 * Opens the store that needs no server: one folder, one process. What it acknowledged survives `kill -9` and a power cut.
 * Throws `StorageError`: `locked` when another process holds the folder, and says which; `damaged` when the files cannot be
 * read; `unsupported` when the folder cannot be made or written to.
 */
export function openEmbedded({ folder, clock = systemClock }: EmbeddedOptions): Promise<Database> {
  try {
    // For this user only: the documents hold personal data.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const sqlite = openLocked(folder);
    claimOwnership(folder, clock.now());
    return Promise.resolve(new EmbeddedDatabase(sqlite, folder, clock));
  } catch (error) {
    return Promise.reject(storageErrorFrom(error));
  }
}

function openLocked(folder: string): Sqlite {
  try {
    return openSqlite(join(folder, 'xiaobao.db'));
  } catch (error) {
    const code = sqliteCode(error);
    if (code.startsWith('SQLITE_BUSY')) throw lockedError(folder, error);
    if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) {
      throw new StorageError('unsupported', `The data folder ${folder} cannot be written to. Check who owns it.`, {
        cause: error,
      });
    }
    throw error;
  }
}

class EmbeddedDatabase implements Database {
  readonly shared = false;
  private readonly collections = new Map<string, { table: Table; collection: Collection<Stored> }>();
  private readonly journal: ChangeJournal;
  private readonly commits: GroupCommit;
  private stopExpiry = () => {};

  constructor(
    private readonly sqlite: Sqlite,
    private readonly folder: string,
    private readonly clock: Clock,
  ) {
    this.journal = new ChangeJournal(sqlite);
    this.commits = new GroupCommit(sqlite, this.journal);
  }

  async prepare(specs: readonly CollectionSpec<Stored>[]): Promise<void> {
    for (const spec of specs) {
      const table = prepareTable(this.sqlite, spec);
      const collection = new EmbeddedCollection(spec.name, table, this.commits, spec.watched ? this.journal : undefined);
      this.collections.set(spec.name, { table, collection });
    }
    const expiring = [...this.collections.values()].map(({ table, collection }) => ({ collection, indexes: table.indexes }));
    this.stopExpiry();
    this.stopExpiry = await startExpiry(expiring, this.clock);
  }

  collection<T extends Stored>(spec: CollectionSpec<T>): Collection<T> {
    const prepared = this.collections.get(spec.name);
    if (!prepared) throw new StorageError('unsupported', `The collection ${spec.name} was not prepared.`);
    return prepared.collection as unknown as Collection<T>;
  }

  ping(): Promise<void> {
    return this.commits.read(() => undefined);
  }

  close(): Promise<void> {
    if (!this.sqlite.open) return Promise.resolve();
    this.stopExpiry();
    this.commits.close();
    this.journal.close();
    // While the lock still holds: afterwards the file may be the next owner's.
    dropOwnership(this.folder);
    closeSqlite(this.sqlite);
    return Promise.resolve();
  }
}
