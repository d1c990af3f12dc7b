import { StorageError, type Change } from '../database';
import { closedError, type Sqlite, type Statement } from './sqlite';

type ChangeKind = Change<unknown>['kind'];

export interface ChangeRecord {
  seq: number;
  kind: ChangeKind;
  id: string;
}

const KEPT = 10_000;
const PRUNE_EVERY = 1_000;

/** What changed in watched collections, in order, written in the transaction of the change. Keeps about the last 10,000. */
export class ChangeJournal {
  private readonly add: Statement;
  private readonly after: Statement;
  private readonly prune: Statement;
  private readonly oldest: Statement;
  private latest: number;
  private durable: number;
  private wake: (() => void)[] = [];
  private closed = false;

  constructor(sqlite: Sqlite) {
    sqlite.exec(
      'CREATE TABLE IF NOT EXISTS changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL)',
    );
    this.add = sqlite.prepare('INSERT INTO changes (collection, kind, id) VALUES (?, ?, ?)');
    this.after = sqlite
      .prepare('SELECT seq, kind, id FROM changes WHERE seq > ? AND seq <= ? AND collection = ? ORDER BY seq LIMIT 256')
      .raw();
    this.prune = sqlite.prepare('DELETE FROM changes WHERE seq <= ?');
    this.oldest = sqlite.prepare('SELECT min(seq) FROM changes').raw();
    const last = sqlite.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'changes'").raw().get([]) as [number] | undefined;
    this.latest = this.durable = last?.[0] ?? 0;
  }

  /** The position behind the last durable change. */
  get position(): number {
    return this.durable;
  }

  /** Notes a change; call it inside the transaction that makes it. */
  record(collection: string, kind: ChangeKind, id: string): void {
    this.latest = Number(this.add.run([collection, kind, id]).lastInsertRowid);
    if (this.latest % PRUNE_EVERY === 0) this.prune.run([this.latest - KEPT]);
  }

  /** Tells the waiting streams that what was noted is on disk now. */
  committed(): void {
    if (this.durable === this.latest) return;
    this.durable = this.latest;
    this.wakeAll();
  }

  /** Forgets what was noted in a transaction that did not come to be. */
  rolledBack(): void {
    this.latest = this.durable;
  }

  /** Durable changes of a collection behind `seq`, at most 256 at once. Throws `stale` when some of them are pruned away. */
  read(collection: string, seq: number): ChangeRecord[] {
    if (this.closed) throw closedError();
    const [oldest] = this.oldest.get([]) as [number | null];
    if (seq + 1 < (oldest ?? this.durable + 1)) {
      throw new StorageError(
        'stale',
        'The changes behind this position are no longer kept. Read the collection again and watch from now on.',
      );
    }
    const rows = this.after.all([seq, this.durable, collection]) as [number, ChangeKind, string][];
    return rows.map(([found, kind, id]) => ({ seq: found, kind, id }));
  }

  /** Resolves when there may be more to read, or when the journal closes. */
  more(): Promise<void> {
    return new Promise((resolve) => this.wake.push(resolve));
  }

  wakeAll(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const resolve of waiting) resolve();
  }

  close(): void {
    this.closed = true;
    this.wakeAll();
  }
}
