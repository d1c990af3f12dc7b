import { officeMorning } from '../../tools/clocks';
import type { Consumer } from '../../tools/consumer';
import { describeEachStoreKind } from '../../tools/app-under-test';
import { WechatScene, complainOnTheWeb } from './scene';
import type { WechatConsumer } from './scene';

const WANG = { name: '王芳', phone: '13912345678' };

describeEachStoreKind('progress on a secure page, and the joining of conversations', (store) => {
  let scene: WechatScene;
  beforeAll(async () => {
    scene = await WechatScene.start(store, officeMorning);
  });
  afterAll(() => scene.stop());

  /** Wang complains on the website. */
  const complaintOnTheWeb = (): Promise<{ web: Consumer; number: string }> => complainOnTheWeb(scene.app.url, WANG);

  async function proveOnWechat(wang: WechatConsumer, number: string): Promise<string> {
    const { status, html } = await wang.prove(number.toLowerCase(), WANG);
    expect(status).toBe(200);
    return html;
  }

  it('shows one’s complaints after proof, and the conversation goes on with the one that was asked for', async () => {
    const { number } = await complaintOnTheWeb();
    const wang = await scene.consumer();
    const html = await proveOnWechat(wang, number);
    expect(html).toContain(number);
    expect(html).toContain('已收到，正在安排核实');
    expect(html).toContain('还有15天');
    expect(html).not.toMatch(/王芳|13912345678/);
    const heard = await wang.hear();
    expect(heard).toContain(`${number}：已收到，正在安排核实。`);
  });

  it('makes what is said on either side known to both', async () => {
    const { web, number } = await complaintOnTheWeb();
    const wang = await scene.consumer();
    await proveOnWechat(wang, number);
    await wang.hear();
    await (await wang.tellComplaint()).send({ ...WANG, consent: 'yes' });
    await wang.hear('请核对投诉内容');
    const second = /XB\d{8}-\w{6}/.exec(await wang.ask('确认提交', '已登记'))![0];
    // On the web the new complaint is known without another question, and there it is the newest.
    await web.say('重新开始');
    const shown = await web.say(`查询${second}的进度`);
    expect(shown.map(({ text }) => text).join()).toContain(`${second}：已收到`);
  });

  it('joins nothing by the same name and phone alone', async () => {
    const { number } = await complaintOnTheWeb();
    const stranger = await scene.consumer();
    await (await stranger.tellComplaint()).send({ ...WANG, consent: 'yes' });
    await stranger.hear('请核对投诉内容');
    await stranger.ask('确认提交', '已登记');
    await stranger.ask('重新开始');
    expect(await stranger.ask(`查询${number}的进度`)).toContain('核实身份');
  });

  it('is closed after three wrong answers, and a person is called', async () => {
    const { number } = await complaintOnTheWeb();
    const guesser = await scene.consumer();
    await guesser.ask('查询进度');
    const page = await guesser.page(await guesser.ask(number));
    const guess = { number, name: '王芳', phone: '13900000000' };
    const first = await page.send(guess);
    expect([first.status, first.html]).toEqual([422, expect.stringContaining('还可以再试2次')]);
    expect((await page.send({ ...guess, number: 'XB20261125-222222' })).html).toContain('还可以再试1次');
    expect((await page.send(guess)).html).toContain('核对没有通过');
    expect((await page.elsewhere().send({ number, ...WANG })).status).toBe(410);
    const heard = await guesser.hear();
    expect(heard).toContain('核对没有通过，为了安全先不显示进度');
    expect(heard).toContain('已为您转给投诉处理岗');
  });

  it('opens no complaint to guessing over many links, not even with the right answer', async () => {
    const { number } = await complaintOnTheWeb();
    for (let link = 0; link < 2; link++) {
      const guesser = await scene.consumer();
      await guesser.ask('查询进度');
      const page = await guesser.page(await guesser.ask(number));
      for (let guess = 0; guess < 3; guess++) await page.send({ number, name: '王芳', phone: `1390000000${guess}` });
    }
    const wang = await scene.consumer();
    expect((await wang.prove(number, WANG)).status).toBe(422);
  });
});
