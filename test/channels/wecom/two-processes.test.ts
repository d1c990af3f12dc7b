import { startApp } from '../../../src/app';
import type { App } from '../../../src/app';
import { readConfig } from '../../../src/config/config';
import { describeWhere } from '../../tools/optional-suite';
import { WecomScene } from './scene';

const noServer = process.env.XIAOBAO_TEST_SERVER ? undefined : 'no server found';

// The embedded store is for one process: a lock says whose.
describeWhere('MongoDB', noServer, 'two processes that answer over WeCom', () => {
  let scene: WecomScene;
  let other: App;
  beforeAll(async () => {
    scene = await WecomScene.start('mongodb');
    other = await startApp(readConfig(scene.app.environment), scene.clock);
  });
  afterAll(() => scene.stop());

  it('share what comes: each message is answered once, whichever of them is told of it, and by the one when the other is gone', async () => {
    const consumers = Array.from({ length: 8 }, () => scene.consumer());
    const told: Promise<unknown>[] = [];
    for (const [index, consumer] of consumers.entries()) {
      await scene.platform.connect(`${index % 2 ? other.url : scene.app.url}/wecom/callback`);
      told.push(consumer.says('存款保险最多赔多少'));
    }
    await Promise.all(told);
    const answers = await Promise.all(consumers.map((consumer) => consumer.history.until(({ text }) => text.includes('50万'))));
    await other.stop();
    await scene.platform.connect(`${scene.app.url}/wecom/callback`);
    for (const consumer of consumers) {
      await scene.ask(consumer, '谢谢');
      const said = consumer.history.bubbles.filter(({ from, text }) => from === 'account' && text.includes('50万'));
      expect(said).toHaveLength(1);
    }
    expect(answers).toHaveLength(consumers.length);
  });
});
