import * as BSON from 'bson';
import { StorageError } from '../database';
import type { KeyRange, Plan } from './planner';
import { bytesOf, sqliteCode, type Sqlite, type Statement } from './sqlite';
import { keyOf, type TableIndex } from './table-index';
import type { Doc } from './value-order';

export interface Row {
  rowid: number;
  bytes: Buffer;
  doc: Doc;
}

const FIRST_BATCH = 16;
const LARGEST_BATCH = 256;

export function decode(bytes: Uint8Array): Doc {
  return BSON.deserialize(bytes, { promoteBuffers: true });
}

export function encode(doc: Doc): Uint8Array {
  return BSON.serialize(doc);
}

export function tableName(collection: string): string {
  if (!/^[A-Za-z]\w*$/.test(collection)) throw new StorageError('unsupported', `"${collection}" cannot name a collection.`);
  return `c_${collection}`;
}

/** One collection as a table: the documents in BSON, and for each index a column with its key. */
export class Table {
  private readonly statements = new Map<string, Statement>();
  private readonly name: string;
  private readonly columns: string;

  constructor(
    private readonly sqlite: Sqlite,
    private readonly collection: string,
    readonly indexes: readonly TableIndex[],
    name = tableName(collection),
  ) {
    this.name = name;
    this.columns = ['id', 'doc', ...indexes.map((index) => index.column)].join(', ');
  }

  byId(id: string): Row | undefined {
    const found = this.statement(`SELECT rowid, doc FROM ${this.name} WHERE id = ?`).get([id]);
    return found === undefined ? undefined : toRow(found as [number, unknown]);
  }

  byRowid(rowid: number): Row | undefined {
    const found = this.statement(`SELECT rowid, doc FROM ${this.name} WHERE rowid = ?`).get([rowid]);
    return found === undefined ? undefined : toRow(found as [number, unknown]);
  }

  insert(doc: Doc): void {
    const values = [doc._id, encode(doc), ...this.indexes.map((index) => keyOf(index, doc))];
    this.run(`INSERT INTO ${this.name} (${this.columns}) VALUES (${values.map(() => '?').join(', ')})`, values);
  }

  /** Writes the new state of a row. `roots` are the first names of the paths that changed: other indexes stay untouched. */
  replace(row: Row, doc: Doc, bytes: Uint8Array, roots: ReadonlySet<string>): void {
    const touched = this.indexes.filter((index) => [...roots].some((root) => index.roots.has(root)));
    const assignments = ['doc', ...touched.map((index) => index.column)].map((column) => `${column} = ?`).join(', ');
    const values = [bytes, ...touched.map((index) => keyOf(index, doc)), row.rowid];
    this.run(`UPDATE ${this.name} SET ${assignments} WHERE rowid = ?`, values);
  }

  delete(row: Row): void {
    this.run(`DELETE FROM ${this.name} WHERE rowid = ?`, [row.rowid]);
  }

  /**
   * The rows a plan finds. Reads in growing batches, the first as large as the caller expects to need:
   * nothing stays open between two rows, so rows may be written meanwhile.
   */
  *scan(plan: Plan, expected = FIRST_BATCH): Generator<Row> {
    if (plan.by === 'id') {
      for (const id of plan.ids) {
        const row = this.byId(id);
        if (row) yield row;
      }
    } else if (plan.by === 'index') {
      for (const range of inOrder(plan.ranges)) yield* this.scanIndex(plan.index, range, plan.backwards, expected);
    } else {
      yield* this.scanAll(expected);
    }
  }

  /** How many rows a plan finds, without reading them. */
  count(plan: Plan): number {
    if (plan.by === 'id') return plan.ids.filter((id) => this.byId(id) !== undefined).length;
    if (plan.by === 'table') return this.number(`SELECT count(*) FROM ${this.name}`, []);
    const { column } = plan.index;
    const sql = `SELECT count(*) FROM ${this.from(column)} WHERE ${column} >= ? AND ${column} < ?`;
    return plan.ranges.reduce((sum, range) => sum + this.number(sql, [range.low, range.high]), 0);
  }

  private *scanIndex({ column }: TableIndex, range: KeyRange, backwards: boolean, expected: number): Generator<Row> {
    const select = `SELECT rowid, doc, ${column} FROM ${this.from(column)}`;
    const order = `ORDER BY ${column} ${backwards ? 'DESC' : 'ASC'} LIMIT ?`;
    const first = this.statement(`${select} WHERE ${column} >= ? AND ${column} < ? ${order}`);
    const next = this.statement(`${select} WHERE ${column} ${backwards ? '>=' : '>'} ? AND ${column} < ? ${order}`);
    let { low, high } = range;
    for (let size = expected, statement = first; ; size = nextSize(size), statement = next) {
      const batch = statement.all([low, high, size]) as [number, unknown, unknown][];
      for (const found of batch) yield toRow(found);
      if (batch.length < size) return;
      const last = bytesOf(batch.at(-1)![2]);
      if (backwards) high = last;
      else low = last;
    }
  }

  private *scanAll(expected: number): Generator<Row> {
    const statement = this.statement(`SELECT rowid, doc FROM ${this.name} WHERE rowid > ? ORDER BY rowid LIMIT ?`);
    for (let last = 0, size = expected; ; size = nextSize(size)) {
      const batch = statement.all([last, size]) as [number, unknown][];
      for (const found of batch) yield toRow(found);
      if (batch.length < size) return;
      last = batch.at(-1)![0];
    }
  }

  private from(column: string): string {
    return `${this.name} INDEXED BY ${this.name}_${column}`;
  }

  private number(sql: string, parameters: unknown[]): number {
    return (this.statement(sql).get(parameters) as [number])[0];
  }

  private run(sql: string, parameters: unknown[]): void {
    try {
      this.statement(sql).run(parameters);
    } catch (error) {
      throw sqliteCode(error).startsWith('SQLITE_CONSTRAINT') ? this.duplicateError(error) : error;
    }
  }

  private statement(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.sqlite.prepare(sql);
    if (sql.startsWith('SELECT')) statement.raw();
    this.statements.set(sql, statement);
    return statement;
  }

  private duplicateError(cause: unknown): StorageError {
    const column = /\.(k\d+)/.exec((cause as Error).message)?.[1];
    const fields = this.indexes.find((index) => index.column === column)?.paths ?? ['_id'];
    return new StorageError('duplicate', `${this.collection} holds a document with this ${fields.join(' + ')} already.`, {
      cause,
    });
  }
}

function toRow([rowid, blob]: readonly [number, unknown, unknown?]): Row {
  const bytes = bytesOf(blob);
  return { rowid, bytes, doc: decode(bytes) };
}

function nextSize(size: number): number {
  return Math.min(Math.max(size * 2, FIRST_BATCH), LARGEST_BATCH);
}

function inOrder(ranges: readonly KeyRange[]): KeyRange[] {
  return [...ranges].sort((a, b) => Buffer.compare(a.low, b.low) || Buffer.compare(a.high, b.high));
}
