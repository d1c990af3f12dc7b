import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { milliseconds, quantile, table } from '../eval/markdown';
import { collections } from '../src/collections';
import { readConfig } from '../src/config/config';
import { EVERYONE } from '../src/knowledge/entry';
import type { EntryContent } from '../src/knowledge/entry';
import { openKnowledge } from '../src/knowledge/open-knowledge';
import { systemClock } from '../src/platform/clock';
import { createLogger } from '../src/platform/logger';
import { openStore } from '../src/storage/open-store';
import { normalise } from '../src/understanding/normalise';
import { OWN_PASSWORD, hire, settleIn } from '../test/e2e/staff';
import { Browser } from '../test/staff/browser';
import { startTestServer } from '../test/tools/mongo-server';
import { freePort } from '../test/tools/free-port';
import { ServerProcess } from '../test/tools/server-process';
import { manyEntries } from './many-entries';

const ENTRIES = 10_000;
const POLL_MS = 10;
/** For reading that many from a store, on a machine that may be busy. */
const START_MS = 300_000;
/** What a branch has for its visitors: topics that none of the other entries is about. */
const THINGS = '雨伞 轮椅 老花镜 充电宝 饮水机 母婴室 图书角 急救箱 停车位 婴儿车'.split(' ');

interface Publication {
  /** From the click of whoever approves to the first answer with it. */
  wholeMs: number;
  /** Of this, after the store had it: what the reader's side takes. */
  afterMs: number;
}

/** From publication to answer among 10,000 entries: between two programs on one MongoDB, and in one on the embedded store. */
export async function measurePublication(): Promise<string> {
  const server = await startTestServer();
  try {
    const rows = [
      ...(server
        ? [
            rowOf(
              `two programs on one MongoDB (${server.kind})`,
              await publishOver(2, { MONGODB_URI: server.uri, XIAOBAO_MONGODB_DATABASE: 'bench' }),
            ),
          ]
        : []),
      rowOf('one program, embedded store', await publishOver(1)),
    ];
    return [
      `${ENTRIES.toLocaleString('en')} published entries; ${THINGS.length} more are published one after the other by the API, the gate included, and the other program (the same one on the embedded store) is asked every ${POLL_MS} ms until it answers with the new one.${server ? '' : ' No MongoDB server was found: two programs were not measured.'}`,
      table(['', 'publish to answer, median', 'longest', 'after it is stored, median', 'longest'], rows),
    ].join('\n\n');
  } finally {
    await server?.stop();
  }
}

function rowOf(name: string, took: readonly Publication[]): string[] {
  const cells = [took.map(({ wholeMs }) => wholeMs), took.map(({ afterMs }) => afterMs)].flatMap((times) => [
    milliseconds(quantile(times, 0.5)),
    milliseconds(Math.max(...times)),
  ]);
  return [name, ...cells];
}

async function publishOver(programs: 1 | 2, store: Record<string, string> = {}): Promise<Publication[]> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-bench-'));
  const environment = { XIAOBAO_DATA_DIR: folder, XIAOBAO_LOG_LEVEL: 'error', ...store };
  const servers: ServerProcess[] = [];
  try {
    await fill(environment);
    const passwords = {
      writer: await hire(environment, 'writer', 'educator'),
      approver: await hire(environment, 'approver', 'educator'),
    };
    for (let count = 0; count < programs; count++)
      servers.push(await ServerProcess.start({ ...environment, PORT: String(await freePort()) }, START_MS));
    const [publisher, reader] = [servers[0]!.url, servers.at(-1)!.url];
    for (const [name, password] of Object.entries(passwords)) await settleIn(publisher, name, password);
    const [writer, approver, asking] = [new Browser(publisher, ''), new Browser(publisher, ''), new Browser(reader, '')];
    await writer.signIn('writer', OWN_PASSWORD);
    await approver.signIn('approver', OWN_PASSWORD);
    await asking.signIn('writer', OWN_PASSWORD);
    // Both have built their index before anything is timed.
    for (const browser of [writer, asking]) await answers(browser, THINGS[0]!, '');
    const took: Publication[] = [];
    for (const [at, thing] of THINGS.entries()) took.push(await publish({ writer, approver, asking }, thing, `bench-${at}`));
    return took;
  } finally {
    await Promise.all(servers.map((server) => server.kill()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An empty store with the entries of a large bank. */
async function fill(environment: Record<string, string>): Promise<void> {
  const database = await openStore(readConfig(environment));
  await database.prepare(collections);
  const logger = createLogger('silent');
  const parts = await openKnowledge({ database, clock: systemClock, logger, normalise, seeds: manyEntries(ENTRIES) });
  await parts.close();
  await database.close();
}

async function publish(
  { writer, approver, asking }: Record<'writer' | 'approver' | 'asking', Browser>,
  thing: string,
  id: string,
): Promise<Publication> {
  const entry = async (browser: Browser, path: string, body: object): Promise<number> => {
    const { status, code, body: answer } = await browser.post<{ entry: { revision: number } }>(path, body);
    if (status >= 300) throw new Error(`${path} was refused: ${status} ${code}`);
    return answer.entry.revision;
  };
  const path = `/api/knowledge/entries/${id}`;
  const draft = await entry(writer, '/api/knowledge/entries', { id, content: contentAbout(thing) });
  const revision = await entry(writer, `${path}/submit`, { revision: draft });
  const begun = performance.now();
  const [stored, answered] = await Promise.all([
    entry(approver, `${path}/publish`, { revision, override: { reason: 'Measured, not meant for consumers.' } }).then(now),
    untilAnswered(asking, thing, id).then(now),
  ]);
  return { wholeMs: answered - begun, afterMs: Math.max(0, answered - stored) };
}

const now = (): number => performance.now();

async function untilAnswered(browser: Browser, thing: string, id: string): Promise<void> {
  while (!(await answers(browser, thing, id))) await wait(POLL_MS);
}

async function answers(browser: Browser, thing: string, id: string): Promise<boolean> {
  const { status, body } = await browser.post<{ results: { found: { verdict: string; matches: { id: string }[] } }[] }>(
    '/api/knowledge/try',
    { questions: [questionAbout(thing)], channel: 'web', elder: false },
  );
  if (status >= 300) throw new Error(`The question was refused: ${status}`);
  const { verdict, matches } = body.results[0]!.found;
  return verdict === 'answer' && matches[0]?.id === id;
}

function questionAbout(thing: string): string {
  return `网点里有${thing}可以借用吗`;
}

function contentAbout(thing: string): EntryContent {
  return {
    category: 'service',
    title: `网点有没有${thing}？`,
    wordings: [`去网点能用${thing}吗`, `网点的${thing}怎么借`, `大厅里哪里有${thing}`, questionAbout(thing)],
    answer: `多数网点为您备有${thing}，请向大堂经理询问。`,
    citations: [],
    followUps: [],
    audience: EVERYONE,
    validFrom: '2026-01-01',
    reviewBy: '2099-01-01',
  };
}
