import { describeEachStoreKind } from '../../tools/app-under-test';
import { startAppWithAgent } from '../person-at-desk';
import { officeMorning } from '../../tools/clocks';
import { WecomPlatform } from '../../tools/wechat-platform/wecom-platform';
import { WecomScene, hear, wecomSettings } from './scene';

describeEachStoreKind('WeCom customer service when things go wrong', (store) => {
  let scene: WecomScene;
  beforeAll(async () => {
    scene = await WecomScene.start(store);
  });
  afterAll(() => scene.stop());

  it('reads after a restart what was said meanwhile, and answers it once', async () => {
    const lin = scene.consumer();
    await scene.ask(lin, '你好');
    await scene.app.app.stop();
    scene.passSeconds();
    await lin.says('存款保险最多赔多少').catch(() => undefined);
    await scene.app.restart();
    await scene.platform.connect(`${scene.app.url}/wecom/callback`);
    expect(await hear(lin)).toContain('50万');
    expect(await scene.ask(lin, '谢谢')).not.toContain('50万');
  });

  it('leaves the consumer of a person of WeCom’s own desk to them, and comes back when that is over', async () => {
    const lin = scene.consumer();
    await scene.ask(lin, '你好');
    await lin.servedBy('chenjing');
    scene.passSeconds();
    await lin.says('存款保险最多赔多少');
    await lin.servedBy();
    const answer = await scene.ask(lin, '怎么查征信');
    expect(answer).toContain('征信');
    expect(answer).not.toContain('50万');
  });

  it('refuses what is not signed, tampered with, or old', async () => {
    const url = `${scene.app.url}/wecom/callback`;
    const body = '<xml><Encrypt><![CDATA[AAAA]]></Encrypt></xml>';
    for (const query of ['', '?msg_signature=0&timestamp=1&nonce=2', '?timestamp=1&nonce=2'])
      expect((await fetch(url + query, { method: 'POST', body })).status).toBeGreaterThanOrEqual(400);
    expect((await fetch(`${url}?msg_signature=0&timestamp=1&nonce=2&echostr=AAAA`)).status).toBeGreaterThanOrEqual(400);
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(70_000) })).status).toBe(413);
    expect(await scene.ask(scene.consumer(), '存款保险最多赔多少')).toContain('50万');
  });
});

describe('a person at our desk over WeCom', () => {
  it('says five messages in 48 hours, and the sixth when the consumer writes again', async () => {
    const platform = await WecomPlatform.start({ clock: officeMorning });
    const { app, agent } = await startAppWithAgent(wecomSettings(platform));
    await platform.connect(`${app.url}/wecom/callback`);
    const lin = platform.consumer('林晓');
    await lin.says('转人工');
    await hear(lin);
    await agent.takeNext();
    await hear(lin, (text) => text.includes('同事已接入'));
    for (let n = 1; n <= 5; n++) {
      await agent.say(`第${n}句`);
      if (n <= 2) await hear(lin, (text) => text.includes(`第${n}句`));
    }
    // WeCom counts by seconds: nobody writes within the one in which they were written to.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await lin.says('我在听');
    await hear(lin, (text) => text.includes('第5句'));
    const said = lin.history.bubbles.filter(({ from }) => from === 'account').map(({ text }) => text);
    for (let n = 1; n <= 5; n++) expect(said.join('\n').split(`第${n}句`)).toHaveLength(2);
    await app.stop();
    await platform.close();
  });
});
