import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintsCollection } from '../../src/complaints/complaint';
import { readConfig } from '../../src/config/config';
import { collections } from '../../src/collections';
import { openStore } from '../../src/storage/open-store';
import { describeEachStoreKind, environmentFor } from '../tools/app-under-test';
import { PersistentConsumer } from '../tools/persistent-consumer';
import { freePort } from '../tools/free-port';
import { ServerProcess } from '../tools/server-process';

const KILLS = 50;
const SCRIPT = [
  '你们信用卡没激活还收我年费三百块，上个月扣的，我要投诉',
  '退还费用',
  '存款保险保多少',
  '同意',
  '张小明',
  '13800138000',
  '确认提交',
  '转人工',
  '取消排队',
];

/** What the bot says, without what differs from run to run. */
const told = (texts: readonly string[]): string[] =>
  texts.map((text) => text.replace(/XB\d{8}-\w{6}/g, 'NUMBER').replace(/(\d{4}年)?\d{1,2}月\d{1,2}日/g, 'DAY'));

describeEachStoreKind('kill -9 at random points of a conversation', (store) => {
  let folder: string;
  let server: ServerProcess | undefined;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'xiaobao-crash-'))));
  afterEach(async () => {
    await server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`loses nothing, repeats nothing and registers one complaint a conversation, over ${KILLS} kills`, async () => {
    // Colleagues are there all day: what is said of them stays the same while the clock goes on.
    const hours = { XIAOBAO_OFFICE_HOURS: '00:00-23:59' };
    const environment = { ...environmentFor(store, folder), ...hours, PORT: String(await freePort()), NODE_ENV: 'development' };
    server = await ServerProcess.start(environment);

    const undisturbed = await PersistentConsumer.arrive(server.url);
    for (const words of SCRIPT) await undisturbed.say(words);
    const expected = told(undisturbed.botTexts());

    let kills = 0;
    let conversations = 1;
    while (kills < KILLS) {
      const consumer = await PersistentConsumer.arrive(server.url);
      conversations++;
      for (const words of SCRIPT) {
        const said = consumer.say(words);
        if (kills < KILLS) {
          // Anywhere from before the message arrives to after its replies have been read.
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
          await server.kill();
          kills++;
          server = await ServerProcess.start(environment);
        }
        await said;
      }
      expect(told(consumer.botTexts())).toEqual(expected);
      expect(consumer.ownTexts()).toEqual(SCRIPT.map((words) => words.replace('13800138000', '138****8000')));
    }
    await server.stop();

    const config = readConfig(environment);
    const database = await openStore(config);
    await database.prepare(collections);
    const complaints = await database.collection(complaintsCollection).find({}).toArray();
    await database.close();
    expect(complaints).toHaveLength(conversations);
    expect(new Set(complaints.map((complaint) => complaint.number)).size).toBe(conversations);
  }, 600_000);
});
