import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ConsumerReach } from '../../../src/staff/services';
import type { PhoneTaskView } from '../../../src/staff/show-phone-tasks';
import { OWN_PASSWORD, hire, settleIn } from '../../e2e/staff';
import { Browser } from '../../staff/browser';
import { describeEachStoreKind, environmentFor } from '../../tools/app-under-test';
import { WechatScene, complainOnTheWeb } from '../secure-pages/scene';
import type { WechatConsumer } from '../secure-pages/scene';
import { PersonAtDesk } from '../person-at-desk';
import { officeMorning } from '../../tools/clocks';

const LIN = { name: '林小晓', phone: '13800138000' };
const PATH = '/api/desk/phone-tasks';

describeEachStoreKind('An answer to a consumer who has left WeChat', (store) => {
  let scene: WechatScene;
  let agent: Browser;
  beforeAll(async () => {
    const environment = environmentFor(store, mkdtempSync(join(tmpdir(), 'xiaobao-app-')));
    const password = await hire(environment, 'chenjing', 'agent', 'complaints');
    scene = await WechatScene.start(store, officeMorning, environment);
    await settleIn(scene.app.url, 'chenjing', password);
    agent = new Browser(scene.app.url, '127.0.0.1');
    await agent.signIn('chenjing', OWN_PASSWORD);
  });
  afterAll(() => scene.stop());

  const tasks = async (): Promise<PhoneTaskView[]> => (await agent.get<{ tasks: PhoneTaskView[] }>(PATH)).body.tasks;

  /** They have a colleague, leave WeChat, and something is said to them: it is to be said on the phone. */
  async function unreachable(lin: WechatConsumer, words: string): Promise<{ desk: PersonAtDesk; task: PhoneTaskView }> {
    await lin.ask('转人工');
    const desk = new PersonAtDesk(agent);
    await desk.takeNext();
    await lin.hear('已接入');
    await lin.phone.unfollows();
    await desk.say(words);
    return { desk, task: await theTask() };
  }

  async function theTask(): Promise<PhoneTaskView> {
    for (;;) {
      const [task] = await tasks();
      if (task) return task;
      await wait(50);
    }
  }

  /** They are back, and done with. */
  async function back(lin: WechatConsumer, desk: PersonAtDesk, words: string): Promise<void> {
    await lin.phone.follows();
    await lin.hear(words);
    expect(await tasks()).toEqual([]);
    await desk.end();
    await lin.hear('人工服务已结束');
  }

  const contact = (task: PhoneTaskView): ReturnType<Browser['post']> => agent.post(`${PATH}/${task.id}/contact`);

  it('is a call to make until it is made, or they are back', async () => {
    const lin = await scene.consumer();
    const number = await lin.complain(LIN);
    const { desk, task } = await unreachable(lin, '年费已退，三天内到账。');
    expect(task).toMatchObject({ complaintNumber: number, nameMasked: '林*晓', words: '年费已退，三天内到账。', calls: [] });
    expect(await desk.reach()).toMatchObject({ phoneDue: true });
    expect((await contact(task)).body).toEqual({ phone: LIN.phone });
    const reached = { outcome: 'reached', upTo: task.upTo, note: '' };
    expect((await agent.post(`${PATH}/${task.id}/outcome`, reached)).status).toBe(204);
    expect(await desk.reach()).toMatchObject({ phoneDue: false });

    await desk.say('积分也补上了。');
    const later = await theTask();
    expect(later).toMatchObject({ words: '积分也补上了。' });
    await lin.phone.follows();
    expect(await lin.hear('积分也补上了。')).toContain('年费已退');
    expect(await tasks()).toEqual([]);
    expect(await agent.post(`${PATH}/${later.id}/outcome`, { ...reached, upTo: later.upTo })).toMatchObject({
      status: 409,
      code: 'XB_PHONE_TASK_CHANGED',
    });
    await desk.end();
    await lin.hear('人工服务已结束');
  });

  it('is none where only the coming of a colleague could not be told, which the desk shows as waiting', async () => {
    const lin = await scene.consumer();
    await lin.ask('转人工');
    await lin.phone.unfollows();
    const desk = new PersonAtDesk(agent);
    await desk.takeNext();
    const waiting = async (count: number): Promise<ConsumerReach> => {
      for (;;) {
        const reach = (await desk.reach()) as ConsumerReach;
        if (reach.undelivered.length === count) return reach;
        await wait(20);
      }
    };
    expect(await waiting(1)).toMatchObject({ messagesLeft: 0, gone: true, phoneDue: false });
    expect(await tasks()).toEqual([]);
    await desk.say('年费已退。');
    expect(await theTask()).toMatchObject({ words: '年费已退。', phoneLeft: false });
    expect(await waiting(2)).toMatchObject({ phoneDue: true });
    await back(lin, desk, '年费已退。');
  });

  it('is made to the number of their complaint on the website, once they have proven it theirs', async () => {
    const { number } = await complainOnTheWeb(scene.app.url, LIN);
    const stranger = await scene.consumer();
    await stranger.prove(number, { ...LIN, phone: '13900139000' });
    const other = await unreachable(stranger, '请您核对一下信息。');
    expect(other.task).not.toHaveProperty('phoneMasked');
    expect(await contact(other.task)).toMatchObject({ status: 404, code: 'XB_NO_PHONE' });
    await back(stranger, other.desk, '请您核对一下信息。');

    const lin = await scene.consumer();
    await lin.prove(number, LIN);
    await lin.hear('已收到');
    const { desk, task } = await unreachable(lin, '年费已退。');
    const whom = { nameMasked: '林*晓', phoneMasked: '138****8000' };
    expect(task).toMatchObject({ ...whom, complaintNumber: number, skill: 'complaints' });
    expect((await contact(task)).body).toEqual({ phone: LIN.phone });
    await back(lin, desk, '年费已退。');
  });

  it('is made to the number that they confirmed on the secure page, until they start over; never to one that was only typed', async () => {
    const lin = await scene.consumer();
    await (await lin.tellComplaint()).send({ ...LIN, consent: 'yes' });
    await lin.hear('请核对投诉内容');
    await lin.ask('我的另一个电话是13700137000');
    const { desk, task } = await unreachable(lin, '年费已退。');
    expect(task).toMatchObject({ nameMasked: '林*晓', phoneMasked: '138****8000' });
    expect(task).not.toHaveProperty('complaintNumber');
    expect((await contact(task)).body).toEqual({ phone: LIN.phone });
    await back(lin, desk, '年费已退。');

    await lin.ask('重新开始', '从头来');
    const later = await unreachable(lin, '还有一张表。');
    expect(later.task).not.toHaveProperty('phoneMasked');
    expect(await contact(later.task)).toMatchObject({ status: 404, code: 'XB_NO_PHONE' });
    await back(lin, later.desk, '还有一张表。');
  });
});
