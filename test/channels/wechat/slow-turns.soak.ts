import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../src/platform/clock';
import { describeEachStore } from '../../tools/stores';
import type { Delivery } from '../../tools/wechat-platform/pusher';
import { WechatPlatform } from '../../tools/wechat-platform/platform';
import { Workbench, benchCollections } from './workbench';

const CONSUMERS = 200;
/** A consumer begins every so many milliseconds. */
const APART_MS = 50;
const TURN_MS = 10_000;
/** WeChat waits five seconds; half a second is for the way. */
const GOAL_MS = 4500;

describeEachStore(`${CONSUMERS} consumers whose turns take ten seconds`, (store) => {
  it('have their messages acknowledged in time, at the first try', async () => {
    const database = await store.open(benchCollections);
    const platform = await WechatPlatform.start();
    const bench = await Workbench.open({
      database,
      clock: systemClock,
      settings: platform.settings(),
      answerByMs: 3500,
      handle: async ({ message }) => {
        await wait(TURN_MS);
        return { state: {}, replies: [{ type: 'message', text: `听到：${message.activity.text ?? '事件'}` }], effects: [] };
      },
    });
    try {
      await platform.connect(bench.url);
      const took: number[] = [];
      const says = async (n: number): Promise<Delivery> => {
        await wait(n * APART_MS);
        const phone = platform.phone(`consumer-${n}`);
        await phone.follows();
        const began = performance.now();
        const delivery = await phone.says('在吗');
        took.push(performance.now() - began);
        await phone.history.until(({ text }) => text.includes('听到：在吗'), 60_000);
        return delivery;
      };
      const deliveries = await Promise.all(Array.from({ length: CONSUMERS }, (_, n) => says(n)));
      took.sort((a, b) => a - b);
      const at = (share: number): number => Math.round(took[Math.floor(took.length * share)]!);
      const [p50, p99] = [at(0.5), at(0.99)];
      process.stdout.write(
        `soak, ${store.kind}: ${CONSUMERS} callbacks acknowledged, p50 ${p50} ms, p99 ${p99} ms, turns of ${TURN_MS} ms\n`,
      );
      expect(deliveries.filter(({ tries }) => tries.length > 1)).toEqual([]);
      expect(p99).toBeLessThan(GOAL_MS);
    } finally {
      await bench.close();
      await platform.close();
    }
  }, 180_000);
});
