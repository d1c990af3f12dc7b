import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collections } from '../../src/collections';
import { isOutbound } from '../../src/channels/carrier';
import { shownText, toBubbles } from '../../src/channels/wechat/render';
import { readConfig } from '../../src/config/config';
import { messagesCollection } from '../../src/conversations/message';
import { openStore } from '../../src/storage/open-store';
import { describeEachStoreKind, environmentFor } from '../tools/app-under-test';
import { freePort } from '../tools/free-port';
import { ServerProcess } from '../tools/server-process';
import type { Phone } from '../tools/wechat-platform/phone';
import { WechatPlatform } from '../tools/wechat-platform/platform';

const KILLS = 12;
/** Past this nothing more comes: a passive reply in doubt is settled 20 s after it was begun. */
const QUIET_MS = 24_000;
const SCRIPT = ['存款保险保多少', '我要投诉', '贷款乱收了我两千块服务费', '说明原因', '投诉几天有结果', '同意', '张小明', '取消'];

/** A WeChat second of 0.5 s: the platform asks again after 2.5 s, when the server is back. */
const SECOND_MS = 500;

describeEachStoreKind('kill -9 at random points of a conversation over WeChat', (store) => {
  let folder: string;
  let server: ServerProcess | undefined;
  let platform: WechatPlatform;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xiaobao-crash-'));
    platform = await WechatPlatform.start({ secondMs: SECOND_MS });
  });
  afterEach(async () => {
    await server?.kill();
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`shows the consumer each reply of the log once, in order, over ${KILLS} kills`, async () => {
    const port = await freePort();
    const environment = { ...environmentFor(store, folder), ...platform.settings(), PORT: String(port) };
    server = await ServerProcess.start(environment);
    await platform.connect(`http://127.0.0.1:${port}/wechat/callback`);
    const phone = platform.phone('林晓');
    await phone.follows();
    for (let kills = 0; kills < KILLS; kills++) {
      const said = phone.says(SCRIPT[kills % SCRIPT.length]!);
      // Anywhere from before the message arrives to after its reply has been delivered.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      await server.kill();
      server = await ServerProcess.start(environment);
      await said;
    }
    await quiet(phone);
    await server.stop();

    const database = await openStore(readConfig(environment));
    await database.prepare(collections);
    const log = await database
      .collection(messagesCollection)
      .find({}, { sort: { seq: 1 } })
      .toArray();
    await database.close();
    const expected = toBubbles(log.filter(isOutbound), { position: 0, part: 0 }, { menus: false }).map(shownText);
    const shown = phone.history.bubbles.filter(({ from }) => from === 'account').map(({ text }) => text);
    expect(words(shown)).toEqual(words(expected));
  }, 300_000);
});

/** How replies are merged into bubbles depends on when; what they say does not. */
function words(bubbles: readonly string[]): string[] {
  return bubbles.join('\n').split(/\n+/);
}

async function quiet(phone: Phone): Promise<void> {
  for (let seen = -1; seen < phone.history.bubbles.length;) {
    seen = phone.history.bubbles.length;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}
