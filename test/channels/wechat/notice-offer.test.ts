import { officeMorning } from '../../tools/clocks';
import { playOverWechat } from '../../tools/transcript';
import { PUBLIC_URL, WechatScene } from '../secure-pages/scene';

const SUBSCRIPTION = { XIAOBAO_WECHAT_SUBSCRIPTION_ID: 'sub-1', XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS: 'thing1=title' };

describe('the offer of a notice over WeChat', () => {
  let scene: WechatScene;
  beforeAll(async () => (scene = await WechatScene.start('embedded', officeMorning, SUBSCRIPTION)));
  afterAll(() => scene.stop());

  it('follows the receipt of a complaint, and how an open one stands', async () => {
    const lin = await scene.consumer();
    const page = await lin.tellComplaint();
    await page.send({ name: '林小晓', phone: '13800138000', consent: 'yes' });
    await lin.hear('请核对投诉内容');
    const { bubbles } = lin.phone.history;
    const { number = '' } = await playOverWechat(
      lin.phone,
      `消费者 确认提交
       小保 已登记，编号{number}。…
       小保 允许一条微信通知 您超过48小时没发消息，微信就不让我们再给您发了。想在那之后也收到一次提醒，可以打开这个页面，允许一条通知。`,
    );
    expect(bubbles.at(-1)).toMatchObject({ kind: 'news', link: `${PUBLIC_URL}/wechat/notices` });
    await lin.phone.choosesSubscription('sub-1', true);
    const asked = bubbles.length;
    expect(await lin.ask('1', '微信通知')).toContain(number); // the receipt's choices are open still
    expect(bubbles.slice(asked).map(({ kind, link }) => [kind, link])).toEqual([
      ['text', undefined],
      ['text', undefined],
      ['news', `${PUBLIC_URL}/wechat/notices`],
    ]);
  });
});
