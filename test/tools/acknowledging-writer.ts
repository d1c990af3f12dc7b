import { defineCollection } from '../../src/storage/database';
import { openEmbedded } from '../../src/storage/embedded/open';
import { openMongo } from '../../src/storage/mongo/open';

/**
 * A process that writes until it is killed, several writes at a time, and prints a line for each that was acknowledged:
 * `insert <id>` or `update <id> <count>`. Started by the durability tests with the kind of store, its place and a prefix for ids.
 */
export const written = defineCollection<{ _id: string; count: number; text: string }>({
  name: 'written',
  indexes: [{ keys: { count: 1 } }],
});

async function main([kind, place, prefix]: string[]): Promise<void> {
  const database = await (kind === 'embedded'
    ? openEmbedded({ folder: place! })
    : openMongo({ uri: place!, allowStandalone: false }));
  await database.prepare([written]);
  const collection = database.collection(written);
  const writeOn = async (lane: number) => {
    for (let i = 0; ; i++) {
      const id = `${prefix}-${lane}-${i}`;
      await collection.insertOne({ _id: id, count: 0, text: '写'.repeat(200) });
      process.stdout.write(`insert ${id}\n`);
      await collection.updateOne({ _id: id }, { $inc: { count: 1 } });
      process.stdout.write(`update ${id} 1\n`);
    }
  };
  await Promise.all([0, 1, 2, 3].map(writeOn));
}

// Only as a process; the tests import the collection alone.
if (process.argv[2]?.endsWith('acknowledging-writer.ts')) void main(process.argv.slice(3));
