import { StorageError, type CollectionSpec, type Stored } from '../database';
import { storageErrorFrom, type Sqlite } from './sqlite';
import { Table, tableName } from './table';
import { tableIndex, type TableIndex } from './table-index';

/** Goes up when keys are encoded differently: tables made by an older engine are then rebuilt. */
const KEY_FORMAT = 1;

/** Makes the table of a collection, or rebuilds it when its indexes are declared differently than it was made. */
export function prepareTable(sqlite: Sqlite, spec: CollectionSpec<Stored>): Table {
  const indexes = spec.indexes.map(tableIndex);
  const name = tableName(spec.name);
  const definition = JSON.stringify({
    format: KEY_FORMAT,
    indexes: spec.indexes.map(({ keys, unique, where }) => ({ keys: Object.entries(keys), unique, where })),
  });
  const made = madeDefinition(sqlite, spec.name);
  if (made !== definition) {
    sqlite.exec('BEGIN IMMEDIATE');
    try {
      if (made === undefined) createTable(sqlite, name, indexes);
      else rebuildTable(sqlite, spec.name, name, indexes);
      createIndexes(sqlite, spec.name, name, indexes);
      sqlite.prepare('INSERT OR REPLACE INTO collections (name, definition) VALUES (?, ?)').run([spec.name, definition]);
      sqlite.exec('COMMIT');
    } catch (error) {
      if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
      throw storageErrorFrom(error);
    }
  }
  return new Table(sqlite, spec.name, indexes);
}

function madeDefinition(sqlite: Sqlite, collection: string): string | undefined {
  sqlite.exec('CREATE TABLE IF NOT EXISTS collections (name TEXT PRIMARY KEY, definition TEXT NOT NULL)');
  const found = sqlite.prepare('SELECT definition FROM collections WHERE name = ?').raw().get([collection]) as
    [string] | undefined;
  return found?.[0];
}

function createTable(sqlite: Sqlite, name: string, indexes: readonly TableIndex[]): void {
  const columns = ['id TEXT PRIMARY KEY', 'doc BLOB NOT NULL', ...indexes.map((index) => `${index.column} BLOB`)];
  sqlite.exec(`CREATE TABLE ${name} (${columns.join(', ')})`);
}

function rebuildTable(sqlite: Sqlite, collection: string, name: string, indexes: readonly TableIndex[]): void {
  createTable(sqlite, `${name}_new`, indexes);
  const rebuilt = new Table(sqlite, collection, indexes, `${name}_new`);
  const old = new Table(sqlite, collection, []);
  for (const { doc } of old.scan({ by: 'table', exact: true, sorted: true })) rebuilt.insert(doc);
  sqlite.exec(`DROP TABLE ${name}; ALTER TABLE ${name}_new RENAME TO ${name}`);
}

function createIndexes(sqlite: Sqlite, collection: string, name: string, indexes: readonly TableIndex[]): void {
  for (const { column, spec, paths } of indexes) {
    try {
      sqlite.exec(
        `CREATE ${spec.unique ? 'UNIQUE ' : ''}INDEX ${name}_${column} ON ${name} (${column}) WHERE ${column} IS NOT NULL`,
      );
    } catch (error) {
      const failure = storageErrorFrom(error);
      if (failure.label !== 'duplicate') throw failure;
      const message = `${collection} cannot have a unique index on ${paths.join(' + ')}: some of its documents share a value.`;
      throw new StorageError('duplicate', message, { cause: error });
    }
  }
}
