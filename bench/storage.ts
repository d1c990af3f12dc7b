import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCollection } from '../src/storage/database';
import { openEmbedded } from '../src/storage/embedded/open';

/**
 * What the embedded store costs: CPU time of the hot calls (many at once, so that fsync is shared and does not count),
 * and wall time of single durable writes one after the other.
 */
interface Message {
  _id: string;
  conversation: string;
  seq: number;
  text: string;
  lease?: { fence: number; holder?: string };
}

const messages = defineCollection<Message>({ name: 'messages', indexes: [{ keys: { conversation: 1, seq: 1 }, unique: true }] });
const ROUNDS = 5;
const CALLS = 10_000;

async function cpuMicroseconds(name: string, call: (i: number, round: number) => Promise<unknown>): Promise<void> {
  const figures: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    for (let i = 0; i < CALLS; i += 100) await Promise.all(Array.from({ length: 100 }, (_, k) => call(i + k, round)));
    const { user, system } = process.cpuUsage(before);
    figures.push((user + system) / CALLS);
  }
  console.log(
    `${name.padEnd(44)} ${Math.min(...figures)
      .toFixed(1)
      .padStart(7)} µs CPU (worst round ${Math.max(...figures).toFixed(1)})`,
  );
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-bench-'));
  const database = await openEmbedded({ folder });
  await database.prepare([messages]);
  const log = database.collection(messages);
  const text = '你们信用卡没激活还收我年费三百块,上个月扣的,我要投诉。'.repeat(6).slice(0, 160);

  await cpuMicroseconds('insertOne, 600 bytes, a compound unique index', (i, round) =>
    log.insertOne({ _id: `m${round}-${i}`, conversation: `c${i % 100}`, seq: round * CALLS + i, text, lease: { fence: 3 } }),
  );
  await cpuMicroseconds('findOne by _id', (i) => log.findOne({ _id: `m0-${i}` }));
  await cpuMicroseconds('findOne by the unique index', (i) => log.findOne({ conversation: `c${i % 100}`, seq: i }));
  await cpuMicroseconds('updateOne by _id with a guard, $set', (i, round) =>
    log.updateOne({ _id: `m0-${i}`, 'lease.fence': 3 }, { $set: { 'lease.holder': `p${round}` } }),
  );
  await cpuMicroseconds('find: 20 of an index, in order', (i) =>
    log.find({ conversation: `c${i % 100}`, seq: { $gt: 100 } }, { sort: { seq: 1 }, limit: 20 }).toArray(),
  );

  const began = performance.now();
  for (let i = 0; i < 500; i++) await log.insertOne({ _id: `s-${i}`, conversation: 'serial', seq: i, text });
  console.log(`one durable insert after the other: ${((performance.now() - began) / 500).toFixed(2)} ms each`);
  console.log(`resident memory: ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
  await database.close();
  rmSync(folder, { recursive: true });
}

void main();
