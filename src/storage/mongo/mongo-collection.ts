import type { Collection as DriverCollection, Filter, OptionalUnlessRequiredId, UpdateFilter } from 'mongodb';
import {
  StorageError,
  isDuplicate,
  type ChangeStream,
  type Collection,
  type CollectionSpec,
  type DocumentCursor,
  type FindAndUpdateOptions,
  type FindOptions,
  type SingleUpdate,
  type Stored,
  type UpdateOutcome,
} from '../database';
import { refuseUndefined, refuseUpsertWithoutId } from '../filter-guard';
import { watchCollection } from './change-stream';
import { storageErrorFrom } from './mongo-errors';

/** A collection of MongoDB through its driver; what the driver throws comes out as `StorageError`. */
export class MongoCollection<T extends Stored> implements Collection<T> {
  constructor(
    private readonly spec: CollectionSpec<T>,
    private readonly driver: DriverCollection<T>,
  ) {}

  insertOne(document: T): Promise<void> {
    return this.ask(async () => {
      await this.driver.insertOne(document as OptionalUnlessRequiredId<T>);
    });
  }

  insertMany(documents: readonly T[]): Promise<void> {
    return this.ask(async () => {
      if (documents.length > 0) await this.driver.insertMany(documents as OptionalUnlessRequiredId<T>[], { ordered: true });
    });
  }

  findOne(filter: Filter<T>, options: Pick<FindOptions, 'sort' | 'projection'> = {}): Promise<T | null> {
    return this.ask(() => this.driver.findOne<T>(filter, options), filter);
  }

  find(filter: Filter<T>, options: FindOptions = {}): DocumentCursor<T> {
    const open = () => {
      refuseUndefined(filter);
      return this.driver.find<T>(filter, options);
    };
    const { name } = this.spec;
    return {
      toArray: () => this.ask(() => open().toArray()),
      async *[Symbol.asyncIterator]() {
        try {
          yield* open();
        } catch (error) {
          throw storageErrorFrom(error, name);
        }
      },
    };
  }

  updateOne(filter: Filter<T>, update: UpdateFilter<T>, options: { upsert?: boolean } = {}): Promise<UpdateOutcome> {
    return this.askUpserting(options.upsert, filter, async () => {
      if (options.upsert) refuseUpsertWithoutId(filter, update);
      const { matchedCount, modifiedCount, upsertedId } = await this.driver.updateOne(filter, update, options);
      const outcome = { matched: matchedCount, modified: modifiedCount };
      return upsertedId ? { ...outcome, upsertedId: String(upsertedId) } : outcome;
    });
  }

  updateMany(filter: Filter<T>, update: UpdateFilter<T>): Promise<UpdateOutcome> {
    return this.ask(async () => {
      const { matchedCount, modifiedCount } = await this.driver.updateMany(filter, update);
      return { matched: matchedCount, modified: modifiedCount };
    }, filter);
  }

  updateEach(updates: readonly SingleUpdate<T>[]): Promise<UpdateOutcome> {
    return this.ask(async () => {
      if (updates.length === 0) return { matched: 0, modified: 0 };
      for (const { filter } of updates) refuseUndefined(filter);
      const { matchedCount, modifiedCount } = await this.driver.bulkWrite(updates.map((updateOne) => ({ updateOne })));
      return { matched: matchedCount, modified: modifiedCount };
    });
  }

  findOneAndUpdate(filter: Filter<T>, update: UpdateFilter<T>, options: FindAndUpdateOptions = {}): Promise<T | null> {
    const { returnDocument = 'after', ...rest } = options;
    return this.askUpserting(options.upsert, filter, async () => {
      if (options.upsert) refuseUpsertWithoutId(filter, update);
      return (await this.driver.findOneAndUpdate(filter, update, { ...rest, returnDocument })) as T | null;
    });
  }

  deleteOne(filter: Filter<T>): Promise<number> {
    return this.ask(async () => (await this.driver.deleteOne(filter)).deletedCount, filter);
  }

  deleteMany(filter: Filter<T>): Promise<number> {
    return this.ask(async () => (await this.driver.deleteMany(filter)).deletedCount, filter);
  }

  countDocuments(filter: Filter<T>): Promise<number> {
    return this.ask(() => this.driver.countDocuments(filter), filter);
  }

  aggregate<R extends object>(pipeline: readonly object[]): Promise<R[]> {
    return this.ask(() => this.driver.aggregate<R>([...pipeline]).toArray());
  }

  watch(options: { resumeAfter?: string } = {}): ChangeStream<T> {
    if (!this.spec.watched) throw new StorageError('unsupported', `${this.spec.name} is not declared as watched.`);
    return watchCollection(this.driver, options.resumeAfter);
  }

  private async ask<R>(work: () => Promise<R>, filter: Filter<T> = {}): Promise<R> {
    try {
      refuseUndefined(filter);
      return await work();
    } catch (error) {
      throw storageErrorFrom(error, this.spec.name);
    }
  }

  /** Two upserts of one document may both try to insert it. The loser tries again, and finds it. */
  private async askUpserting<R>(upsert: boolean | undefined, filter: Filter<T>, work: () => Promise<R>): Promise<R> {
    try {
      return await this.ask(work, filter);
    } catch (error) {
      if (upsert && isDuplicate(error)) return this.ask(work, filter);
      throw error;
    }
  }
}
