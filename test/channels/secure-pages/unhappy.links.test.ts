import { describeEachStoreKind } from '../../tools/app-under-test';
import { MovableClock } from '../../tools/clocks';
import { WechatScene } from './scene';

const LIN = { name: '林小晓', phone: '13800138000', consent: 'yes' };

describeEachStoreKind('a link to a secure page', (store) => {
  let scene: WechatScene;
  const clock = new MovableClock();
  beforeAll(async () => {
    scene = await WechatScene.start(store, clock);
  });
  afterAll(() => scene.stop());

  it('takes one filling-in once, however often it is sent', async () => {
    const lin = await scene.consumer();
    const page = await lin.tellComplaint();
    await page.open();
    const answers = await Promise.all([page.send(LIN), page.send(LIN), page.send(LIN)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await page.send(LIN)).status).toBe(200);
    await lin.hear('请核对投诉内容');
    await lin.ask('确认提交', '已登记');
    const noted = lin.phone.history.bubbles.filter(({ text }) => text.includes('收到您在安全页面填的信息'));
    expect(noted).toHaveLength(1);
  });

  it('takes no second filling-in, at once or later', async () => {
    const page = await (await scene.consumer()).tellComplaint();
    const both = await Promise.all([page.send(LIN), page.elsewhere().send({ ...LIN, name: '别人' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await page.elsewhere().send(LIN)).html).toContain('这个链接已经用过了');
    expect((await page.elsewhere().open()).html).toContain('这个链接已经用过了');
  });

  it('ends after half an hour', async () => {
    const lin = await scene.consumer();
    const page = await lin.tellComplaint();
    await page.open();
    clock.advance({ minutes: 31 });
    expect((await page.send(LIN)).status).toBe(410);
    expect((await page.elsewhere().open()).html).toContain('这个链接已过期');
  });

  it('ends with what it was for: a newer link, a cancelled form', async () => {
    const lin = await scene.consumer();
    const first = await lin.tellComplaint();
    clock.advance({ minutes: 1 });
    const second = await lin.page(await lin.ask('返回').then(() => lin.ask('退还费用')));
    expect((await first.open()).html).toContain('这个链接已停用');
    expect((await second.open()).status).toBe(200);
    clock.advance({ minutes: 1 });
    await lin.ask('取消');
    expect((await second.send(LIN)).status).toBe(410);
  });

  it.each(['x', 'a'.repeat(43), '..%2f..%2fetc', 'lnk_0123456789abcdef0123456789abcdef'])('is none: %s', async (token) => {
    const answer = await fetch(`${scene.app.url}/h5/${token}`);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('没有这个页面')]);
  });

  it('tells what is wrong beside each field, and shows nothing as markup', async () => {
    const page = await (await scene.consumer()).tellComplaint();
    const { status, html } = await page.send({ name: '<script>1</script>', phone: '123', tail: '6222021234567890' });
    expect(status).toBe(422);
    expect(html).not.toContain('<script>1');
    expect(html).not.toContain('6222021234567890');
    for (const field of ['name', 'phone', 'tail', 'sensitive', 'consent']) {
      expect(html).toContain(`id="${field}-error"`);
      expect(html).toContain(`<a href="#${field}">`);
    }
    expect((await page.send(LIN)).status).toBe(200);
  });

  it('leads to a page that is not kept, framed, indexed or told to others', async () => {
    const { headers } = await (await scene.consumer()).tellComplaint().then((page) => page.open());
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('refuses what is no form', async () => {
    const page = await (await scene.consumer()).tellComplaint();
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(page.url, { method: 'POST', headers, body: '{"name":"林小晓"}' });
    expect([answer.status, await answer.text()]).toEqual([415, expect.stringContaining('刚才没有成功')]);
  });
});
