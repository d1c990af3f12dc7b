import { describeEachStoreKind, startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { officeMorning } from '../../tools/clocks';
import type { Phone } from '../../tools/wechat-platform/phone';
import { WechatPlatform } from '../../tools/wechat-platform/platform';

describeEachStoreKind('a conversation over WeChat, in safe mode', (store) => {
  let platform: WechatPlatform;
  let app: AppUnderTest;
  let people = 0;
  beforeAll(async () => {
    platform = await WechatPlatform.start({ clock: officeMorning });
    app = await startAppUnderTest(store, platform.settings());
    await platform.connect(`${app.url}/wechat/callback`);
  });
  afterAll(async () => {
    await app.stop();
    await platform.close();
  });

  async function follower(): Promise<Phone> {
    const phone = platform.phone(`消费者${++people}`);
    await phone.follows();
    await phone.history.until(() => true);
    return phone;
  }

  /** What the phone shows after saying something, as one text. */
  async function ask(phone: Phone, text: string): Promise<string> {
    await phone.says(text);
    return (await phone.history.until(() => true)).map((bubble) => bubble.text).join('\n');
  }

  it('welcomes a new follower in the answer to the event', async () => {
    const phone = platform.phone('林晓');
    await phone.follows();
    const [welcome, ...more] = await phone.history.until(() => true);
    expect(more).toEqual([]);
    expect(welcome).toMatchObject({ arrived: 'passive', kind: 'text' });
    expect(welcome!.text).toContain('小保');
    expect(welcome!.text).toContain('1. 我要投诉');
  });

  it('registers a complaint, answered within each callback and at no cost to the quota', async () => {
    const phone = await follower();
    expect(await ask(phone, '你们信用卡没激活还收我年费三百块，上个月扣的，我要投诉')).toContain('您希望我们怎么处理？');
    expect(await ask(phone, '1')).toContain('同意吗');
    expect(await ask(phone, '第一个')).toContain('请问您怎么称呼');
    expect(await ask(phone, '张小明')).toContain('联系电话');
    expect(await ask(phone, '13800138000')).toContain('请核对投诉内容');
    expect(await ask(phone, '确认提交')).toMatch(/已登记，编号XB20261125-\w{6}/);
    expect(await ask(phone, '查询进度')).toContain('已收到，正在安排核实');
    expect(phone.history.bubbles.filter(({ from }) => from === 'account').map(({ arrived }) => arrived)).not.toContain('api');
    expect(phone.quota.left(officeMorning.now().getTime())).toBe(5);
  });
});
