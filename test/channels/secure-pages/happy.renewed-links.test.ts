import { describeEachStoreKind } from '../../tools/app-under-test';
import { MovableClock } from '../../tools/clocks';
import { WechatScene } from './scene';
import type { PageOnPhone, WechatConsumer } from './scene';

const LIN = { name: '林小晓', phone: '13800138000', consent: 'yes' };
const NEW = '新的链接在下面';
const FRAUD = /停止转账|110/;

describeEachStoreKind('a link that is wanted again', (store) => {
  let scene: WechatScene;
  const clock = new MovableClock();
  beforeAll(async () => {
    scene = await WechatScene.start(store, clock);
  });
  afterAll(() => scene.stop());

  /** What is said brings a new link at once. */
  async function renewed(lin: WechatConsumer, words: string): Promise<PageOnPhone> {
    const heard = await lin.ask(words);
    expect(heard).toContain(NEW);
    expect(heard).not.toMatch(FRAUD);
    return lin.page(heard);
  }

  it('comes at once for one that has expired, and takes the complaint on', async () => {
    const lin = await scene.consumer();
    const first = await lin.tellComplaint();
    clock.advance({ minutes: 31 });
    expect((await first.open()).html).toContain('说“再发链接”就行');
    for (const words of ['链接打不开了', '链接过期了, 再要一个', '再发一次']) {
      const page = await renewed(lin, words);
      expect((await page.open()).status).toBe(200);
      clock.advance({ minutes: 31 });
    }
    const last = await renewed(lin, '再发链接');
    expect((await last.send(LIN)).status).toBe(200);
    await lin.hear('请核对投诉内容');
    expect(await lin.ask('确认提交')).toContain('已登记');
  });

  it('ends the one before, and keeps the other ways to answer open', async () => {
    const lin = await scene.consumer();
    const first = await lin.tellComplaint();
    clock.advance({ minutes: 1 });
    const second = await renewed(lin, '点不开链接');
    expect((await first.open()).html).toContain('这个链接已停用');
    expect((await second.open()).status).toBe(200);
    expect(await lin.ask('1')).toContain('请问您怎么称呼');
    await lin.ask('重新发链接', NEW);
    await lin.hear('请问您怎么称呼');
  });

  it('comes in English too', async () => {
    const lin = await scene.consumer();
    await lin.ask('I want to complain: you charged me an annual fee of 300 yuan on a card I never activated');
    await lin.ask('1');
    await lin.ask('skip');
    await lin.page(await lin.ask('Please refund the fee'));
    const heard = await lin.ask('the link does not work');
    expect(heard).toContain('Here is a new link');
    expect((await (await lin.page(heard)).open()).html).toContain('Your name and phone number');
  });

  it('comes for the proof of who asks how a complaint stands', async () => {
    const wang = await scene.consumer();
    const number = await wang.complain(LIN);
    const lin = await scene.consumer();
    await lin.ask('查询进度');
    const first = await lin.page(await lin.ask(number));
    clock.advance({ minutes: 31 });
    expect((await first.open()).status).toBe(410);
    const page = await renewed(lin, '那个链接失效了');
    expect((await page.send({ number, ...LIN })).html).toContain('已收到');
  });

  it('comes for evidence, before the complaint is registered and long after', async () => {
    const lin = await scene.consumer();
    await (await lin.tellComplaint()).send(LIN);
    const first = await lin.page(await lin.hear('请核对投诉内容'));
    clock.advance({ minutes: 31 });
    expect((await first.open()).status).toBe(410);
    const second = await renewed(lin, '网页打不开');
    expect((await second.open()).html).toContain('上传材料');
    await lin.ask('确认提交', '已登记');
    clock.advance({ hours: 20 });
    const third = await renewed(lin, '链接过期了');
    expect((await third.open()).html).toContain('上传材料');
  });

  it('stands again where its question is asked again: the same while it may be open in a browser, a new one after that', async () => {
    const lin = await scene.consumer();
    const first = await lin.tellComplaint();
    clock.advance({ minutes: 10 });
    const repeated = await lin.ask('嗯这个嘛');
    expect(repeated).toContain('请打开下面的本行安全页面填写');
    expect((await lin.page(repeated)).url).toBe(first.url);
    clock.advance({ minutes: 30 });
    const anew = await lin.page(await lin.ask('信用卡年费怎么收？'));
    expect(anew.url).not.toBe(first.url);
    expect((await anew.open()).status).toBe(200);
    await lin.ask('取消');
    const resumed = await lin.page(await lin.ask('继续'));
    expect((await resumed.send(LIN)).status).toBe(200);
    await lin.hear('请核对投诉内容');
  });

  it('is said to be needless where nothing is left to fill in', async () => {
    const lin = await scene.consumer();
    await lin.tellComplaint();
    await lin.ask('取消');
    expect(await lin.ask('链接打不开了')).toContain('现在没有要在网页上填的');
  });

  it('stays a danger where we offered none, or where money is spoken of', async () => {
    const nobody = await scene.consumer();
    expect(await nobody.ask('链接打不开了')).not.toContain(NEW);
    const lin = await scene.consumer();
    await lin.tellComplaint();
    expect(await lin.ask('我点了一个陌生链接，卡里的钱正在被转走')).toMatch(FRAUD);
    expect(await lin.ask('对方又发链接让我填验证码')).not.toContain(NEW);
  });
});
