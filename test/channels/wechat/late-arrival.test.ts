import { systemClock } from '../../../src/platform/clock';
import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { WechatPlatform } from '../../tools/wechat-platform/platform';

describe('A customer-service message whose answer does not come in time', () => {
  let platform: WechatPlatform;
  let server: AppUnderTest;
  beforeEach(async () => {
    platform = await WechatPlatform.start();
    const settings = { ...platform.settings(), XIAOBAO_WECHAT_MENU_MESSAGES: 'true' };
    server = await startAppUnderTest('embedded', settings, systemClock);
    await platform.connect(`${server.url}/wechat/callback`);
  });
  afterEach(async () => {
    await server.stop();
    await platform.close();
  });

  it('is not sent again while WeChat may still be at work on it', async () => {
    platform.faults.plan(/custom\/send/, { kind: 'slow', seconds: 12 });
    const lin = platform.phone('林晓');
    await lin.follows();
    await lin.history.until(({ kind }) => kind === 'msgmenu');
    await new Promise((resolve) => setTimeout(resolve, 7000)); // longer than the doubt: WeChat is given ten seconds after five without an answer
    expect(lin.history.bubbles.map(({ kind }) => kind)).toEqual(['msgmenu']);
  });
});
