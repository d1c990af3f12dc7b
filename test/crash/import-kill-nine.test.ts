import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { transferMessages } from '../../locales/transfer/messages';
import { collections } from '../../src/collections';
import { readConfig } from '../../src/config/config';
import { faqEntriesCollection, faqVersionsCollection } from '../../src/knowledge/entry-record';
import { openStore } from '../../src/storage/open-store';
import { OWN_PASSWORD, hire, settleIn } from '../e2e/staff';
import { Browser } from '../staff/browser';
import { describeEachStoreKind, environmentFor } from '../tools/app-under-test';
import { freePort } from '../tools/free-port';
import { ServerProcess } from '../tools/server-process';

interface Progress {
  state: 'checked' | 'running' | 'done' | 'failed';
  done: number;
  total: number;
  failures: { row: number; problems: { message: string }[] }[];
}

const { columns, rows: said } = transferMessages['zh-CN'];

describeEachStoreKind('kill -9 in the middle of an import', (store) => {
  /** Long enough to be killed on the way. */
  const ROWS = store === 'embedded' ? 3000 : 300;
  let folder: string;
  let environment: Record<string, string>;
  let server: ServerProcess;
  let educator: Browser;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xiaobao-crash-'));
    environment = { ...environmentFor(store, folder), PORT: String(await freePort()), NODE_ENV: 'development' };
    const oneTime = await hire(environment, 'zhouyan', 'educator', 'education');
    server = await ServerProcess.start(environment);
    await settleIn(server.url, 'zhouyan', oneTime);
    educator = new Browser(server.url, '127.0.0.1');
    await educator.signIn('zhouyan', OWN_PASSWORD);
  }, 180_000);
  afterEach(async () => {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const sheet = (answer: string): string =>
    [
      [columns.id, columns.title, columns.category, columns.answer],
      ...Array.from({ length: ROWS }, (_, at) => [`crash-${at}`, `第${at}个问题怎么办`, '账户', answer]),
    ]
      .map((cells) => cells.join('\t'))
      .join('\n');

  async function check(answer: string): Promise<string> {
    const response = await fetch(`${server.url}/api/knowledge/import?dryRun=true`, {
      method: 'POST',
      headers: { cookie: educator.cookie, 'x-csrf-token': educator.csrfToken, origin: server.url, 'x-file-name': 'a.tsv' },
      body: sheet(answer),
    });
    return ((await response.json()) as { importId: string }).importId;
  }
  const progressOf = async (id: string): Promise<Progress> => (await educator.get<Progress>(`/api/knowledge/import/${id}`)).body;
  const begin = (id: string, allOrNothing: boolean) => educator.post(`/api/knowledge/import/${id}/apply`, { allOrNothing });

  async function until(id: string, reached: (progress: Progress) => boolean): Promise<Progress> {
    for (;;) {
      const progress = await progressOf(id);
      if (progress.state === 'done') expect(progress.done).toBe(ROWS);
      if (reached(progress) || progress.state === 'done') return progress;
      await wait(2);
    }
  }
  async function killAndRestart(): Promise<void> {
    await server.kill();
    server = await ServerProcess.start(environment);
  }

  it('says what is not done, leaves all or nothing, and makes nothing twice', async () => {
    const plain = await check('第一遍的答案。');
    await begin(plain, false);
    await until(plain, ({ done }) => done > 0);
    await killAndRestart();
    const stopped = await progressOf(plain);
    expect(stopped.state).toBe('failed');
    expect(stopped.failures.at(-1)?.problems[0]?.message).toBe(said.interrupted);
    expect(stopped.done).toBeLessThan(ROWS);
    await begin(plain, false);
    expect(await until(plain, ({ state }) => state !== 'running')).toMatchObject({ state: 'done', failures: [] });

    const whole = await check('第二遍的答案。');
    await begin(whole, true);
    await until(whole, ({ done }) => done > 0);
    await killAndRestart();
    expect((await progressOf(whole)).state).not.toBe('failed');
    // Nobody asks for it again.
    expect(await until(whole, ({ state }) => state !== 'running')).toMatchObject({ state: 'done', failures: [] });
    await server.stop();

    const database = await openStore(readConfig(environment));
    await database.prepare(collections);
    const entries = await database
      .collection(faqEntriesCollection)
      .find({ _id: { $regex: '^crash-' } })
      .toArray();
    const versions = await database.collection(faqVersionsCollection).countDocuments({ entryId: { $regex: '^crash-' } });
    await database.close();
    expect(entries).toHaveLength(ROWS);
    expect(
      new Set(entries.map(({ revision, pending, draft }) => `${revision} ${pending?._id} ${draft?.content.answer}`)),
    ).toEqual(new Set(['2 undefined 第二遍的答案。']));
    expect(versions).toBe(2 * ROWS);
  }, 300_000);
});
