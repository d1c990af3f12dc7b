import type { Browser, Page } from 'playwright-core';
import { aPicture } from '../e2e/picture';
import { describeInBrowser, keepScreenshot, launchBrowser } from '../tools/browser';
import { WechatPlatform } from '../tools/wechat-platform/platform';
import { CallbackServer, textReply } from './callback-server';

describeInBrowser('The phone of the WeChat simulator', () => {
  let platform: WechatPlatform;
  let server: CallbackServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    platform = await WechatPlatform.start({ secondMs: 200, patienceMs: 30_000 });
    server = await CallbackServer.start(platform.account);
    await platform.connect(server.url);
    platform.menu.publish({
      button: [
        { name: '我要投诉', type: 'click', key: 'complain' },
        { name: '更多', sub_button: [{ name: '找人帮忙', type: 'click', key: 'person' }] },
      ],
    });
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1000, height: 900 }, locale: 'zh-CN' });
    await page.goto(platform.url);
    server.script = ({ message }) => {
      const [, openid] = /<FromUserName><!\[CDATA\[(.*?)\]\]>/.exec(message)!;
      const content = /<(?:Content|EventKey|Recognition)><!\[CDATA\[(.*?)\]\]>/.exec(message)?.[1];
      return { body: content ? server.seal(textReply(platform.account, openid!, `收到：${content}`)) : '' };
    };
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser.close();
    await platform.close();
    await server.close();
  });

  const shown = (text: string) => page.getByRole('log').getByText(text, { exact: true }).waitFor();

  it('follows, talks by keyboard, speaks, sends a picture, touches the menu and scans', async () => {
    await page.getByRole('button', { name: '关注' }).click();
    await page.getByRole('textbox', { name: '说点什么' }).fill('在吗');
    await page.keyboard.press('Enter');
    await shown('收到：在吗');
    await page.getByRole('button', { name: '语音' }).click();
    await page.getByLabel('语音识别出的文字').fill('我说话');
    await page.getByRole('button', { name: '发送语音' }).click();
    await shown('收到：我说话');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '图片' }).click();
    await (await chooser).setFiles({ name: 'a.png', mimeType: 'image/png', buffer: aPicture() });
    await page.getByRole('log').getByRole('img', { name: '图片' }).waitFor();
    await page.getByText('更多').click();
    await page.getByRole('button', { name: '找人帮忙' }).click();
    await shown('收到：person');
    platform.scenes.create({ action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: 'faq_1' } } });
    await page.getByRole('textbox', { name: '说点什么' }).fill('刷新');
    await page.keyboard.press('Enter');
    await shown('收到：刷新');
    await page.getByRole('button', { name: '扫一扫' }).click();
    await page.getByRole('button', { name: 'faq_1' }).click();
    await shown('收到：faq_1');
    await page.getByText('服务号还可主动发 5 条，48 小时内有效。').waitFor();
    await keepScreenshot(page, 'wechat-phone');
  });

  it('opens a long talk at its end, and comes there with what one says', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const name = '张先生';
    const phone = platform.phone(name);
    await phone.follows();
    for (let count = 1; count <= 20; count++) phone.receive({ kind: 'text', text: `第${count}条` }, 'api');
    await page.goto(`${platform.url}/?name=${encodeURIComponent(name)}`);
    const below = async (text: string) => {
      await shown(text);
      return page.getByRole('log').evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight);
    };
    expect(await below('第20条')).toBeLessThan(2);
    server.script = () => ({ body: '' });
    await page.getByRole('log').evaluate((list) => list.scrollTo(0, 0));
    await page.getByRole('textbox', { name: '说点什么' }).fill('看到了');
    await page.keyboard.press('Enter');
    expect(await below('看到了')).toBeLessThan(2);
    await keepScreenshot(page, 'wechat-phone-long');
  });

  it('shows choices, what the account sends by itself, and that nobody answers; at the size of a phone too', async () => {
    await page.setViewportSize({ width: 375, height: 740 });
    const name = '王阿姨';
    await page.getByLabel('这部手机是谁的').selectOption(name);
    const phone = platform.phone(name);
    await page.getByRole('button', { name: '关注' }).click();
    const list = ['信用卡', '贷款'].map((content, index) => ({ id: String(index), content }));
    const lines = list.map(({ content }) => content).join('\n');
    phone.receive({ kind: 'msgmenu', text: `是哪一种业务\n${lines}\n也可以直接告诉我`, choices: list }, 'api');
    await page.getByRole('button', { name: '贷款' }).click();
    await shown('收到：贷款');
    const picture = platform.media.keep({ type: 'image', contentType: 'image/png', bytes: aPicture() });
    phone.receive({ kind: 'image', text: '[图片]', mediaId: picture }, 'passive');
    const words = '在安全页面核实\n请打开本行安全页面核实身份，30分钟内有效。';
    phone.receive(
      { kind: 'news', text: words, link: 'https://bank.example/h5/x', picture: `open/media?media_id=${picture}` },
      'api',
    );
    const card = page.getByRole('link', { name: '在安全页面核实 请打开本行安全页面核实身份' });
    expect(await card.getAttribute('href')).toBe('https://bank.example/h5/x');
    await page.getByRole('img', { name: '图片' }).waitFor();
    await keepScreenshot(page, 'wechat-phone-cards');
    server.script = () => ({ status: 500, body: '' });
    await phone.says('在吗');
    await page.getByText('推送 3 次，没有应答').waitFor();
    await keepScreenshot(page, 'wechat-phone-small');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide).toBe(false);
  });
});
