import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GroupCommit } from '../../../src/storage/embedded/group-commit';
import { closeSqlite, openSqlite, type Sqlite } from '../../../src/storage/embedded/sqlite';

/** The embedded store's promise to concurrent writers, on a disk that can be made full. */
describe('Writes that share a commit', () => {
  let folder: string;
  let sqlite: Sqlite;
  let commits: GroupCommit;
  let committed: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xiaobao-commit-'));
    sqlite = openSqlite(join(folder, 'test.db'));
    sqlite.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)');
    committed = 0;
    commits = new GroupCommit(sqlite, { committed: () => committed++, rolledBack: () => undefined });
  });
  afterEach(() => {
    closeSqlite(sqlite);
    rmSync(folder, { recursive: true });
  });

  const insert = (id: number, bytes = 10) =>
    commits.write(() => {
      sqlite.prepare('INSERT INTO t VALUES (?, ?)').run([id, Buffer.alloc(bytes)]);
      return id;
    });
  const count = () => (sqlite.prepare('SELECT count(*) FROM t').raw().get([]) as [number])[0];

  it('are committed together', async () => {
    expect(await Promise.all([insert(1), insert(2), insert(3)])).toEqual([1, 2, 3]);
    expect(committed).toBe(1);
  });

  it('fail alone when the fault is their own', async () => {
    const outcomes = await Promise.allSettled([insert(1), insert(1), insert(2)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(count()).toBe(2);
  });

  it('fail together when the disk is full, and may be repeated when it is not any more', async () => {
    sqlite.exec('PRAGMA max_page_count = 20');
    const outcomes = await Promise.allSettled([insert(1), insert(2, 1_000_000), insert(3)]);
    expect(outcomes.slice(0, 2)).toMatchObject([{ reason: { label: 'retryable' } }, { reason: { label: 'retryable' } }]);
    // The third came after the batch had failed, and began a new one.
    expect(outcomes[2]).toMatchObject({ status: 'fulfilled' });
    expect(count()).toBe(1);
    sqlite.exec('PRAGMA max_page_count = 100000');
    expect(await Promise.all([insert(1), insert(2, 1_000_000)])).toEqual([1, 2]);
  });

  it('are not shown to readers before they are on disk', async () => {
    const order: string[] = [];
    const write = insert(1).then(() => order.push('write'));
    const read = commits.read(count).then((found) => order.push(`read ${found}`));
    await Promise.all([write, read]);
    expect(order).toEqual(['write', 'read 1']);
  });

  it('are finished by close, and refused behind it', async () => {
    const last = insert(1);
    commits.close();
    expect(await last).toBe(1);
    await expect(insert(2)).rejects.toMatchObject({ label: 'closed' });
    await expect(commits.read(count)).rejects.toMatchObject({ label: 'closed' });
  });
});
