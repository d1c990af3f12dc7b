import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { randomId } from '../../src/platform/ids';
import { systemClock, type Clock } from '../../src/platform/clock';
import type { CollectionSpec, Database, Stored } from '../../src/storage/database';
import { openEmbedded } from '../../src/storage/embedded/open';
import { openMongo } from '../../src/storage/mongo/open';

/** A store that a test opens, closes and opens again. Everything is closed and removed behind the tests of the block. */
export interface StoreUnderTest {
  kind: 'embedded' | 'mongodb' | 'secantus';
  /** A new, empty database with these collections; the one before is closed. */
  open(specs: readonly CollectionSpec<Stored>[], clock?: Clock): Promise<Database>;
  /** The same database, closed and opened again, as after a restart. */
  reopen(specs: readonly CollectionSpec<Stored>[], clock?: Clock): Promise<Database>;
  /** Where the database is, for another process: a folder, or a URI with the database's name in it. */
  location(): string;
}

/**
 * Runs a suite on the embedded store and on MongoDB. Where no MongoDB server was found, its half is skipped by name.
 *
 * @example
 * describeEachStore('tickets', (store) => {
 *   let database: Database;
 *   beforeEach(async () => { database = await store.open([tickets]); });
 */
export function describeEachStore(name: string, suite: (store: StoreUnderTest) => void): void {
  describe(`${name} (embedded store)`, () => suite(usedStore(embeddedPlaces())));
  const uri = process.env.XIAOBAO_TEST_SERVER;
  if (uri) describe(`${name} (MongoDB)`, () => suite(usedStore(mongoPlaces(uri))));
  else describe.skip(`${name} (MongoDB: NOT RUN, no server found)`, () => suite(usedStore(mongoPlaces(''))));
}

/** How one kind of store makes, opens and removes databases. */
interface Places {
  kind: StoreUnderTest['kind'];
  make(): string;
  open(place: string, clock: Clock): Promise<Database>;
  remove(place: string): Promise<void>;
}

function usedStore(places: Places): StoreUnderTest {
  const made: string[] = [];
  let current: Database | undefined;
  const openAt = async (specs: readonly CollectionSpec<Stored>[], clock: Clock) => {
    await current?.close();
    current = await places.open(made.at(-1)!, clock);
    await current.prepare(specs);
    return current;
  };
  afterAll(async () => {
    await current?.close();
    for (const place of made) await places.remove(place);
  });
  return {
    kind: places.kind,
    open(specs, clock = systemClock) {
      made.push(places.make());
      return openAt(specs, clock);
    },
    reopen: (specs, clock = systemClock) => openAt(specs, clock),
    location: () => made.at(-1)!,
  };
}

function embeddedPlaces(): Places {
  return {
    kind: 'embedded',
    make: () => mkdtempSync(join(tmpdir(), 'xiaobao-store-')),
    open: (folder, clock) => openEmbedded({ folder, clock }),
    remove: (folder) => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

function mongoPlaces(serverUri: string): Places {
  return {
    kind: process.env.XIAOBAO_TEST_SERVER_KIND === 'secantus' ? 'secantus' : 'mongodb',
    make: () => withDatabase(serverUri, randomId('test')),
    open: (uri) => openMongo({ uri, allowStandalone: false, appName: 'xiaobao-test' }),
    async remove(uri) {
      const client = new MongoClient(uri);
      await client.db().dropDatabase();
      await client.close();
    },
  };
}

function withDatabase(serverUri: string, name: string): string {
  const [, hosts, parameters = ''] = /^([^/]+\/\/[^/?]+)[^?]*(\?.*)?$/.exec(serverUri) ?? [];
  return `${hosts}/${name}${parameters}`;
}
