import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/platform/project-root';
import { openEmbedded } from '../../../src/storage/embedded/open';
import { written } from '../../tools/acknowledging-writer';
import { describeEachStore, type StoreUnderTest } from '../../tools/stores';

interface Writer {
  child: ChildProcess;
  /** What it said was acknowledged, line by line. */
  lines: string[];
  /** Resolves when so many lines have been read. */
  said(count: number): Promise<void>;
}

function startWriter(store: StoreUnderTest, prefix: string): Writer {
  const tools = join(projectRoot, 'test/tools');
  const files = [join(tools, 'run-typescript.mjs'), join(tools, 'acknowledging-writer.ts')];
  const child = spawn(process.execPath, [...files, store.kind, store.location(), prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop()!;
    lines.push(...parts);
  });
  const said = async (count: number) => {
    while (lines.length < count) await once(child.stdout, 'data');
  };
  return { child, lines, said };
}

async function kill({ child }: Writer): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

describeEachStore('Durability', (store) => {
  it('what was acknowledged is there after kill -9, however often', async () => {
    await (await store.open([written])).close();
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round++) {
      const writer = startWriter(store, `r${round}`);
      await writer.said(5 + Math.floor(Math.random() * 100));
      await kill(writer);
      acknowledged.push(...writer.lines);

      const database = await store.reopen([written]);
      const found = new Map((await database.collection(written).find({}).toArray()).map((document) => [document._id, document]));
      for (const line of acknowledged) {
        const [what, id, count] = line.split(' ');
        expect(found.get(id!)).toBeDefined();
        if (what === 'update') expect(found.get(id!)!.count).toBe(Number(count));
      }
      expect(await database.collection(written).countDocuments({ count: { $gte: 0 } })).toBe(found.size);
      await database.close();
    }
  });

  if (store.kind === 'embedded') {
    it('a second process on the folder is told who holds it, until that one ends', async () => {
      await (await store.open([written])).close();
      const writer = startWriter(store, 'first');
      await writer.said(1);
      const refused = openEmbedded({ folder: store.location() });
      const message = new RegExp(`in use by process ${writer.child.pid} since \\d{4}-\\d\\d-\\d\\dT`);
      await expect(refused).rejects.toMatchObject({ label: 'locked', message: expect.stringMatching(message) as string });
      await kill(writer);
      await (await store.reopen([written])).ping();
      const owner = JSON.parse(readFileSync(join(store.location(), 'owner.json'), 'utf8')) as { pid: number };
      expect(owner.pid).toBe(process.pid);
    });

    it('a file that is damaged, or no folder at all, is said to be so', async () => {
      await (await store.open([written])).close();
      writeFileSync(join(store.location(), 'xiaobao.db'), 'not a database, not at all, '.repeat(200));
      await expect(openEmbedded({ folder: store.location() })).rejects.toMatchObject({ label: 'damaged' });
      const file = join(store.location(), 'xiaobao.db');
      await expect(openEmbedded({ folder: join(file, 'inside') })).rejects.toMatchObject({ label: 'unsupported' });
    });
  }
});
