import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wecomSettings } from '../channels/wecom/scene';
import { describeEachStoreKind, environmentFor } from '../tools/app-under-test';
import { freePort } from '../tools/free-port';
import { ServerProcess } from '../tools/server-process';
import { WecomPlatform } from '../tools/wechat-platform/wecom-platform';

/** What is asked, and what every answer to it has. */
const QUESTIONS = [
  ['存款保险最多赔多少', '50万'],
  ['怎么查征信', '征信'],
  ['存款保险保不保理财', '存款保险'],
] as const;

describeEachStoreKind('kill -9 of a server that answers over WeCom', (store) => {
  let folder: string;
  let server: ServerProcess | undefined;
  let platform: WecomPlatform;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xiaobao-crash-'));
    platform = await WecomPlatform.start({ secondMs: 500 });
  });
  afterEach(async () => {
    await server?.kill();
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('loses no answer and doubles none', async () => {
    const port = await freePort();
    const environment = { ...environmentFor(store, folder), ...wecomSettings(platform), PORT: String(port) };
    server = await ServerProcess.start(environment);
    await platform.connect(`http://127.0.0.1:${port}/wecom/callback`);
    const lin = platform.consumer('林晓');
    await lin.says('你好');
    await lin.history.until(() => true);
    for (const [question, answer] of QUESTIONS) {
      await new Promise((resolve) => setTimeout(resolve, 1100)); // WeCom counts by seconds
      const told = lin.says(question);
      // Anywhere from before the push arrives to after its reply has been delivered.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
      await server.kill();
      server = await ServerProcess.start(environment);
      await told;
      await lin.history.until(({ text }) => text.includes(answer), 40_000);
    }
    await server.stop(); // finishes what runs: nothing comes behind it
    const said = lin.history.bubbles.filter(({ from }) => from === 'account').map(({ text }) => text);
    expect(new Set(said).size).toBe(said.length);
  }, 180_000);
});
