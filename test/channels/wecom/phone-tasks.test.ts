import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ConsumerReach } from '../../../src/staff/services';
import type { PhoneTaskView } from '../../../src/staff/show-phone-tasks';
import { OWN_PASSWORD, hire, settleIn } from '../../e2e/staff';
import { Browser } from '../../staff/browser';
import { describeEachStoreKind, environmentFor } from '../../tools/app-under-test';
import type { WecomConsumer } from '../../tools/wechat-platform/wecom-consumer';
import { PersonAtDesk } from '../person-at-desk';
import { FEE_COMPLAINT } from '../secure-pages/scene';
import { WecomScene, hear } from './scene';

const PATH = '/api/desk/phone-tasks';

describeEachStoreKind('An answer to a consumer of WeCom who may not be written to any more', (store) => {
  let scene: WecomScene;
  let agent: Browser;
  let desk: PersonAtDesk;
  beforeAll(async () => {
    const environment = environmentFor(store, mkdtempSync(join(tmpdir(), 'xiaobao-app-')));
    const password = await hire(environment, 'chenjing', 'agent', 'complaints');
    scene = await WecomScene.start(store, environment);
    await settleIn(scene.app.url, 'chenjing', password);
    agent = new Browser(scene.app.url, '127.0.0.1');
    await agent.signIn('chenjing', OWN_PASSWORD);
    desk = new PersonAtDesk(agent);
  });
  afterAll(() => scene.stop());

  const tasks = async (): Promise<PhoneTaskView[]> => (await agent.get<{ tasks: PhoneTaskView[] }>(PATH)).body.tasks;

  /** The list as soon as it says this. */
  async function task(words: string): Promise<PhoneTaskView> {
    for (;;) {
      const [first, ...more] = await tasks();
      expect(more).toEqual([]);
      if (first?.words === words) return first;
      await wait(20);
    }
  }

  /** @returns the number of the complaint */
  async function complains(lin: WecomConsumer): Promise<string> {
    for (const words of [FEE_COMPLAINT, '1', '同意', '林小晓', '13800138000']) await scene.ask(lin, words);
    return /XB\d{8}-\w{6}/.exec(await scene.ask(lin, '确认提交'))![0];
  }

  it('is a call to make until it is made, or they write again', async () => {
    const lin = scene.consumer();
    const complaintNumber = await complains(lin);
    expect(await scene.ask(lin, '转人工')).toContain('已为您转给投诉处理岗');
    await desk.takeNext();
    await hear(lin, (text) => text.includes('已接入'));
    for (const words of ['我看一下。', '查到了。', '正在退。']) {
      await desk.say(words);
      await hear(lin, (text) => text.includes(words));
    }
    expect(await desk.reach()).toMatchObject({ messagesLeft: 0, phoneDue: false });
    expect(await tasks()).toEqual([]);

    await desk.say('年费已退，三天内到账。');
    await desk.say('卡6222021234567890128的积分也补上了。');
    const due = await task('年费已退，三天内到账。\n卡尾号0128的积分也补上了。');
    const whom = { nameMasked: '林*晓', phoneMasked: '138****8000' };
    expect(due).toMatchObject({ ...whom, complaintNumber, skill: 'complaints', calls: [] });
    expect(await desk.reach()).toMatchObject({ phoneDue: true });
    expect((await agent.post(`${PATH}/${due.id}/contact`)).body).toEqual({ phone: '13800138000' });
    const reached = { outcome: 'reached', upTo: due.upTo, note: '' };
    expect((await agent.post(`${PATH}/${due.id}/outcome`, reached)).status).toBe(204);
    expect(await tasks()).toEqual([]);
    expect(await desk.reach()).toMatchObject({ phoneDue: false });

    await desk.say('还有一张表要签。');
    const later = await task('还有一张表要签。');
    expect(await scene.ask(lin, '在吗')).toContain('还有一张表要签。');
    expect(await tasks()).toEqual([]);
    expect(await desk.reach()).toMatchObject({ phoneDue: false });
    expect(await agent.post(`${PATH}/${later.id}/outcome`, { ...reached, upTo: later.upTo })).toMatchObject({
      status: 409,
      code: 'XB_PHONE_TASK_CHANGED',
    });
    expect(lin.history.bubbles.filter(({ text }) => text.includes('年费已退'))).toHaveLength(1);
    await desk.end();
    await hear(lin, (text) => text.includes('人工服务已结束'));
  });

  it('is one too when their 48 hours are over, for what a colleague said, not for the bot', async () => {
    const wang = scene.consumer();
    expect(await scene.ask(wang, '转人工')).toContain('已为您转给投诉处理岗');
    scene.passHours(48);
    await agent.signIn('chenjing', OWN_PASSWORD);
    await desk.takeNext();
    while (((await desk.reach()) as ConsumerReach).undelivered.length === 0) await wait(20);
    expect(await tasks()).toEqual([]); // that somebody has come is not worth a call
    await desk.say('您好，您要找的同事明天上班。');
    const due = await task('您好，您要找的同事明天上班。');
    expect(due).not.toHaveProperty('phoneMasked');
    expect(await desk.reach()).toMatchObject({ messagesLeft: 0, phoneDue: true });
    expect(await scene.ask(wang, '有人吗')).toContain('您要找的同事明天上班');
    expect(await tasks()).toEqual([]);
  });
});
