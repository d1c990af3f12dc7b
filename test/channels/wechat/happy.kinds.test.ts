import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { PersonAtDesk } from '../person-at-desk';
import { startAppWithAgent } from '../person-at-desk';
import type { AppUnderTest } from '../../tools/app-under-test';
import { officeMorning } from '../../tools/clocks';
import type { Inbound } from '../../tools/wechat-platform/inbound';
import type { Phone } from '../../tools/wechat-platform/phone';
import { WechatPlatform } from '../../tools/wechat-platform/platform';

const PICTURE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(200)]);
const RECORDING = Buffer.concat([Buffer.from('#!AMR\n'), randomBytes(200)]);
const VIDEO = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), randomBytes(200)]);

describe('everything a consumer can send over WeChat', () => {
  let platform: WechatPlatform;
  let app: AppUnderTest;
  let agent: PersonAtDesk;
  let people = 0;
  beforeAll(async () => {
    platform = await WechatPlatform.start({ clock: officeMorning, account: { format: 'json', mode: 'compatible' } });
    ({ app, agent } = await startAppWithAgent({ ...platform.settings(), XIAOBAO_WECHAT_MENU_MESSAGES: 'true' }));
    await platform.connect(`${app.url}/wechat/callback`);
  });
  afterAll(async () => {
    await app.stop();
    await platform.close();
  });

  async function follower(): Promise<Phone> {
    const phone = platform.phone(`消费者${++people}`);
    await phone.follows();
    await phone.history.until(({ text }) => text.includes('小保'));
    return phone;
  }

  async function answer(phone: Phone, message: Inbound | string, expected: string): Promise<void> {
    await (typeof message === 'string' ? phone.says(message) : phone.sends(message));
    await phone.history.until(({ text }) => text.includes(expected));
  }

  it('takes a picture, a video and a recording as material', async () => {
    const phone = await follower();
    await answer(phone, '贷款乱收了我两千块服务费，上个月扣的，我要投诉', '您希望我们怎么处理');
    await answer(phone, { kind: 'image', bytes: PICTURE }, '收到1份材料');
    await answer(phone, { kind: 'shortvideo', bytes: VIDEO }, '收到1份材料');
    await answer(phone, { kind: 'voice', bytes: RECORDING, recognition: '退还费用。' }, '同意吗');
  });

  it('says honestly what it cannot take', async () => {
    const phone = await follower();
    await answer(phone, { kind: 'voice', bytes: RECORDING }, '这段语音我听不了');
    await answer(phone, { kind: 'image', bytes: Buffer.from('<html>not a picture</html>') }, '这种文件我收不了');
    await answer(phone, { kind: 'file', name: '流水.pdf', bytes: Buffer.from('%PDF-') }, '微信里的文件我收不到');
  });

  it('takes a touched choice, a place and a link as words', async () => {
    const phone = await follower();
    await phone.picks('我要投诉');
    await phone.history.until(({ text }) => text.includes('请说说发生了什么事'));
    await phone.sends({ kind: 'link', title: '存款保险', description: '最多赔多少', url: 'https://example.com/a' });
    await phone.history.until(() => true);
    await answer(phone, { kind: 'location', latitude: 31.2, longitude: 121.5, label: '解放路支行' }, '。');
  });

  it('opens what a poster’s code leads to, for followers and for those who follow by it', async () => {
    const scene = platform.scenes.create({
      action_name: 'QR_STR_SCENE',
      expire_seconds: 600,
      action_info: { scene: { scene_str: 'faq_deposit-insurance-limit' } },
    });
    const newcomer = platform.phone('路人');
    await newcomer.scans(scene.ticket);
    await newcomer.history.until(({ text }) => text.includes('存款保险'));
    const phone = await follower();
    await phone.scans(scene.ticket);
    await phone.history.until(({ text }) => text.includes('存款保险'));
    const activity = platform.scenes.create({
      action_name: 'QR_LIMIT_STR_SCENE',
      action_info: { scene: { scene_str: 'activity_spring-lecture' } },
    });
    await phone.scans(activity.ticket);
    await phone.history.until(({ text }) => text.includes('活动安排由权益保护岗负责'));
    await answer(phone, '好的', '已为您转给权益保护岗');
  });

  it('works over a handoff, and the same conversation goes on after leaving and coming back', async () => {
    const phone = await follower();
    await answer(phone, '转人工', '投诉处理岗');
    await agent.takeNext();
    await phone.history.until(() => true);
    await agent.type();
    while (phone.typingUntil === 0) await wait(20);
    const { messagesLeft } = (await agent.reach()) as { messagesLeft: number };
    await agent.say('您好，我是处理专员。');
    await phone.history.until(({ text }) => text === '您好，我是处理专员。');
    expect(await agent.reach()).toMatchObject({ messagesLeft: messagesLeft - 1, gone: false, phoneDue: false });
    await wait(1000); // what was sent in the second of a message counts against its window
    const { reply } = await phone.sends({ kind: 'image', bytes: PICTURE });
    expect(reply).toEqual({ kind: 'accepted' });
    expect(await agent.reach()).toMatchObject({ messagesLeft: 5 });
    expect((await agent.lastMessage()).attachments).toMatchObject([{ contentType: 'image/jpeg' }]);
    await phone.sends({ kind: 'voice', bytes: RECORDING, recognition: '这是扣款的短信。' });
    expect(await agent.lastMessage()).toMatchObject({
      speaker: 'consumer',
      text: '这是扣款的短信。',
      attachments: [{ contentType: 'audio/amr' }],
    });
    await phone.unfollows();
    expect(await agent.reach()).toMatchObject({ messagesLeft: 0, gone: true });
    await phone.follows();
    await phone.says('我回来了');
    await agent.say('好，我们接着说。');
    await phone.history.until(({ text }) => text === '好，我们接着说。');
  });
});
