import { setTimeout as wait } from 'node:timers/promises';
import { waitingCollection } from '../../../src/channels/wechat/intake';
import { PNG } from '../direct-line/files';
import { describeEachStore } from '../../tools/stores';
import { nextMessageId } from '../../tools/wechat-platform/inbound';
import { BenchScene } from './bench-scene';
import type { Workbench } from './workbench';

const FIRST = '第一句';
const SECOND = '第二句';

/** Something that a test holds back until it lets it go. */
class Gate {
  open: () => void = () => undefined;
  readonly until = new Promise<void>((resolve) => (this.open = resolve));
}

describeEachStore('two messages of which WeChat brings the second before the first', (store) => {
  let scene: BenchScene;
  let bench: Workbench;
  let picture: Gate;
  let slowWay: Gate;
  beforeEach(async () => {
    scene = await BenchScene.set(store);
    bench = await scene.open();
    picture = new Gate();
    slowWay = new Gate();
  });
  afterEach(async () => {
    picture.open();
    slowWay.open();
    await scene.close();
  });

  /** The first is held on its way, the second goes straight. @returns resolves when both have been answered */
  function swapped(secondsApart: number): { answered: Promise<unknown> } {
    const { phone, platform, clock } = scene;
    const CreateTime = Math.floor(clock.now().getTime() / 1000);
    const first = { MsgType: 'text', Content: FIRST, MsgId: nextMessageId(), CreateTime: CreateTime - secondsApart };
    const second = { MsgType: 'text', Content: SECOND, MsgId: nextMessageId(), CreateTime };
    platform.faults.plan(new RegExp(`PUSH ${phone.openid}`), { kind: 'held', until: slowWay.until });
    return { answered: Promise.all([phone.push(first), phone.push(second)]) };
  }

  /** While a picture of theirs is fetched, both messages come, the second one first. */
  async function swappedBehindPicture(secondsApart: number): Promise<{ answered: Promise<unknown> }> {
    const { phone, platform } = scene;
    platform.faults.plan(/GET \/cgi-bin\/media\/get/, { kind: 'held', until: picture.until });
    const shown = phone.sends({ kind: 'image', bytes: PNG });
    await kept(1);
    const { answered } = swapped(secondsApart);
    await kept(2);
    slowWay.open();
    await kept(3);
    return { answered: Promise.all([shown, answered]) };
  }

  /** So many are safe and not yet in the log. */
  async function kept(count: number): Promise<void> {
    while ((await scene.database.collection(waitingCollection).countDocuments({})) < count) await wait(10);
  }

  async function logged(): Promise<string[]> {
    const messages = await bench.messages();
    return messages.flatMap(({ author, activity }) => (author.kind === 'consumer' ? [activity.text ?? ''] : []));
  }

  const answers = (): string[] => scene.shown().filter((text) => [FIRST, SECOND].some((one) => text.includes(one)));

  it.each([
    ['a second apart', 1],
    ['within one second', 0],
  ])('stand in the log and are answered as they were said, %s, while what was said before them is prepared', async (_, apart) => {
    const { answered } = await swappedBehindPicture(apart);
    picture.open();
    await answered;
    expect(await logged()).toEqual(['', FIRST, SECOND]);
    expect(answers().join()).toMatch(/第一句.*第二句/s);
  });

  it('do so too where the process ends over them and another takes them up', async () => {
    const { answered } = await swappedBehindPicture(0);
    const waiting = scene.database.collection(waitingCollection);
    const [oldest] = await waiting.find({}, { sort: { at: 1 } }).toArray();
    await waiting.deleteOne({ _id: oldest!._id }); // the picture was done
    await scene.open();
    while ((await logged()).length < 2) await wait(10);
    expect(await logged()).toEqual([FIRST, SECOND]);
    picture.open();
    await answered;
    const taken = await logged();
    for (const text of [FIRST, SECOND]) expect(taken.filter((one) => one === text)).toHaveLength(1);
  });

  it('stand as they came where the second was taken in before the first arrived, each answered once', async () => {
    const { answered } = swapped(1);
    await scene.heard(SECOND);
    slowWay.open();
    await answered;
    expect(await logged()).toEqual([SECOND, FIRST]);
    expect(answers()).toEqual([`听到：${SECOND}`, `听到：${FIRST}`]);
  });
});
