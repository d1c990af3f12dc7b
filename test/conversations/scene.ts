import type { Clock } from '../../src/platform/clock';
import { describeEachStoreKind, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { officeMorning } from '../tools/clocks';
import { Consumer } from '../tools/consumer';
import { play, playOverWechat } from '../tools/transcript';
import { WechatPlatform } from '../tools/wechat-platform/platform';

/** What a consumer and Xiaobao say to each other. @returns what the names in braces caught */
export type Talk = (transcript: string) => Promise<Record<string, string>>;

/** One program for a suite, and another consumer for each of its tests. */
export interface Scene {
  /** Of this test's consumer. */
  readonly talk: Talk;
  /** Of somebody else. */
  readonly meet: () => Promise<Talk>;
  /** All that this test's consumer has been shown of what both sides said. */
  readonly shown: () => string;
}

/** The ways in which consumers come. */
type Way = 'the widget' | 'WeChat in safe mode';

/** One of them, opened: what the program needs for it, and who comes in. */
interface Door {
  settings: Record<string, string>;
  opened(url: string): Promise<void>;
  enter(url: string): Promise<{ talk: Talk; shown: () => string }>;
  close(): Promise<void>;
}

/** Plays a suite of the main job on each store, and over WeChat in safe mode: on a Wednesday morning, 2026-11-25. */
export function describeEachScene(name: string, suite: (scene: Scene) => void): void {
  describeEachStoreKind(name, (store) => suite(setScene(store, officeMorning, 'the widget')));
  describe(`${name} (over WeChat, in safe mode)`, () => suite(setScene('embedded', officeMorning, 'WeChat in safe mode')));
}

/** The same at another time of day, which no store knows of. */
export function describeEachWay(name: string, clock: Clock, suite: (scene: Scene) => void): void {
  for (const way of ['the widget', 'WeChat in safe mode'] as const)
    describe(`${name} (over ${way})`, () => suite(setScene('embedded', clock, way)));
}

/** Sets the scene for the suite that it is called in. */
function setScene(store: 'embedded' | 'mongodb', clock: Clock, way: Way): Scene {
  let app: AppUnderTest;
  let door: Door;
  let consumer: Awaited<ReturnType<Door['enter']>>;
  beforeAll(async () => {
    door = way === 'the widget' ? widgetDoor() : await wechatDoor(clock);
    app = await startAppUnderTest(store, door.settings, clock);
    await door.opened(app.url);
  });
  afterAll(async () => {
    await app.stop();
    await door.close();
  });
  beforeEach(async () => (consumer = await door.enter(app.url)));
  return {
    talk: (transcript) => consumer.talk(transcript),
    meet: async () => (await door.enter(app.url)).talk,
    shown: () => consumer.shown(),
  };
}

function widgetDoor(): Door {
  return {
    settings: {},
    opened: () => Promise.resolve(),
    async enter(url) {
      const consumer = await Consumer.arrive(url);
      return { talk: (transcript) => play(consumer, transcript), shown: () => JSON.stringify(consumer.seen) };
    },
    close: () => Promise.resolve(),
  };
}

async function wechatDoor(clock: Clock): Promise<Door> {
  const platform = await WechatPlatform.start({ clock });
  let people = 0;
  return {
    settings: platform.settings(),
    opened: (url) => platform.connect(`${url}/wechat/callback`),
    async enter() {
      const phone = platform.phone(`消费者${++people}`);
      await phone.follows();
      await phone.history.until(() => true);
      const replies = () => phone.history.bubbles.filter(({ from }) => from !== 'user');
      return { talk: (transcript) => playOverWechat(phone, transcript), shown: () => JSON.stringify(replies()) };
    },
    close: () => platform.close(),
  };
}
