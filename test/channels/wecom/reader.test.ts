import { setTimeout as wait } from 'node:timers/promises';
import { Reader, readPositionsCollection } from '../../../src/channels/wecom/reader';
import { createLogger } from '../../../src/platform/logger';
import { describeEachStore } from '../../tools/stores';
import { SenderScene } from './sender-scene';

const SYNC = '/cgi-bin/kf/sync_msg';

describeEachStore('what WeCom has for us', (store) => {
  let scene: SenderScene;
  let reader: Reader;
  let taken: string[];
  beforeEach(async () => {
    scene = await SenderScene.set(store);
    taken = [];
    reader = new Reader({
      openKfid: scene.platform.openKfid,
      positions: scene.database.collection(readPositionsCollection),
      api: scene.api,
      place: 'host:1',
      take: (messages) => {
        taken.push(...messages.map(({ text }) => text?.content ?? ''));
        return Promise.resolve();
      },
      ...{ vault: scene.vault, clock: scene.clock, logger: createLogger('silent') },
    });
  });
  afterEach(async () => {
    await reader.close();
    await scene.platform.close();
  });

  const answered = (errcode: number): number => scene.platform.server.answers.get(`${SYNC} ${errcode}`) ?? 0;

  it('is read within a minute where the push that tells of it is lost, and asked for no more often than that', async () => {
    await reader.lookAround();
    await scene.lin.says('在吗');
    for (let n = 0; n < 3; n++) await reader.lookAround();
    expect(taken).toEqual([]);
    expect(answered(0)).toBe(1);
    scene.clock.advance({ minutes: 1 });
    await reader.lookAround();
    expect(taken).toEqual(['在吗']);
  });

  it('is asked for without the push’s token where that is over, and not twice for any other reason', async () => {
    scene.platform.faults.plan(/sync_msg/, { kind: 'errcode', errcode: -1 });
    await scene.lin.says('在吗');
    await reader.wanted('a token that is over');
    while (taken.length === 0) await wait(10);
    // The first time WeCom was only busy: the token was not given up for that.
    expect([answered(-1), answered(95007), answered(0)]).toEqual([1, 1, 1]);
    expect(taken).toEqual(['在吗']);
  });
});
