import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { MongoClient } from 'mongodb';
import { projectRoot } from '../../src/platform/project-root';
import { freePort } from './free-port';

/**
 * A MongoDB server for the tests of one jest run. `kind`: what answers, since SecantusDB deviates from MongoDB here and there.
 * It does not remove what has expired: it would by its own clock, in the middle of a test whose time stands at some other day.
 */
export interface TestServer {
  uri: string;
  kind: 'mongodb' | 'secantus';
  stop(): Promise<void>;
}

/** Finds a server by the same ways on every machine: one that runs, `mongod`, else SecantusDB. `undefined` when there is none. */
export async function startTestServer(): Promise<TestServer | undefined> {
  const given = process.env.XIAOBAO_TEST_MONGODB_URI;
  if (given) return { uri: given, kind: 'mongodb', stop: () => Promise.resolve() };
  const mongod = onPath('mongod');
  if (mongod) return startMongod(mongod);
  const secantus =
    [process.env.XIAOBAO_SECANTUS, join(projectRoot, '.venv/bin/secantusd-py')].find(isExecutable) ?? onPath('secantusd-py');
  return secantus ? startSecantus(secantus) : undefined;
}

async function startMongod(executable: string): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-mongod-'));
  const port = await freePort();
  const child = start(executable, [
    '--replSet',
    'rs0',
    '--port',
    String(port),
    '--bind_ip',
    '127.0.0.1',
    '--dbpath',
    folder,
    '--setParameter',
    'ttlMonitorEnabled=false',
  ]);
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  await client.db('admin').command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
  await client.close();
  return { uri: `mongodb://127.0.0.1:${port}/?replicaSet=rs0`, kind: 'mongodb', stop: () => stopAndRemove(child, folder) };
}

/**
 * The command line of SecantusDB 0.7.0b3 takes `ttl_sweep_seconds` from its configuration and forgets to pass it on. And it looks
 * through all writes of the last half hour, up to 10,000, with each new one: after a few thousand each takes longer than a turn.
 */
const AS_TESTS_NEED_IT = `
import functools, sys
from secantus import cli, transactions
cli.SecantusDBServer = functools.partial(cli.SecantusDBServer, ttl_sweep_seconds=0)
transactions._RETRYABLE_RECORD_MAX = 200
sys.exit(cli.main())
`;

/** The Python that a script of a Python package begins with. */
function interpreterOf(script: string): string {
  return /^#!(\S+)/.exec(readFileSync(script, 'utf8'))?.[1] ?? 'python3';
}

async function startSecantus(executable: string): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-secantus-'));
  const port = await freePort();
  const child = start(interpreterOf(executable), [
    '-c',
    AS_TESTS_NEED_IT,
    '--port',
    String(port),
    '--storage-path',
    join(folder, 'data'),
    '--log-level',
    'ERROR',
    '--cache-size',
    '256M',
  ]);
  const uri = `mongodb://127.0.0.1:${port}/`;
  const client = new MongoClient(uri);
  await client.connect();
  await client.close();
  return { uri, kind: 'secantus', stop: () => stopAndRemove(child, folder) };
}

function start(executable: string, parameters: string[]): ChildProcess {
  const child = spawn(executable, parameters, { stdio: 'ignore' });
  // A jest run that is interrupted must not leave a server behind.
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

async function stopAndRemove(child: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode === null && child.kill('SIGKILL')) await ended;
  rmSync(folder, { recursive: true, force: true });
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string | undefined): file is string {
  if (!file) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
