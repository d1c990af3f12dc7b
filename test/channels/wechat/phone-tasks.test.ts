import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PhoneTaskView } from '../../../src/staff/show-phone-tasks';
import { OWN_PASSWORD, hire, settleIn } from '../../e2e/staff';
import { Browser } from '../../staff/browser';
import { describeEachStoreKind, environmentFor, officeMorning } from '../../tools/app-under-test';
import { WechatScene } from '../secure-pages/scene';
import { PersonAtDesk } from '../person-at-desk';

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

  it('is a call to make until it is made, or they are back', async () => {
    const lin = await scene.consumer();
    const number = await lin.complain(LIN);
    await lin.ask('转人工');
    const desk = new PersonAtDesk(agent);
    await desk.takeNext();
    await lin.hear('已接入');
    await lin.phone.unfollows();
    await desk.say('年费已退，三天内到账。');
    while ((await tasks()).length === 0) await wait(20);
    const [task] = await tasks();
    expect(task).toMatchObject({ complaintNumber: number, nameMasked: '林*晓', words: '年费已退，三天内到账。', calls: [] });
    expect(await desk.reach()).toMatchObject({ phoneDue: true });
    expect((await agent.post(`${PATH}/${task!.id}/contact`)).body).toEqual({ phone: LIN.phone });
    const reached = { outcome: 'reached', upTo: task!.upTo, note: '' };
    expect((await agent.post(`${PATH}/${task!.id}/outcome`, reached)).status).toBe(204);
    expect(await desk.reach()).toMatchObject({ phoneDue: false });

    await desk.say('积分也补上了。');
    while ((await tasks()).length === 0) await wait(20);
    const [later] = await tasks();
    expect(later).toMatchObject({ words: '积分也补上了。' });
    await lin.phone.follows();
    expect(await lin.hear('积分也补上了。')).toContain('年费已退');
    expect(await tasks()).toEqual([]);
    expect(await agent.post(`${PATH}/${later!.id}/outcome`, { ...reached, upTo: later!.upTo })).toMatchObject({
      status: 409,
      code: 'XB_PHONE_TASK_CHANGED',
    });
  });
});
