import type { Filter, UpdateFilter } from 'mongodb';

/** A stored document: plain data with a string id; dates are `Date`s, binary data `Buffer`s. */
export interface Stored {
  _id: string;
}

export type SortOrder = Record<string, 1 | -1>;

/**
 * One index. `keys` are scalar fields (dotted paths allowed), never arrays.
 * `where` makes it partial: equality, `$exists: true`, `$gt(e)`, `$lt(e)` on scalars (what MongoDB's partialFilterExpression takes).
 * `expireAfterSeconds` removes documents that long after the date in the single key.
 */
export interface IndexSpec {
  keys: SortOrder;
  unique?: boolean;
  where?: Record<string, unknown>;
  expireAfterSeconds?: number;
}

/** A collection as its owner declares it, beside the code that uses it. */
export interface CollectionSpec<T extends Stored> {
  name: string;
  indexes: readonly IndexSpec[];
  /** Whether `watch` may be used on it; the embedded store keeps a change journal only where it is wanted. */
  watched?: boolean;
  /** Never set: carries the document's type. */
  readonly document?: T;
}

/** Declares a collection: `const complaints = defineCollection<Complaint>({ name: 'complaints', indexes: […] })`. */
export function defineCollection<T extends Stored>(spec: CollectionSpec<T>): CollectionSpec<T> {
  return spec;
}

export interface FindOptions {
  sort?: SortOrder;
  skip?: number;
  limit?: number;
  projection?: Record<string, 0 | 1>;
}

export interface UpdateOutcome {
  matched: number;
  modified: number;
  /** Set when an upsert inserted a document. */
  upsertedId?: string;
}

/** One of many updates: of the first document that fits. */
export interface SingleUpdate<T extends Stored> {
  filter: Filter<T>;
  update: UpdateFilter<T>;
}

export interface FindAndUpdateOptions {
  sort?: SortOrder;
  upsert?: boolean;
  /** Default: `after`. */
  returnDocument?: 'before' | 'after';
}

/** Documents in order; reads in batches, so any number of them may be walked. */
export interface DocumentCursor<T> extends AsyncIterable<T> {
  toArray(): Promise<T[]>;
}

export interface Change<T> {
  /** Where this change stands; hand it back as `resumeAfter` to go on behind it. */
  token: string;
  kind: 'insert' | 'update' | 'delete';
  id: string;
  /** The document as it is now; absent when it is gone. */
  document?: T;
}

export interface ChangeStream<T> extends AsyncIterable<Change<T>> {
  /** Resolves when the stream stands: every write begun after that is in it. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * The subset of MongoDB's collection that Xiaobao uses, with MongoDB's own query and update language.
 *
 * Operators: `$eq $ne $in $nin $gt $gte $lt $lte $exists $regex $not $and $or $nor` and
 * `$set $unset $inc $push($each,$slice) $pull $addToSet $setOnInsert $min $max`. No positional `$`, no transactions.
 * Every write resolves only when it is durable, and no read shows what a crash could still take back.
 * Returned documents are the caller's own copies. Fields that are `undefined` are not stored; a filter with an `undefined`
 * in it is refused, since a forgotten id would match anything. An upsert names its string `_id` in the filter or `$setOnInsert`.
 *
 * Errors: `StorageError` with the labels below.
 *
 * @example
 * const next = await tickets.findOneAndUpdate(
 *   { status: 'waiting' }, { $set: { status: 'active' } }, { sort: { priority: 1, waitingSince: 1 } });
 */
export interface Collection<T extends Stored> {
  insertOne(document: T): Promise<void>;
  /** Inserts in order and stops at the first document that cannot be inserted. */
  insertMany(documents: readonly T[]): Promise<void>;
  findOne(filter: Filter<T>, options?: Pick<FindOptions, 'sort' | 'projection'>): Promise<T | null>;
  find(filter: Filter<T>, options?: FindOptions): DocumentCursor<T>;
  updateOne(filter: Filter<T>, update: UpdateFilter<T>, options?: { upsert?: boolean }): Promise<UpdateOutcome>;
  updateMany(filter: Filter<T>, update: UpdateFilter<T>): Promise<UpdateOutcome>;
  /** Many `updateOne`s in one call, in order, up to the first that cannot be written; their outcomes are added up. */
  updateEach(updates: readonly SingleUpdate<T>[]): Promise<UpdateOutcome>;
  findOneAndUpdate(filter: Filter<T>, update: UpdateFilter<T>, options?: FindAndUpdateOptions): Promise<T | null>;
  deleteOne(filter: Filter<T>): Promise<number>;
  deleteMany(filter: Filter<T>): Promise<number>;
  countDocuments(filter: Filter<T>): Promise<number>;
  aggregate<R extends object>(pipeline: readonly object[]): Promise<R[]>;
  /** Changes from now on, or behind `resumeAfter`. */
  watch(options?: { resumeAfter?: string }): ChangeStream<T>;
}

export interface Database {
  /** True when other processes may write to the same store, so that changes must be watched. */
  readonly shared: boolean;
  /** Makes the collections and their indexes. Call once, before `collection`. */
  prepare(specs: readonly CollectionSpec<Stored>[]): Promise<void>;
  collection<T extends Stored>(spec: CollectionSpec<T>): Collection<T>;
  /** Resolves when the store answers. */
  ping(): Promise<void>;
  /** Finishes what is under way, then lets go of the store. */
  close(): Promise<void>;
}

/**
 * - `duplicate`: a unique index refused it.
 * - `retryable`: nothing is wrong with the request; the store could not do it just now.
 * - `stale`: what the caller holds is out of date: an eTag, or a position in the changes that is no longer kept.
 * - `unsupported`: the request is outside what the port promises.
 * - `locked`: another process holds the folder. `closed`: `close` was called. `damaged`: the files cannot be read any more.
 */
export type StorageErrorLabel = 'duplicate' | 'retryable' | 'stale' | 'unsupported' | 'locked' | 'closed' | 'damaged';

export class StorageError extends Error {
  constructor(
    readonly label: StorageErrorLabel,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'StorageError';
  }
}

export function isDuplicate(error: unknown): boolean {
  return error instanceof StorageError && error.label === 'duplicate';
}
