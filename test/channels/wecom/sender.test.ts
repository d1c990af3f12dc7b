import { describeEachStore } from '../../tools/stores';
import type { Fault } from '../../tools/wechat-platform/faults';
import type { ErrorCode } from '../../tools/wechat-platform/refusal';
import { SenderScene } from './sender-scene';
import type { Outcome } from './sender-scene';

const SEND = /POST \/cgi-bin\/kf\/send_msg( |$)/;

describeEachStore('a message that WeCom refuses', (store) => {
  let scene: SenderScene;
  beforeEach(async () => {
    scene = await SenderScene.set(store);
    await scene.written();
  });
  afterEach(() => scene.platform.close());

  const again = 'tried again';
  it.each<[string, ErrorCode, Outcome[], string[]]>([
    ['its 48 hours are over', 95002, ['held'], ['phone open']],
    ['the messages are used up', 95001, ['held'], ['phone open']],
    ['the account may not', 48002, ['held'], ['phone open']],
    ['too much is called at once', 45033, [again, again, again, again], []],
    ['the server’s address is not trusted', 60020, [again, again, again, again], []],
    ['the application may not', 60011, [again, again, again, again], []],
    ['the interface is switched off', 95017, [again, again, again, again], []],
    ['the reason is not known', 46003, [again, again, 'passed'], ['phone open']],
    ['its content is not taken', 45002, ['passed'], ['phone open']],
  ])('is not lost: %s', async (_why, errcode, outcomes, notices) => {
    scene.platform.faults.plan(SEND, { kind: 'errcode', errcode }, 4);
    for (const outcome of outcomes) expect(await scene.tryOnce()).toBe(outcome);
    expect(await scene.notices()).toEqual(notices);
    expect(scene.said()).toEqual([]);
  });

  it('asks where the session stands when it is said to be over, and goes', async () => {
    scene.platform.faults.plan(SEND, { kind: 'errcode', errcode: 95013 });
    expect(await scene.tryOnce()).toBe(again);
    expect(scene.lin.state).toBe(1);
    expect(await scene.tryOnce()).toBe('passed');
    expect(scene.said()).toEqual(['第一句']);
  });

  it('waits, in doubt, where an unknown code meets it again: three times, then a colleague is told', async () => {
    scene.platform.faults.plan(SEND, { kind: 'dropped', when: 'before' });
    expect(await scene.tryOnce()).toBe('in doubt');
    scene.platform.faults.plan(SEND, { kind: 'errcode', errcode: 46003 }, 3);
    for (const outcome of [again, again, 'passed']) expect(await scene.tryOnce()).toBe(outcome);
    expect(await scene.notices()).toEqual(['phone open']);
  });
});

describeEachStore('a welcome', (store) => {
  let scene: SenderScene;
  beforeEach(async () => {
    scene = await SenderScene.set(store);
    await scene.entered();
  });
  afterEach(() => scene.platform.close());

  const WELCOME = /POST \/cgi-bin\/kf\/send_msg_on_event/;

  it.each<[string, Fault, Outcome]>([
    ['is busy', { kind: 'errcode', errcode: -1 }, 'tried again'],
    ['takes a token for old', { kind: 'errcode', errcode: 41001 }, 'passed'],
    ['loses the request', { kind: 'dropped', when: 'before' }, 'in doubt'],
    ['loses the answer', { kind: 'dropped', when: 'after' }, 'in doubt'],
  ])('goes once when WeCom %s', async (_what, fault, outcome) => {
    scene.platform.faults.plan(WELCOME, fault);
    expect(await scene.tryOnce()).toBe(outcome);
    if (outcome !== 'passed') expect(await scene.tryOnce()).toBe('passed');
    expect(scene.said()).toEqual(['第一句']);
  });

  it('that was not taken within its 20 seconds goes when the consumer writes, and nobody is to phone them for it', async () => {
    scene.platform.faults.plan(WELCOME, { kind: 'errcode', errcode: -1 });
    expect(await scene.tryOnce()).toBe('tried again');
    scene.clock.advance({ seconds: 21 });
    expect(await scene.tryOnce()).toBe('held');
    expect(await scene.notices()).toEqual([]);
    await scene.written();
    expect(await scene.tryOnce()).toBe('passed');
    expect(scene.said()).toEqual(['第一句']);
  });

  it('is not said late where it is in doubt', async () => {
    scene.platform.faults.plan(WELCOME, { kind: 'dropped', when: 'after' });
    expect(await scene.tryOnce()).toBe('in doubt');
    scene.clock.advance({ seconds: 21 });
    await scene.written();
    expect(await scene.tryOnce()).toBe('passed');
    expect(scene.said()).toEqual(['第一句']);
  });
});
