import { browserStorage, leaveAll, visit } from './page-visit';
import type { Visit } from './page-visit';
import { ScriptedServer } from './scripted-server';

let server: ScriptedServer;
beforeEach(async () => {
  server = await ScriptedServer.start();
});
afterEach(async () => {
  leaveAll();
  await server.close();
});

const online = ({ link }: { link: string }): boolean => link === 'online';
const shows =
  (...wanted: string[]) =>
  ({ messages }: { messages: readonly { text: string; id?: string }[] }): boolean =>
    wanted.every((text) => messages.some((message) => message.text === text && message.id));

/** A page whose conversation has begun: connected, and the bot has been asked to greet. */
async function talking(): Promise<Visit> {
  const page = visit(server);
  page.chat.show();
  await page.until((state) => online(state) && server.events.length > 0);
  return page;
}

describe('a consumer who opens the widget', () => {
  test('starts one conversation, and the bot is asked to greet once, in the language shown', async () => {
    const page = await talking();
    server.bot('您好');
    const { settings } = await page.until(shows('您好'));
    expect(settings?.hotline).toBe('95000');
    expect(server.events).toMatchObject([{ name: 'startConversation', locale: 'zh-CN' }]);
  });

  test('says nothing to the server before the conversation is opened', () => {
    visit(server).chat.resume();
    expect(server.calls).toEqual([]);
  });

  test('sees the own message at once, and once, when the echo has come', async () => {
    const page = visit(server);
    page.chat.show();
    page.chat.say('  年费三百块  ');
    expect(page.chat.state().messages).toMatchObject([{ text: '年费三百块', delivery: 'sending' }]);
    await page.until(shows('年费三百块'));
    expect(page.texts()).toEqual(['年费三百块']);
    expect(server.events.map(({ name }) => name)).toEqual(['startConversation']); // before the first words
  });

  test('keeps the order of what was said quickly', async () => {
    const page = visit(server);
    page.chat.show();
    const said = ['一', '二', '三', '四', '五'];
    said.forEach((text) => page.chat.say(text));
    await page.until(shows(...said));
    expect(server.log.map(({ text }) => text)).toEqual(said);
  });
});

describe('a reload', () => {
  test('brings back the same conversation, each message once, without a second greeting', async () => {
    const storage = browserStorage();
    const before = visit(server, storage);
    before.chat.show();
    before.chat.say('我要投诉');
    await before.until(shows('我要投诉'));
    before.leave();
    server.bot('请说说发生了什么事');

    const after = visit(server, storage);
    after.chat.show();
    await after.until(shows('我要投诉', '请说说发生了什么事'));
    expect(after.texts()).toEqual(['我要投诉', '请说说发生了什么事']);
    expect(server.events).toHaveLength(1);
  });

  test('sends what was typed but never acknowledged, under the same id', async () => {
    const storage = browserStorage();
    server.trouble(/POST .*\/activities/, 503, { times: 1000 });
    const before = visit(server, storage);
    before.chat.show();
    before.chat.say('这句话不能丢');
    await before.until(({ messages }) => messages.some(({ delivery }) => delivery === 'failed'));
    const { key } = before.chat.state().messages[0]!;
    before.leave();
    const calm = await ScriptedServer.start();
    const after = visit(calm, storage);
    expect(after.texts()).toEqual(['这句话不能丢']);
    after.chat.show();
    await after.until(shows('这句话不能丢'));
    expect(calm.log.map(({ channelData }) => channelData?.clientActivityID)).toEqual([key]);
    after.leave();
    await calm.close();
  });

  test('counts as unread what came while the window was closed', async () => {
    const storage = browserStorage();
    const before = visit(server, storage);
    before.chat.show();
    server.bot('您好');
    await before.until(shows('您好'));
    before.chat.hide();
    before.leave();
    server.bot('您的投诉有新进展');

    const after = visit(server, storage);
    after.chat.resume();
    const { unread, open } = await after.until(shows('您的投诉有新进展'));
    expect({ unread, open }).toEqual({ unread: 1, open: false });
    after.chat.show();
    expect(after.chat.state().unread).toBe(0);
  });

  test('is a new conversation where the browser keeps nothing, and still works', async () => {
    const page = visit(server, undefined);
    page.chat.show();
    page.chat.say('您好');
    await page.until(shows('您好'));
    expect(page.texts()).toEqual(['您好']);
  });
});

describe('a dropped stream', () => {
  test('is named, comes back behind the last message seen, and misses nothing', async () => {
    const page = await talking();
    server.bot('一');
    await page.until(shows('一'));
    server.dropStreams();
    await page.until(({ link }) => link === 'reconnecting');
    server.bot('二');
    await page.until(shows('二'));
    expect(page.texts()).toEqual(['一', '二']);
    expect(server.calls.filter((call) => call.startsWith('STREAM'))).toEqual([
      expect.stringContaining('watermark=0'),
      expect.stringContaining('watermark=1'),
    ]);
  });

  test('that only looks open is noticed when an accepted message does not come back', async () => {
    const page = await talking();
    const silent = [...server.log];
    page.chat.say('还在吗');
    server.trouble(/POST .*\/activities/, 200); // accepted, never logged
    await page.until(({ messages }) => messages.some(({ delivery }) => delivery === 'sent'));
    await page.until(({ link }) => link === 'reconnecting');
    await page.until(online);
    expect(server.log).toEqual(silent);
  });

  test('does not end the conversation where no WebSocket gets through: it is polled', async () => {
    server.socketsRefused = true;
    const page = await talking();
    server.bot('没有长连接也能收到');
    page.chat.say('能发吗');
    await page.until(shows('没有长连接也能收到', '能发吗'));
    expect(page.texts()).toHaveLength(2);
  });
});

describe('a message', () => {
  test('whose answer was lost is repeated and still said once', async () => {
    const page = await talking();
    server.trouble(/POST .*\/activities/, 502, { after: true });
    page.chat.say('只说一遍');
    await page.until(shows('只说一遍'));
    expect(server.log.map(({ text }) => text)).toEqual(['只说一遍']);
    expect(page.texts()).toEqual(['只说一遍']);
  });

  test('that failed is named, and goes out on 重试', async () => {
    const page = await talking();
    server.trouble(/POST .*\/activities/, 500, { times: 3 });
    page.chat.say('请帮我查');
    const { messages } = await page.until((state) => state.messages[0]?.delivery === 'failed');
    page.chat.retry(messages[0]!.key);
    await page.until(shows('请帮我查'));
  });

  test('that came too fast waits as long as the server asks, and is not given up', async () => {
    const page = await talking();
    server.trouble(/POST .*\/activities/, 429, { headers: { 'retry-after': '2' }, times: 5 });
    page.chat.say('慢一点');
    await page.until((state) => state.messages[0]?.delivery === 'tooMany');
    await page.until(shows('慢一点'));
  });

  test.each([
    [413, 'tooLong'],
    [400, 'refused'],
  ])('that the server refuses with %i is named and does not hold up the next', async (status, delivery) => {
    const page = await talking();
    server.trouble(/POST .*\/activities/, status);
    page.chat.say('第一句');
    page.chat.say('第二句');
    await page.until(shows('第二句'));
    expect(page.chat.state().messages).toMatchObject([{ text: '第一句', delivery }, { text: '第二句' }]);
  });

  test('goes out with a renewed token when the old one has expired', async () => {
    const page = await talking();
    server.expireTokens();
    page.chat.say('过期之后');
    await page.until(shows('过期之后'));
    expect(server.events).toHaveLength(1);
  });

  test('starts the conversation anew when the server has lost it', async () => {
    const page = await talking();
    server.exists = false;
    page.chat.say('还在吗');
    await page.until(shows('还在吗'));
    expect(server.exists).toBe(true);
  });
});

describe('a page that may not use the widget', () => {
  test('is told so once, without further attempts', async () => {
    server.trouble(/POST \/api\/widget\/token/, 403, { times: 1000 });
    const page = visit(server);
    page.chat.show();
    await page.until(({ link }) => link === 'refused');
    expect(server.callsTo('/api/widget/token')).toBe(1);
  });

  test('is connected later when the server was only busy', async () => {
    server.trouble(/POST \/api\/widget\/token/, 429, { headers: { 'retry-after': '3' }, times: 2 });
    const page = visit(server);
    page.chat.show();
    await page.until(({ link }) => link === 'busy');
    await page.until(online);
  });
});

describe('preferences', () => {
  test('last over visits, and a new conversation is told of them', async () => {
    const storage = browserStorage();
    const before = visit(server, storage);
    before.chat.setElder(true);
    before.chat.setLocale('en');
    expect(server.calls).toEqual([]);

    const after = visit(server, storage);
    expect(after.chat.state()).toMatchObject({ elder: true, locale: 'en' });
    after.chat.show();
    await after.until(online);
    after.chat.say('hello');
    await after.until(shows('hello'));
    expect(server.events).toMatchObject([
      { name: 'startConversation', locale: 'en' },
      { name: 'preferences', value: { elder: true } },
    ]);
  });

  test('are told to the bot when they change in the middle', async () => {
    const page = await talking();
    page.chat.setLocale('en');
    page.chat.setElder(true);
    page.chat.say('done');
    await page.until(shows('done'));
    expect(server.events.slice(1)).toMatchObject([{ value: { locale: 'en' } }, { value: { elder: true } }]);
  });
});

describe('a file', () => {
  const png = (name = '截图.png', size = 10): File => new File([new Uint8Array(size)], name, { type: 'image/png' });

  test('is shown on its way and once when it has arrived', async () => {
    const page = await talking();
    page.chat.sendFiles([png()]);
    expect(page.chat.state().messages).toMatchObject([{ files: [{ name: '截图.png' }], upload: { percent: 0 } }]);
    const { messages } = await page.until((state) => state.messages[0]?.id !== undefined);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.upload).toBeUndefined();
  });

  test('of the wrong kind or size is refused before it is sent, with its name and the reason', async () => {
    const page = await talking();
    page.chat.sendFiles([png('大图.png', 1001), new File(['x'], '合同.docx'), png('空.png', 0)]);
    const { messages, refusals } = page.chat.state();
    expect(messages).toEqual([]);
    expect(refusals).toEqual([
      expect.stringMatching(/大图\.png.*超过/),
      expect.stringMatching(/合同\.docx.*不能发送/),
      expect.stringMatching(/空\.png.*空文件/),
    ]);
    expect(server.callsTo('/upload')).toBe(0);
    page.chat.dismissRefusals();
    expect(page.chat.state().refusals).toEqual([]);
  });

  test('that failed can be tried again, one that the server refused says why', async () => {
    const page = await talking();
    server.trouble(/upload/, 502);
    page.chat.sendFiles([png()]);
    const failed = await page.until((state) => state.messages[0]?.upload?.failure === 'failed');
    page.chat.retry(failed.messages[0]!.key);
    await page.until((state) => state.messages[0]?.id !== undefined);
    server.trouble(/upload/, 415);
    page.chat.sendFiles([png('假.png')]);
    await page.until((state) => state.messages[1]?.upload?.failure === 'refusedByServer');
  });

  test('that is cancelled disappears', async () => {
    const page = await talking();
    server.trouble(/upload/, 502);
    page.chat.sendFiles([png()]);
    const { messages } = await page.until((state) => state.messages[0]?.upload?.failure === 'failed');
    page.chat.cancelUpload(messages[0]!.key);
    expect(page.chat.state().messages).toEqual([]);
  });
});
