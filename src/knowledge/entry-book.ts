import { XiaobaoError } from '../platform/errors';
import type { Clock } from '../platform/clock';
import { isDuplicate } from '../storage/database';
import type { Collection } from '../storage/database';
import type { EntryContent } from './entry';
import { contentOf, derived } from './entry-record';
import type { ChangeKind, EntryRecord, EntryVersion } from './entry-record';
import { changedFields } from './changed-fields';

/** The parts of an entry that a change gives anew; a part left out is gone. */
export type EntryParts = Pick<EntryRecord, 'live' | 'next' | 'draft' | 'ended'>;

/** One change, as its command decided it. */
export interface EntryChange {
  kind: ChangeKind;
  actor: string;
  reason?: string;
  override?: string;
  approver?: string;
  /** The content that the version keeps: the one that was worked on. */
  content: EntryContent;
  authors: readonly string[];
  parts: EntryParts;
}

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
   * Inserts many at once in three writes.
   * @throws XB_DUPLICATE when one of the ids is taken; those before it may have been written
   */
  async insertAll(entries: readonly { id: string; change: EntryChange }[]): Promise<void> {
    const at = this.clock.now();
    const records = entries.map(({ id, change }) => changed({ _id: id, revision: 0 }, change, at, undefined));
    const pending = records.flatMap((record) => record.pending ?? []);
    try {
      await this.entries.insertMany(records);
      await this.versionsKept.insertMany(pending);
    } catch (error) {
      if (isDuplicate(error)) throw new XiaobaoError('XB_DUPLICATE', { what: 'one of them' }, { cause: error });
      throw error;
    }
    for (const { pending: version, ...record } of records) {
      this.noticed(record);
      if (version) await this.announce(version);
    }
    const ids = records.map(({ _id }) => _id);
    await this.entries.updateMany({ _id: { $in: ids }, 'pending.number': 1 }, { $unset: { pending: '' } });
  }

  /**
   * Writes a change of what `before` was: one atomic write, so of two at the same revision one wins and the other is told.
   * @param seed given where the content folder itself speaks; a change by anyone else ends the entry's tie to it
   * @throws StaleEntryError
   */
  async change(before: EntryRecord, change: EntryChange, seed?: string): Promise<EntryRecord> {
    if (before.pending) await this.conclude(before);
    const { _id, ...after } = changed(before, change, this.clock.now(), seed);
    const gone = (['live', 'next', 'draft', 'ended', 'dueOn', 'seed'] as const).filter((part) => after[part] === undefined);
    const record = await this.entries.findOneAndUpdate(
      { _id, revision: before.revision },
      {
        $set: withoutUndefined(after),
        ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map((part) => [part, ''])) } : {}),
      },
    );
    if (!record) throw new StaleEntryError(await this.find(_id));
    return this.conclude(record);
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

function changed(
  before: Pick<EntryRecord, '_id' | 'revision'> & Partial<EntryRecord>,
  { parts: { live, next, draft, ended }, ...change }: EntryChange,
  at: Date,
  seed: string | undefined,
): EntryRecord {
  const { _id } = before;
  const revision = before.revision + 1;
  const former = before.status ? (before.draft?.content ?? contentOf(before as EntryRecord)) : undefined;
  const pending: EntryVersion = {
    _id: `${_id}@${revision}`,
    entryId: _id,
    number: revision,
    at,
    ...change,
    changed: changedFields(former, change.content),
  };
  const parts = { live, next, draft, ended };
  return { _id, revision, ...derived(parts), updatedAt: at, ...parts, pending, seed };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
