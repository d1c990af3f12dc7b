import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../src/app';
import type { App } from '../../src/app';
import { readConfig } from '../../src/config/config';
import type { Clock } from '../../src/platform/clock';
import { randomId } from '../../src/platform/ids';
import { officeMorning } from './clocks';

export interface AppUnderTest {
  readonly url: string;
  readonly app: App;
  readonly environment: Readonly<Record<string, string>>;
  /** Stops and starts again on the same store. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the whole program in this process on an empty store of the kind, on a free port. */
export async function startAppUnderTest(
  store: 'embedded' | 'mongodb' = 'embedded',
  settings: Record<string, string> = {},
  clock: Clock = officeMorning,
): Promise<AppUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-app-'));
  const environment = { ...environmentFor(store, folder), ...settings };
  let app = await startApp(readConfig(environment), clock);
  return {
    get url() {
      return app.url;
    },
    get app() {
      return app;
    },
    environment,
    async restart() {
      await app.stop();
      app = await startApp(readConfig(environment), clock);
    },
    async stop() {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The settings of a program of its own: a fresh folder or a fresh database. */
export function environmentFor(store: 'embedded' | 'mongodb', folder: string): Record<string, string> {
  const common = {
    NODE_ENV: 'test',
    PORT: '0',
    XIAOBAO_LOG_LEVEL: 'silent',
    XIAOBAO_DATA_DIR: folder,
    XIAOBAO_BANK_HOTLINE: '95000',
    XIAOBAO_MESSAGES_PER_MINUTE: '100000',
  };
  if (store === 'embedded') return common;
  return {
    ...common,
    MONGODB_URI: process.env.XIAOBAO_TEST_SERVER ?? '',
    XIAOBAO_MONGODB_DATABASE: randomId('app').slice(0, 30),
  };
}

/** Runs a suite on both stores; without a MongoDB server its half is skipped by name. */
export function describeEachStoreKind(name: string, suite: (store: 'embedded' | 'mongodb') => void): void {
  describe(`${name} (embedded store)`, () => suite('embedded'));
  if (process.env.XIAOBAO_TEST_SERVER) describe(`${name} (MongoDB)`, () => suite('mongodb'));
  else describe.skip(`${name} (MongoDB: NOT RUN, no server found)`, () => suite('mongodb'));
}
