import { XiaobaoError } from '../platform/errors';
import type { Clock } from '../platform/clock';
import { isDuplicate } from '../storage/database';
import type { Collection } from '../storage/database';
import { changed, updateTo } from './entry-change';
import type { EntryChange } from './entry-change';
import type { EntryRecord, EntryVersion } from './entry-record';

/** Someone else changed the entry first; `record` holds their text, so that neither is lost. */
export class StaleEntryError extends XiaobaoError {
  constructor(readonly record: EntryRecord) {
    super('XB_FAQ_STALE');
  }
}

/** Told of every entry that has changed, here or in another process. A hint: the store is the truth. */
export type EntryListener = (record: EntryRecord) => void;

/** Told once or more of each version that consumers see come or go, before its change counts as finished; must absorb repetition. */
export type AnnounceVersion = (version: EntryVersion) => Promise<void>;

/** The entries and all their versions. What has changed is known to every process; what counts is in the store. */
export class EntryBook {
  private readonly listeners = new Set<EntryListener>();
  private readonly known = new Map<string, EntryRecord>();

  constructor(
    private readonly entries: Collection<EntryRecord>,
    private readonly versionsKept: Collection<EntryVersion>,
    readonly clock: Clock,
    private readonly announce: AnnounceVersion = () => Promise.resolve(),
  ) {}

  /** Reads all entries; until then `all` is empty. */
  async load(): Promise<void> {
    for await (const record of this.entries.find({})) this.noticed(record);
  }

  /** All entries as this process knows them, in no order; another process's change is missing for a moment. */
  all(): Iterable<EntryRecord> {
    return this.known.values();
  }

  /** The entries of these ids in the store, by id; one that is not there is left out. */
  async findAll(ids: readonly string[]): Promise<Map<string, EntryRecord>> {
    const records = await this.entries.find({ _id: { $in: [...ids] } }).toArray();
    return new Map(records.map((record) => [record._id, record]));
  }

  /** The entry in the store. @throws XB_NO_ENTRY */
  async find(id: string): Promise<EntryRecord> {
    const record = await this.entries.findOne({ _id: id });
    if (!record) throw new XiaobaoError('XB_NO_ENTRY');
    return record;
  }

  /** @throws XB_NO_ENTRY, StaleEntryError when the entry is not at this revision any more */
  async findAt(id: string, revision: number): Promise<EntryRecord> {
    const record = await this.find(id);
    if (record.revision !== revision) throw new StaleEntryError(record);
    return record;
  }

  /** @throws XB_DUPLICATE when there is an entry of this id */
  async insert(id: string, change: EntryChange, seed?: string): Promise<EntryRecord> {
    const record = changed({ _id: id, revision: 0 }, change, this.clock.now(), seed);
    try {
      await this.entries.insertOne(record);
    } catch (error) {
      if (isDuplicate(error)) throw new XiaobaoError('XB_DUPLICATE', { what: id }, { cause: error });
      throw error;
    }
    return this.conclude(record);
  }

  /**
   * Inserts many in a few calls.
   * @throws XB_DUPLICATE when one of the ids is taken; those before it may have been written
   */
  async insertAll(entries: readonly { id: string; change: EntryChange }[]): Promise<void> {
    const at = this.clock.now();
    const records = entries.map(({ id, change }) => changed({ _id: id, revision: 0 }, change, at, undefined));
    try {
      await this.entries.insertMany(records);
    } catch (error) {
      if (isDuplicate(error)) throw new XiaobaoError('XB_DUPLICATE', { what: 'one of them' }, { cause: error });
      throw error;
    }
    await this.concludeAll(records);
  }

  /**
   * Writes a change of what `before` was: one atomic write, so of two at the same revision one wins and the other is told.
   * @param seed given where the content folder itself speaks; a change by anyone else ends the entry's tie to it
   * @throws StaleEntryError
   */
  async change(before: EntryRecord, change: EntryChange, seed?: string): Promise<EntryRecord> {
    if (before.pending) await this.conclude(before);
    const after = changed(before, change, this.clock.now(), seed);
    const { filter, update } = updateTo(after, before);
    const record = await this.entries.findOneAndUpdate(filter, update);
    if (!record) throw new StaleEntryError(await this.find(after._id));
    return this.conclude(record);
  }

  /**
   * Writes many changes in a few calls; each stands or falls by itself, as with `change`.
   * @returns the ids of those where someone else was faster
   */
  async changeAll(changes: readonly { before: EntryRecord; change: EntryChange }[]): Promise<Set<string>> {
    for (const { before } of changes) if (before.pending) await this.conclude(before);
    const at = this.clock.now();
    const written = changes.map(({ before, change }) => ({ before, after: changed(before, change, at, undefined) }));
    const { matched } = await this.entries.updateEach(written.map(({ before, after }) => updateTo(after, before)));
    const records = written.map(({ after }) => after);
    const lost = matched === records.length ? new Set<string>() : await this.findLost(records);
    await this.concludeAll(records.filter(({ _id }) => !lost.has(_id)));
    return lost;
  }

  /** Newest first. */
  async versions(entryId: string): Promise<EntryVersion[]> {
    return this.versionsKept.find({ entryId }, { sort: { number: -1 } }).toArray();
  }

  /** @throws XB_NO_VERSION */
  async version(entryId: string, number: number): Promise<EntryVersion> {
    const version = await this.versionsKept.findOne({ entryId, number });
    if (!version) throw new XiaobaoError('XB_NO_VERSION');
    return version;
  }

  /** Entries that go live or expire by `day`. */
  dueBy(day: string): Promise<EntryRecord[]> {
    return this.entries.find({ dueOn: { $lte: day } }).toArray();
  }

  /** Finishes changes whose process ended between the write of the entry and that of its version. */
  async finishPending(): Promise<void> {
    const left = await this.entries.find({ 'pending.number': { $exists: true } }).toArray();
    for (const record of left) await this.conclude(record);
  }

  /** Takes in an entry that may be newer than what is known. */
  noticed(record: EntryRecord): void {
    if ((this.known.get(record._id)?.revision ?? 0) >= record.revision) return;
    this.known.set(record._id, record);
    for (const listener of this.listeners) listener(record);
  }

  /** @returns what ends the subscription. */
  subscribe(listener: EntryListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Of changes that may have been written: which have not, by what the store holds and has filed. */
  private async findLost(records: readonly EntryRecord[]): Promise<Set<string>> {
    const stored = await this.findAll(records.map(({ _id }) => _id));
    const lost = new Set<string>();
    for (const { _id, pending: own } of records) {
      const pending = stored.get(_id)?.pending;
      const filed = pending?._id === own?._id ? pending : await this.versionsKept.findOne({ _id: own?._id ?? '' });
      if (filed?.at.getTime() !== own?.at.getTime() || filed?.actor !== own?.actor) lost.add(_id);
    }
    return lost;
  }

  /** `conclude` for many. Where some version is filed already, by a sweep that came in between, they are taken one by one. */
  private async concludeAll(records: readonly EntryRecord[]): Promise<void> {
    const versions = records.flatMap(({ pending }) => pending ?? []);
    try {
      await this.versionsKept.insertMany(versions);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      for (const record of records) await this.conclude(record);
      return;
    }
    for (const record of records) this.noticed({ ...record, pending: undefined });
    for (const version of versions) await this.announce(version);
    // By number, of which most share one: a second list of ids is what SecantusDB takes longest over.
    for (const number of new Set(versions.map((version) => version.number))) {
      const ids = versions.filter((version) => version.number === number).map(({ entryId }) => entryId);
      await this.entries.updateMany({ _id: { $in: ids }, 'pending.number': number }, { $unset: { pending: '' } });
    }
  }

  /** Gives the change its place among the versions and tells of it; each step may be repeated. */
  private async conclude({ pending, ...record }: EntryRecord): Promise<EntryRecord> {
    this.noticed(record);
    if (!pending) return record;
    try {
      await this.versionsKept.insertOne(pending);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    await this.announce(pending);
    await this.entries.updateOne({ _id: record._id, 'pending.number': pending.number }, { $unset: { pending: '' } });
    return record;
  }
}
