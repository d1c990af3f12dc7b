import { setTimeout as wait } from 'node:timers/promises';
import { describeEachStore } from '../../tools/stores';
import { noticesCollection } from '../../../src/channels/wechat/notices';
import { deliveriesCollection } from '../../../src/channels/wechat/wechat';
import { BenchScene } from './bench-scene';
import type { BenchOptions, Workbench } from './workbench';

const SEND = /POST \/cgi-bin\/message\/custom\/send/;

describeEachStore('replies over WeChat', (store) => {
  let scene: BenchScene;
  let clock: BenchScene['clock'];
  let database: BenchScene['database'];
  let platform: BenchScene['platform'];
  let lin: BenchScene['phone'];

  beforeEach(async () => {
    scene = await BenchScene.set(store);
    ({ clock, database, platform, phone: lin } = scene);
  });
  afterEach(() => scene.close());

  const open = (options?: Partial<BenchOptions>): Promise<Workbench> => scene.open(options);
  const heard = (text: string): Promise<string[]> => scene.heard(text);
  const shown = (): string[] => scene.shown();

  it('answers in the callback what is done in time, and later what is not, each once', async () => {
    let turns = 0;
    let goOn = (): void => undefined;
    const acknowledged = new Promise<void>((resolve) => (goOn = resolve));
    await open({
      answerByMs: 3500,
      handle: async ({ message }) => {
        turns++;
        if (message.activity.text === '慢') await acknowledged;
        return { state: {}, replies: [{ type: 'message', text: `听到：${message.activity.text ?? '事件'}` }], effects: [] };
      },
    });
    const { reply } = await lin.says('快');
    expect(reply).toMatchObject({ kind: 'message' });
    const slow = await lin.says('慢');
    expect(slow).toEqual({ tries: [200], reply: { kind: 'accepted' } });
    goOn();
    await heard('听到：慢');
    expect(lin.history.bubbles.at(-1)).toMatchObject({ arrived: 'api' });
    expect(turns).toBe(3);
  });

  it('gives WeChat’s retry the same answer, without another turn', async () => {
    let turns = 0;
    await open({
      handle: ({ message }) => {
        turns++;
        const text = `${turns}：${message.activity.text ?? '听到：事件'}`;
        return Promise.resolve({ state: {}, replies: [{ type: 'message', text }], effects: [] });
      },
    });
    platform.faults.plan(/^PUSH/, { kind: 'dropped', when: 'after' });
    const { tries, reply } = await lin.says('在吗');
    expect(tries).toEqual(['lost', 200]);
    expect(reply).toMatchObject({ kind: 'message', message: { text: { content: '2：在吗' } } });
    await wait(300);
    expect(shown().filter((text) => text.includes('在吗'))).toHaveLength(1);
  });

  it.each([
    ['is busy', { kind: 'errcode', errcode: -1 }],
    ['fails', { kind: 'status', status: 500 }],
    ['cuts the answer', { kind: 'cut' }],
    ['answers with a page', { kind: 'garbage' }],
    ['loses the request', { kind: 'dropped', when: 'before' }],
    ['loses the answer', { kind: 'dropped', when: 'after' }],
    ['takes a token for old', { kind: 'errcode', errcode: 42001 }],
    ['says something unheard of', { kind: 'errcode', errcode: 46003 }],
  ] as const)('delivers once and in order when WeChat %s', async (_what, fault) => {
    const bench = await open();
    await lin.says('人工');
    await heard('人工');
    platform.faults.plan(SEND, fault);
    await bench.agentSays('第一句');
    await heard('第一句');
    await bench.agentSays('第二句');
    await heard('第二句');
    expect(shown().slice(-2)).toEqual(['第一句', '第二句']);
  });

  it('passes over what WeChat will never take, and goes on', async () => {
    const bench = await open();
    await lin.says('人工');
    await heard('人工');
    platform.faults.plan(SEND, { kind: 'errcode', errcode: -1 }); // so that the three wait together, and are merged
    platform.faults.plan(SEND, { kind: 'errcode', errcode: 45002 }, 2);
    await bench.agentSays('说不出去的话', '第二句', '第三句');
    await heard('第三句');
    expect(shown().at(-1)).toBe('第二句\n\n第三句');
    const notices = await database.collection(noticesCollection).find({}).toArray();
    expect(notices.map(({ way, status }) => [way, status])).toEqual([['phone', 'open']]);
    expect(notices[0]!.upTo).toBe(notices[0]!.seq); // the others have arrived
    // The desk shows it, until the consumer is there again.
    const conversationId = await bench.conversationId();
    expect(await bench.wechat.reach(conversationId)).toMatchObject({ phoneDue: true });
    await lin.says('在吗');
    expect(await bench.wechat.reach(conversationId)).toMatchObject({ phoneDue: false });
  });

  it('sends at most what it may, says that more is to come, and goes on when the consumer writes', async () => {
    const bench = await open();
    clock.advance({ seconds: 3 }); // what was sent in the same second would count
    await lin.says('人工');
    await heard('人工');
    const conversationId = await bench.conversationId();
    expect(await bench.wechat.reach(conversationId)).toMatchObject({ messagesLeft: 5 });
    for (let i = 1; i <= 5; i++) {
      await bench.agentSays(`第${i}条`);
      await heard(`第${i}条`);
    }
    await bench.agentSays('多一条');
    await bench.agentSays('再一条');
    while ((await database.collection(noticesCollection).countDocuments({})) === 0) await wait(20);
    expect(await bench.wechat.reach(conversationId)).toMatchObject({ messagesLeft: 0, phoneDue: true, gone: false });
    expect(shown().filter((text) => text.includes('多一条'))).toEqual([]);
    clock.advance({ seconds: 3 });
    await lin.says('好');
    const heardThen = await heard('听到：好');
    expect(heardThen.join('\n\n')).toBe('多一条\n\n再一条\n\n听到：好');
    while ((await bench.wechat.reach(conversationId)).phoneDue) await wait(20); // the notice is closed after the words are said
  });

  it('leaves the answer to the request, for nothing, where earlier words are still on their way', async () => {
    const bench = await open();
    await lin.says('人工');
    await heard('人工');
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    platform.faults.plan(SEND, { kind: 'held', until });
    await bench.agentSays('第一句');
    while (!(await database.collection(deliveriesCollection).findOne({ intent: { $exists: true } }))) await wait(20);
    await bench.agentSays('第二句');
    clock.advance({ seconds: 3 });
    const asked = lin.says('在吗');
    while (!(await bench.messages()).some(({ activity }) => activity.text === '听到：在吗')) await wait(20);
    release();
    expect((await asked).reply).toEqual({ kind: 'message', message: { msgtype: 'text', text: { content: '听到：在吗' } } });
    expect(shown().slice(-3)).toEqual(['第一句', '第二句', '听到：在吗']);
  });

  it('keeps what is said to one who left until they come back', async () => {
    const bench = await open();
    await lin.says('人工');
    await heard('人工');
    await lin.unfollows();
    await bench.agentSays('在吗');
    while ((await database.collection(noticesCollection).countDocuments({ way: 'phone' })) === 0) await wait(20);
    expect(await bench.wechat.reach(await bench.conversationId())).toMatchObject({ gone: true, messagesLeft: 0, phoneDue: true });
    await lin.follows();
    await heard('在吗');
  });

  it('keeps what is said to one who has switched messages off until they write', async () => {
    const bench = await open();
    await lin.says('人工');
    await heard('人工');
    platform.faults.plan(SEND, { kind: 'errcode', errcode: 48002 });
    await bench.agentSays('在吗');
    while ((await database.collection(noticesCollection).countDocuments({ way: 'phone' })) === 0) await wait(20);
    expect(await bench.wechat.reach(await bench.conversationId())).toMatchObject({
      gone: false,
      messagesLeft: 0,
      phoneDue: true,
    });
    clock.advance({ seconds: 3 });
    await lin.says('好');
    expect((await heard('听到：好')).join('\n\n')).toBe('在吗\n\n听到：好');
  });

  it('sends nothing twice where two processes see the same message', async () => {
    const bench = await open();
    const other = await open();
    await lin.says('人工');
    await heard('人工');
    for (let i = 1; i <= 4; i++) {
      await bench.agentSays(`第${i}条`);
      other.log.noticed((await bench.messages()).at(-1)!);
      await heard(`第${i}条`);
    }
    expect(shown().filter((text) => /第\d条/.test(text))).toEqual(['第1条', '第2条', '第3条', '第4条']);
  });

  it('asks who waits for a person and has only followed or tapped to write, once, while they can be told', async () => {
    const bench = await open();
    const packet = { reason: 'asked', lastWords: '', facts: [], mood: 'calm', locale: 'zh-CN', elder: false } as const;
    const conversationId = await bench.conversationId();
    await bench.queue.request({ conversationId, turnId: 't', skill: 'complaints', priority: 2, packet }, 'k');
    await bench.wechat.lookAround();
    await heard('请您回个“好”');
    clock.advance({ seconds: 30 });
    await lin.follows();
    await bench.wechat.lookAround();
    await wait(200);
    expect(shown().filter((text) => text.includes('请您回个“好”'))).toHaveLength(1);
  });

  it('tells who waits for a person that the 48 hours end, once', async () => {
    const bench = await open();
    await lin.says('人工');
    await heard('人工');
    const packet = { reason: 'asked', lastWords: '', facts: [], mood: 'calm', locale: 'zh-CN', elder: false } as const;
    const conversationId = await bench.conversationId();
    await bench.queue.request({ conversationId, turnId: 't', skill: 'complaints', priority: 2, packet }, 'k');
    await bench.wechat.lookAround();
    clock.advance({ minutes: 47 * 60 });
    await bench.wechat.lookAround();
    await bench.wechat.lookAround();
    await heard('48小时');
    await wait(200);
    expect(shown().filter((text) => text.includes('48小时'))).toHaveLength(1);
  });
});
