import { conversationsCollection } from '../../../src/conversations/conversation';
import type { TurnHandler } from '../../../src/conversations/turn';
import type { Database } from '../../../src/storage/database';
import { MovableClock } from '../../tools/clocks';
import { describeEachStore } from '../../tools/stores';
import { WechatPlatform } from '../../tools/wechat-platform/platform';
import { Workbench, benchCollections } from './workbench';

describeEachStore('a message whose process dies over it', (store) => {
  let clock: MovableClock;
  let database: Database;
  let platform: WechatPlatform;
  let alive: Workbench | undefined;
  let release: () => void = () => undefined;

  beforeEach(async () => {
    clock = new MovableClock();
    database = await store.open(benchCollections, clock);
    platform = await WechatPlatform.start({ clock });
  });
  afterEach(async () => {
    release();
    await alive?.close();
    await platform.close();
  });

  /** Its turns never end: to all others it is as good as dead. */
  const hangs: TurnHandler = ({ message }) =>
    new Promise((resolve) => {
      const nothing = { state: {}, replies: [], effects: [] };
      if (message.activity.type === 'message') release = () => resolve(nothing);
      else resolve(nothing);
    });

  it.each([
    ['in its turn', {}],
    ['before it had the right to a turn', { lease: null }],
  ] as const)('%s is answered by another process, though WeChat was told that it arrived', async (_when, left) => {
    const settings = platform.settings();
    const dead = await Workbench.open({ database, clock, settings, handle: hangs, answerByMs: 500 });
    await platform.connect(dead.url);
    const lin = platform.phone('林晓');
    await lin.follows();
    expect(await lin.says('在吗')).toMatchObject({ reply: { kind: 'accepted' } });
    const _id = await dead.conversationId();
    await database.collection(conversationsCollection).updateOne({ _id }, { $set: { ...left, handledSeq: 1 } });
    alive = await Workbench.open({ database, clock, settings });
    clock.advance({ seconds: 30 });
    await alive.wechat.lookAround();
    await lin.history.until(({ text }) => text === '听到：在吗');
    release();
    await dead.close();
    expect(lin.history.bubbles.filter(({ text }) => text === '听到：在吗')).toHaveLength(1);
  });
});
