import { setTimeout as wait } from 'node:timers/promises';
import type { AppUnderTest } from '../../tools/app-under-test';
import { officeMorning } from '../../tools/clocks';
import { describeEachStore } from '../../tools/stores';
import { eventFields } from '../../tools/wechat-platform/inbound';
import type { Phone } from '../../tools/wechat-platform/phone';
import { WechatPlatform } from '../../tools/wechat-platform/platform';
import type { PersonAtDesk } from '../person-at-desk';
import { startAppWithAgent } from '../person-at-desk';
import { BenchScene } from './bench-scene';

const WORKER = 'kf2001@gh_bank';
const PACKET = { reason: 'asked', lastWords: '', facts: [], mood: 'calm', locale: 'zh-CN', elder: false } as const;
const RECORD = /POST \/customservice\/msgrecord\/getmsglist/;

describe('WeChat’s own desk, where the bank’s people work there', () => {
  let platform: WechatPlatform;
  let app: AppUnderTest;
  let ours: PersonAtDesk;
  let people = 0;
  beforeAll(async () => {
    platform = await WechatPlatform.start({ clock: officeMorning });
    platform.desk.workers.set(WORKER, true);
    ({ app, agent: ours } = await startAppWithAgent({ ...platform.settings(), XIAOBAO_WECHAT_NATIVE_DESK: 'true' }));
    await platform.connect(`${app.url}/wechat/callback`);
  });
  afterAll(async () => {
    await app.stop();
    await platform.close();
  });

  /** A consumer who waits for a person, and whom our own desk has looked at. */
  async function waiting(): Promise<Phone> {
    const phone = platform.phone(`消费者${++people}`);
    await phone.follows();
    await phone.history.until(({ text }) => text.includes('小保'));
    const { reply } = await phone.says('转人工');
    expect(reply).toEqual({ kind: 'transfer', worker: undefined });
    await phone.history.until(({ text }) => text.includes('已为您转给投诉处理岗'));
    expect(platform.desk.waiting.has(phone.openid)).toBe(true);
    await ours.lookAtNext();
    return phone;
  }

  /** Somebody of WeChat's desk takes the consumer. */
  async function taken(phone: Phone): Promise<void> {
    platform.desk.create(WORKER, phone.openid);
    expect((await phone.push(eventFields('kf_create_session', { KfAccount: WORKER }))).reply).toEqual({ kind: 'accepted' });
    await phone.history.until(({ text }) => text.includes('已接入'));
  }

  async function left(phone: Phone): Promise<void> {
    platform.desk.close(WORKER, phone.openid);
    const { reply } = await phone.push(eventFields('kf_close_session', { KfAccount: WORKER, CloseType: 'KF' }));
    expect(reply).toEqual({ kind: 'accepted' });
    await phone.history.until(({ text }) => text.includes('人工服务已结束'));
  }

  it('gets who asks for a person, and their conversation comes into the log when it is over', async () => {
    const phone = await waiting();
    await taken(phone);
    const { tries } = await phone.says('我的卡被多扣了三百，电话13800138000');
    expect(tries).toEqual([]); // WeChat brings it to the desk
    phone.receive({ kind: 'text', text: '请稍等，我查一下。' }, 'desk', WORKER);
    expect(
      (await phone.push(eventFields('kf_switch_session', { FromKfAccount: WORKER, ToKfAccount: 'kf2002@gh_bank' }))).tries,
    ).toEqual([200]);
    phone.receive({ kind: 'text', text: '已经退回。' }, 'desk', 'kf2002@gh_bank');
    await left(phone);
    const transcript = await ours.transcript();
    const words = [
      'consumer 我的卡被多扣了三百，电话138****8000',
      'agent 微信客服 请稍等，我查一下。',
      'agent 微信客服 已经退回。',
    ];
    expect(transcript.filter((line) => words.includes(line))).toEqual(words);
    expect(transcript.findIndex((line) => line.includes('已经退回'))).toBeLessThan(
      transcript.findIndex((line) => line.includes('人工服务已结束')),
    );
    expect(transcript.filter((line) => line.includes('转人工'))).toHaveLength(1); // said here, and in WeChat's record too
    await phone.says('存款保险最多赔多少');
    const since = await phone.history.until(({ text }) => text.includes('50万'));
    expect(since.map(({ text }) => text).join()).not.toMatch(/已经退回|请稍等/); // what WeChat's desk said is not said again
  });

  it('is announced as the post that the consumer waits for', async () => {
    const phone = platform.phone(`消费者${++people}`);
    await phone.follows();
    await phone.history.until(({ text }) => text.includes('小保'));
    await phone.says('这种情况银行要不要赔');
    await phone.history.until(({ text }) => text.includes('要帮您转过去吗'));
    expect((await phone.says('转法律事务岗')).reply).toMatchObject({ kind: 'transfer' });
    await phone.history.until(({ text }) => text.includes('已为您转给法律事务岗'));
    await taken(phone);
    expect(phone.history.bubbles.at(-1)?.text).toBe('法律事务岗的同事已接入，请直接说。');
    await left(phone);
  });

  it('is told nothing by the bot but danger while somebody waits or is served', async () => {
    const phone = await waiting();
    const danger = await phone.says('有人冒充客服让我把钱转到安全账户，我正在转');
    expect(danger.reply).toMatchObject({ kind: 'transfer' });
    await phone.history.until(({ text }) => text.includes('停'));
    await taken(phone);
    const before = phone.history.bubbles.length;
    // A session that nobody ends is over for WeChat after half an hour: what is said then comes here, and goes back to the desk.
    const { reply } = await phone.push({ MsgType: 'text', Content: '还在吗', MsgId: 25_000_000_000_000_001n });
    expect(reply).toMatchObject({ kind: 'transfer' });
    await wait(200);
    expect(phone.history.bubbles).toHaveLength(before);
    platform.desk.create(WORKER, phone.openid);
    await left(phone);
  });

  it('says so in the transcript where its words may not be read', async () => {
    const phone = await waiting();
    await taken(phone);
    platform.faults.plan(RECORD, { kind: 'errcode', errcode: 48001 });
    await left(phone);
    expect(await ours.transcript()).toContainEqual(expect.stringContaining('没能取过来，请到微信客服台查看'));
    await phone.says('存款保险最多赔多少');
    await phone.history.until(({ text }) => text.includes('50万'));
  });
});

describeEachStore('the words of a session at WeChat’s desk', (store) => {
  let scene: BenchScene;
  beforeEach(async () => (scene = await BenchScene.set(store)));
  afterEach(() => scene.close());

  it('are fetched later where they cannot be fetched at once, each once', async () => {
    const { platform, phone } = scene;
    platform.desk.workers.set(WORKER, true);
    const bench = await scene.open({ settings: { XIAOBAO_WECHAT_NATIVE_DESK: 'true' } });
    platform.desk.create(WORKER, phone.openid);
    await phone.push(eventFields('kf_create_session', { KfAccount: WORKER }));
    await phone.says('好');
    for (let n = 0; n < 2; n++) phone.receive({ kind: 'text', text: '好的。' }, 'desk', WORKER);
    platform.faults.plan(RECORD, { kind: 'errcode', errcode: -1 });
    platform.desk.close(WORKER, phone.openid);
    await phone.push(eventFields('kf_close_session', { KfAccount: WORKER }));
    const words = async () => (await bench.messages()).filter(({ activity }) => /^好/.test(activity.text ?? ''));
    expect(await words()).toEqual([]);
    for (let n = 0; n < 2; n++) await bench.wechat.lookAround();
    expect((await words()).map(({ author, activity }) => [author.kind, activity.text])).toEqual([
      ['consumer', '好'],
      ['agent', '好的。'],
      ['agent', '好的。'],
    ]);
    expect(phone.history.bubbles.filter(({ text }) => text === '好的。')).toHaveLength(2);
  });

  it('stand between a coming and a going of the post that was waited for then, however often WeChat tells of them', async () => {
    const { platform, phone, clock } = scene;
    platform.desk.workers.set(WORKER, true);
    const bench = await scene.open({ settings: { XIAOBAO_WECHAT_NATIVE_DESK: 'true' } });
    const conversationId = await bench.conversationId();
    await bench.queue.request({ conversationId, turnId: 't', skill: 'legal', priority: 2, packet: PACKET }, 'k');
    platform.desk.create(WORKER, phone.openid);
    const come = eventFields('kf_create_session', { KfAccount: WORKER, CreateTime: Math.floor(clock.now().getTime() / 1000) });
    await phone.push(come);
    await bench.queue.withdraw(conversationId);
    await phone.push(come);
    platform.desk.close(WORKER, phone.openid);
    await phone.push(eventFields('kf_close_session', { KfAccount: WORKER }));
    const changes = (await bench.messages()).flatMap(({ activity }) => (activity.value as { skill?: string } | undefined) ?? []);
    expect(changes).toEqual([
      { status: 'active', skill: 'legal' },
      { status: 'closed', skill: 'legal' },
    ]);
  });

  it('are fetched once where WeChat tells again that it is over, and who has asked for a person since goes on waiting', async () => {
    const { platform, phone, clock } = scene;
    platform.desk.workers.set(WORKER, true);
    const bench = await scene.open({ settings: { XIAOBAO_WECHAT_NATIVE_DESK: 'true' } });
    platform.desk.create(WORKER, phone.openid);
    await phone.push(eventFields('kf_create_session', { KfAccount: WORKER }));
    phone.receive({ kind: 'text', text: '好的。' }, 'desk', WORKER);
    platform.desk.close(WORKER, phone.openid);
    const over = eventFields('kf_close_session', { KfAccount: WORKER, CreateTime: Math.floor(clock.now().getTime() / 1000) });
    await phone.push(over);
    const conversationId = await bench.conversationId();
    await bench.queue.request({ conversationId, turnId: 't', skill: 'complaints', priority: 2, packet: PACKET }, 'k');
    await phone.push(over);
    expect(await bench.queue.openFor(conversationId)).toMatchObject({ status: 'waiting' });
    const texts = (await bench.messages()).map(({ activity }) => activity.text ?? '');
    expect(texts.filter((text) => text === '好的。')).toHaveLength(1);
    expect(texts.join()).not.toContain('没能取过来');
  });
});
