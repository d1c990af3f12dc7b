import { decrypt, getSignature } from '@wecom/crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MovableClock } from '../tools/clocks';
import type { WecomConsumer } from '../tools/wechat-platform/wecom-consumer';
import { WecomPlatform } from '../tools/wechat-platform/wecom-platform';
import { KEPT_OPEN } from '../tools/kept-open';

let clock: MovableClock;
let platform: WecomPlatform;
let server: Server;
let lin: WecomConsumer;
let access: string;
/** What each push opened to. */
let pushed: string[];

beforeEach(async () => {
  clock = new MovableClock();
  platform = await WecomPlatform.start({ clock });
  pushed = [];
  server = createServer(KEPT_OPEN, (request, response) => {
    const query = new URL(request.url ?? '', 'http://server').searchParams;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const sealed = query.get('echostr') ?? /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(body)![1]!;
      const signature = getSignature(platform.token, query.get('timestamp')!, query.get('nonce')!, sealed);
      const { id, message } = decrypt(platform.aesKey, sealed);
      if (signature !== query.get('msg_signature') || id !== platform.corpId) {
        response.statusCode = 403;
        return response.end();
      }
      if (!query.has('echostr')) pushed.push(message);
      return response.end(query.has('echostr') ? message : 'success');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await platform.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom`);
  lin = platform.consumer('林晓');
  access = await token();
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await platform.close();
});

type Answer = Record<string, unknown> & { errcode: number };

async function token(): Promise<string> {
  const response = await fetch(`${platform.url}/cgi-bin/gettoken?corpid=${platform.corpId}&corpsecret=${platform.secret}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

async function call(path: string, body: object): Promise<Answer> {
  const all = JSON.stringify({ open_kfid: platform.openKfid, ...body });
  const response = await fetch(`${platform.url}/cgi-bin/kf/${path}?access_token=${access}`, { method: 'POST', body: all });
  return (await response.json()) as Answer;
}

const send = (content: string, msgid?: string) =>
  call('send_msg', { touser: lin.externalUserid, msgid, msgtype: 'text', text: { content } });

describe('WeCom customer service', () => {
  it('pushes that there is something, and is read page by page from a cursor', async () => {
    expect(await lin.says('在吗')).toEqual([200]);
    await lin.says('有人吗');
    const [, pushToken] = /<Token><!\[CDATA\[(.*?)\]\]>/.exec(pushed[0]!)!;
    const first = await call('sync_msg', { token: pushToken, limit: 1 });
    expect(first).toMatchObject({ has_more: 1, msg_list: [{ origin: 3, msgtype: 'text', text: { content: '在吗' } }] });
    const second = await call('sync_msg', { token: pushToken, cursor: first.next_cursor });
    expect(second).toMatchObject({
      has_more: 0,
      msg_list: [{ text: { content: '有人吗' }, external_userid: lin.externalUserid }],
    });
    clock.advance({ minutes: 11 });
    expect((await call('sync_msg', { token: pushToken })).errcode).toBe(95007);
  });

  it('takes five messages in 48 hours, and one of an id once', async () => {
    await lin.says('在吗');
    await send('在的', 'reply-1');
    expect(await send('在的', 'reply-1')).toMatchObject({ errcode: 0, msgid: 'reply-1' });
    for (let n = 2; n <= 5; n++) expect((await send(`第${n}条`)).errcode).toBe(0);
    expect((await send('第6条')).errcode).toBe(95001);
    expect(lin.history.bubbles.filter(({ from }) => from === 'account')).toHaveLength(5);
    await lin.says('还在吗');
    clock.advance({ days: 2 });
    access = await token();
    expect((await send('晚了')).errcode).toBe(95002);
  });

  it('has states that follow each other, and leaves a consumer who is with a person to them', async () => {
    await lin.says('转人工');
    const who = { external_userid: lin.externalUserid };
    expect((await call('service_state/trans', { ...who, service_state: 1 })).errcode).toBe(0);
    expect((await call('service_state/trans', { ...who, service_state: 3, servicer_userid: 'chenjing' })).errcode).toBe(0);
    expect(await call('service_state/get', who)).toMatchObject({ service_state: 3, servicer_userid: 'chenjing' });
    expect((await send('我是机器人')).errcode).toBe(95018);
    expect((await call('service_state/trans', { ...who, service_state: 1 })).errcode).toBe(95016);
    await call('service_state/trans', { ...who, service_state: 4 });
    expect((await call('service_state/trans', { ...who, service_state: 1 })).errcode).toBe(95013);
    await lin.says('又来了');
    expect(await call('service_state/get', who)).toMatchObject({ service_state: 0 });
  });

  it('welcomes once by the code of the event, and touched menus say which', async () => {
    await lin.enters('poster');
    const { msg_list } = (await call('sync_msg', {})) as unknown as { msg_list: { event: { welcome_code: string } }[] };
    // Here the words of a line stand one level deeper than on the other platform.
    const list = [{ type: 'click', click: { id: 'complain', content: '我要投诉' } }];
    const welcome = { code: msg_list[0]!.event.welcome_code, msgtype: 'msgmenu', msgmenu: { head_content: '您好', list } };
    expect((await call('send_msg_on_event', welcome)).errcode).toBe(0);
    expect((await call('send_msg_on_event', welcome)).errcode).toBe(95007);
    await lin.picks('我要投诉');
    expect(await call('sync_msg', { cursor: 'c1' })).toMatchObject({ msg_list: [{ text: { menu_id: 'complain' } }] });
  });

  it('has answers for what is not right', async () => {
    expect((await call('send_msg', { touser: 'nobody', msgtype: 'text', text: { content: '好' } })).errcode).toBe(40096);
    expect((await call('sync_msg', { open_kfid: 'other' })).errcode).toBe(95000);
  });
});
