import { describeEachStoreKind } from '../../tools/app-under-test';
import { PNG } from '../direct-line/files';
import { WecomScene, hear } from './scene';

describeEachStoreKind('a conversation over WeCom customer service', (store) => {
  let scene: WecomScene;
  beforeAll(async () => {
    scene = await WecomScene.start(store);
  });
  afterAll(() => scene.stop());

  it('welcomes whoever enters, by the one message that is allowed for it', async () => {
    const lin = scene.consumer();
    await lin.enters();
    const welcome = await hear(lin);
    expect(welcome).toContain('小保');
    expect(await scene.ask(lin, '你好')).not.toContain('智能助手小保');
  });

  it('registers a complaint, with choices to be touched and the session with the assistant', async () => {
    const lin = scene.consumer();
    expect(await scene.ask(lin, '你们信用卡没激活还收我年费三百块，上个月扣的，我要投诉')).toContain('您希望我们怎么处理？');
    expect(lin.state).toBe(1);
    scene.passSeconds();
    await lin.picks('退还费用');
    expect(await hear(lin)).toContain('同意吗');
    expect(await scene.ask(lin, '第一个')).toContain('请问您怎么称呼');
    await scene.ask(lin, '张小明');
    expect(await scene.ask(lin, '13800138000')).toContain('请核对投诉内容');
    expect(await scene.ask(lin, '确认提交')).toMatch(/已登记，编号XB20261125-\w{6}/);
  });

  it('takes photos as evidence, and says what it cannot hear', async () => {
    const lin = scene.consumer();
    await scene.ask(lin, '你们信用卡没激活还收我年费三百块，上个月扣的，我要投诉');
    scene.passSeconds();
    await lin.sends({ kind: 'image', bytes: PNG });
    expect(await hear(lin)).toContain('收到1份材料，会附在投诉里。');
    scene.passSeconds();
    await lin.sends({ kind: 'voice', bytes: Buffer.from('#!AMR\n0000') });
    expect(await hear(lin)).toContain('这段语音我听不了');
  });

  it('answers many who write at once, each their own', async () => {
    const all = Array.from({ length: 12 }, () => scene.consumer());
    await Promise.all(all.map((one) => one.says('存款保险最多赔多少')));
    const heard = await Promise.all(all.map((one) => hear(one)));
    expect(heard.filter((text) => text.includes('50万'))).toHaveLength(12);
  });
});
