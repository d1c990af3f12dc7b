import type { Filter, UpdateFilter } from 'mongodb';
import {
  StorageError,
  type ChangeStream,
  type Collection,
  type DocumentCursor,
  type FindAndUpdateOptions,
  type FindOptions,
  type SingleUpdate,
  type Stored,
  type UpdateOutcome,
} from '../database';
import { refuseUndefined, refuseUpsertWithoutId } from '../filter-guard';
import { aggregate } from './aggregation';
import type { ChangeJournal } from './change-journal';
import { watchJournal } from './change-stream';
import type { GroupCommit } from './group-commit';
import { compileFilter } from './matching';
import { planQuery } from './planner';
import { project } from './projection';
import { sortRows } from './sorting';
import { decode, encode, type Row, type Table } from './table';
import { compileUpdate, seedFromFilter, type Update } from './update-operators';
import type { Doc } from './value-order';

/** A collection of the embedded store: every call does its work at once and resolves when that is durable. */
export class EmbeddedCollection<T extends Stored> implements Collection<T> {
  constructor(
    private readonly name: string,
    private readonly table: Table,
    private readonly commits: GroupCommit,
    /** Only where the collection is watched. */
    private readonly journal: ChangeJournal | undefined,
  ) {}

  insertOne(document: T): Promise<void> {
    return this.commits.write(() => void this.insert(document as unknown as Doc));
  }

  insertMany(documents: readonly T[]): Promise<void> {
    return this.commits.write(() => documents.forEach((document) => void this.insert(document as unknown as Doc)));
  }

  findOne(filter: Filter<T>, options: Pick<FindOptions, 'sort' | 'projection'> = {}): Promise<T | null> {
    return this.commits.read(() => {
      const row = this.first(filter, options.sort);
      if (!row) return null;
      return (options.projection ? project(row.doc, options.projection) : row.doc) as unknown as T;
    });
  }

  find(filter: Filter<T>, options: FindOptions = {}): DocumentCursor<T> {
    const documents = () => this.documents(filter, options) as Generator<T>;
    const { commits } = this;
    return {
      toArray: () => commits.read(() => [...documents()]),
      async *[Symbol.asyncIterator]() {
        const walk = documents();
        for (;;) {
          const next = await commits.read(() => walk.next());
          if (next.done) return;
          yield next.value;
        }
      },
    };
  }

  updateOne(filter: Filter<T>, update: UpdateFilter<T>, options: { upsert?: boolean } = {}): Promise<UpdateOutcome> {
    return this.commits.write(() => {
      if (options.upsert) refuseUpsertWithoutId(filter, update);
      const outcome = this.changeFirst(filter, update);
      if (outcome.matched > 0 || !options.upsert) return outcome;
      return { ...outcome, upsertedId: this.upsert(filter, compileUpdate(update)) };
    });
  }

  updateEach(updates: readonly SingleUpdate<T>[]): Promise<UpdateOutcome> {
    return this.commits.write(() => {
      const outcome = { matched: 0, modified: 0 };
      for (const { filter, update } of updates) {
        const { matched, modified } = this.changeFirst(filter, update);
        outcome.matched += matched;
        outcome.modified += modified;
      }
      return outcome;
    });
  }

  updateMany(filter: Filter<T>, update: UpdateFilter<T>): Promise<UpdateOutcome> {
    return this.commits.write(() => {
      const compiled = compileUpdate(update);
      const outcome = { matched: 0, modified: 0 };
      // The ids first: a changed row may move ahead in the index that is being walked.
      for (const rowid of [...this.rows(filter, undefined)].map((row) => row.rowid)) {
        outcome.matched++;
        if (this.change(this.table.byRowid(rowid)!, compiled)) outcome.modified++;
      }
      return outcome;
    });
  }

  findOneAndUpdate(filter: Filter<T>, update: UpdateFilter<T>, options: FindAndUpdateOptions = {}): Promise<T | null> {
    return this.commits.write(() => {
      if (options.upsert) refuseUpsertWithoutId(filter, update);
      const compiled = compileUpdate(update);
      const before = options.returnDocument === 'before';
      const row = this.first(filter, options.sort);
      if (row) {
        const bytes = this.change(row, compiled) ?? row.bytes;
        return decode(before ? row.bytes : bytes) as unknown as T;
      }
      if (!options.upsert) return null;
      const id = this.upsert(filter, compiled);
      return before ? null : (this.table.byId(id)!.doc as unknown as T);
    });
  }

  deleteOne(filter: Filter<T>): Promise<number> {
    return this.commits.write(() => {
      const row = this.first(filter, undefined);
      if (row) this.delete(row);
      return row ? 1 : 0;
    });
  }

  deleteMany(filter: Filter<T>): Promise<number> {
    return this.commits.write(() => {
      let deleted = 0;
      for (const row of this.rows(filter, undefined)) {
        this.delete(row);
        deleted++;
      }
      return deleted;
    });
  }

  countDocuments(filter: Filter<T>): Promise<number> {
    return this.commits.read(() => {
      refuseUndefined(filter);
      const plan = planQuery(filter, undefined, this.table.indexes);
      if (plan.exact) return this.table.count(plan);
      const rows = this.rows(filter, undefined);
      let count = 0;
      while (!rows.next().done) count++;
      return count;
    });
  }

  async aggregate<R extends object>(pipeline: readonly object[]): Promise<R[]> {
    const run = await aggregate<R>(pipeline, (filter) => this.documents(filter as Filter<T>, {}));
    return this.commits.read(run);
  }

  watch(options: { resumeAfter?: string } = {}): ChangeStream<T> {
    if (!this.journal) throw new StorageError('unsupported', `${this.name} is not declared as watched.`);
    return watchJournal(this.journal, this.name, (id) => this.table.byId(id)?.doc as T | undefined, options.resumeAfter);
  }

  private changeFirst(filter: Filter<T>, update: UpdateFilter<T>): UpdateOutcome {
    const compiled = compileUpdate(update);
    const row = this.first(filter, undefined);
    return row ? { matched: 1, modified: this.change(row, compiled) ? 1 : 0 } : { matched: 0, modified: 0 };
  }

  private *documents(filter: Filter<T>, { sort, skip = 0, limit = 0, projection }: FindOptions): Generator<unknown> {
    let position = 0;
    for (const { doc } of this.rows(filter, sort, limit > 0 ? skip + limit : undefined)) {
      position++;
      if (position <= skip) continue;
      yield projection ? project(doc, projection) : doc;
      if (limit > 0 && position >= skip + limit) return;
    }
  }

  private first(filter: Filter<T>, sort: FindOptions['sort']): Row | undefined {
    const only = Object.keys(filter);
    if (only.length === 1 && only[0] === '_id' && typeof filter._id === 'string') return this.table.byId(filter._id);
    const found = this.rows(filter, sort, 1).next();
    return found.done ? undefined : found.value;
  }

  /** The rows that match, in order. `wanted`: how many the caller will take, if it knows. */
  private *rows(filter: Filter<T>, sort: FindOptions['sort'], wanted?: number): Generator<Row, undefined> {
    refuseUndefined(filter);
    const plan = planQuery(filter, sort, this.table.indexes);
    const found = this.table.scan(plan, plan.exact && plan.sorted ? wanted : undefined);
    const rows = plan.exact ? found : this.matching(found, filter);
    if (sort && !plan.sorted) yield* sortRows(rows, sort);
    else yield* rows;
  }

  private *matching(rows: Iterable<Row>, filter: Filter<T>): Generator<Row> {
    const matches = compileFilter(filter);
    for (const row of rows) if (matches(row.doc)) yield row;
  }

  private insert(doc: Doc): string {
    if (typeof doc._id !== 'string') throw new StorageError('unsupported', `A document of ${this.name} needs a string _id.`);
    this.table.insert(doc);
    this.journal?.record(this.name, 'insert', doc._id);
    return doc._id;
  }

  private upsert(filter: Filter<T>, update: Update): string {
    const doc = seedFromFilter(filter);
    update.apply(doc, true);
    return this.insert(doc);
  }

  /** Applies an update to a row; gives the document's new bytes, or `undefined` when nothing changed. */
  private change(row: Row, update: Update): Uint8Array | undefined {
    const id = row.doc._id as string;
    update.apply(row.doc, false);
    if (row.doc._id !== id) throw new StorageError('unsupported', 'The _id of a document never changes.');
    const bytes = encode(row.doc);
    if (Buffer.compare(bytes, row.bytes) === 0) return undefined;
    this.table.replace(row, row.doc, bytes, update.roots);
    this.journal?.record(this.name, 'update', id);
    return bytes;
  }

  private delete(row: Row): void {
    this.table.delete(row);
    this.journal?.record(this.name, 'delete', row.doc._id as string);
  }
}
