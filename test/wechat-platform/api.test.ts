import { parseWithExactIds } from '../../src/channels/wechat/exact-ids';
import { MovableClock } from '../channels/movable-clock';
import type { Phone } from '../tools/wechat-platform/phone';
import { WechatPlatform } from '../tools/wechat-platform/platform';
import { CallbackServer } from './callback-server';

let clock: MovableClock;
let platform: WechatPlatform;
let server: CallbackServer;
let lin: Phone;
let token: string;

beforeEach(async () => {
  clock = new MovableClock();
  platform = await WechatPlatform.start({ clock });
  server = await CallbackServer.start(platform.account);
  await platform.connect(server.url);
  lin = platform.phone('林晓');
  await lin.follows();
  token = await freshToken();
});

afterEach(async () => {
  await platform.close();
  await server.close();
});

type Answer = Record<string, unknown> & { errcode?: number };

async function post(path: string, body: unknown, access = token): Promise<Answer> {
  const response = await fetch(`${platform.url}${path}?access_token=${access}`, { method: 'POST', body: JSON.stringify(body) });
  return parseWithExactIds(await response.text()) as Answer;
}

async function get(path: string): Promise<Answer> {
  const response = await fetch(`${platform.url}${path}${path.includes('?') ? '&' : '?'}access_token=${token}`);
  return (await response.json()) as Answer;
}

async function freshToken(force = false): Promise<string> {
  const { appId: appid, appSecret: secret } = platform.account;
  const body = { grant_type: 'client_credential', appid, secret, force_refresh: force };
  return (await post('/cgi-bin/stable_token', body)).access_token as string;
}

function text(content: string, touser = lin.openid): Promise<Answer> {
  return post('/cgi-bin/message/custom/send', { touser, msgtype: 'text', text: { content } });
}

async function many(count: number): Promise<unknown[]> {
  const codes: unknown[] = [];
  for (let n = 1; n <= count; n++) codes.push((await text(`第${n}条`)).errcode);
  return codes;
}

describe('Customer-service messages', () => {
  it('are five in 48 hours after a message, however many messages there were', async () => {
    await lin.says('在吗');
    await lin.says('在吗');
    expect(await many(6)).toEqual([0, 0, 0, 0, 0, 45047]);
    clock.advance({ days: 2 });
    token = await freshToken();
    expect((await text('还在吗')).errcode).toBe(45015);
    await lin.says('在');
    expect((await text('好')).errcode).toBe(0);
    expect(lin.history.bubbles.filter(({ arrived }) => arrived === 'api')).toHaveLength(6);
  });

  it('are three in a minute after following, a scan or a touch of the menu', async () => {
    expect(await many(4)).toEqual([0, 0, 0, 45047]);
    await post('/cgi-bin/menu/create', { button: [{ name: '我要投诉', type: 'click', key: 'complain' }] });
    await lin.clicks('我要投诉');
    expect(await many(4)).toEqual([0, 0, 0, 45047]);
    clock.advance({ minutes: 1 });
    expect((await text('晚了')).errcode).toBe(45015);
    const { ticket } = await post('/cgi-bin/qrcode/create', scene('poster'));
    await lin.scans(ticket as string);
    expect(await many(4)).toEqual([0, 0, 0, 45047]);
  });

  it('after a touched menu message are as many as after a click', async () => {
    await lin.says('在吗');
    const list = [{ id: 'yes', content: '满意' }];
    const menu = { touser: lin.openid, msgtype: 'msgmenu', msgmenu: { head_content: '满意吗', list, tail_content: '' } };
    expect((await post('/cgi-bin/message/custom/send', menu)).errcode).toBe(0);
    clock.advance({ days: 3 });
    token = await freshToken();
    await lin.picks('满意');
    expect(server.arrived.at(-1)!.message).toContain('<bizmsgmenuid><![CDATA[yes]]></bizmsgmenuid>');
    expect(await many(4)).toEqual([0, 0, 0, 45047]);
  });

  it.each([
    ['to nobody known', 40003, { touser: 'o-nobody', msgtype: 'text', text: { content: '好' } }],
    ['of an unknown type', 40008, { msgtype: 'poem', poem: {} }],
    ['without content', 44004, { msgtype: 'text', text: { content: '' } }],
    ['of more than 2048 bytes', 45002, { msgtype: 'text', text: { content: '好'.repeat(683) } }],
    ['with an unknown picture', 40007, { msgtype: 'image', image: { media_id: 'none' } }],
    ['with two articles', 45008, { msgtype: 'news', news: { articles: [{ title: '一' }, { title: '二' }] } }],
    ['that are misshapen', 47001, { msgtype: 'text', text: '好' }],
  ])('%s are refused with %i', async (_what, errcode, body) => {
    await lin.says('在吗');
    expect((await post('/cgi-bin/message/custom/send', { touser: lin.openid, ...body })).errcode).toBe(errcode);
  });

  it('do not reach who has left', async () => {
    await lin.unfollows();
    expect((await text('再见')).errcode).toBe(43004);
    expect(await get(`/cgi-bin/user/info?openid=${lin.openid}`)).toEqual({ subscribe: 0, openid: lin.openid });
  });

  it('may be announced by typing, once at a time', async () => {
    const typing = { touser: lin.openid, command: 'Typing' };
    expect((await post('/cgi-bin/message/custom/typing', typing)).errcode).toBe(0);
    expect((await post('/cgi-bin/message/custom/typing', typing)).errcode).toBe(45081);
    clock.advance({ minutes: 1 });
    expect((await post('/cgi-bin/message/custom/typing', typing)).errcode).toBe(45080);
  });

  it('stand in the record, with what the consumer said', async () => {
    await lin.says('在吗');
    await text('在的');
    const now = Math.floor(clock.now().getTime() / 1000);
    const page = { starttime: now - 60, endtime: now + 60, msgid: 1, number: 100 };
    expect(await post('/customservice/msgrecord/getmsglist', page)).toMatchObject({
      number: 2,
      recordlist: [
        { openid: lin.openid, opercode: 2003, text: '在吗' },
        { openid: lin.openid, opercode: 2002, text: '在的' },
      ],
    });
    expect((await post('/customservice/msgrecord/getmsglist', { ...page, starttime: now - 90_000 })).errcode).toBe(65417);
  });
});

describe('access_token', () => {
  it('is the same until five minutes before its end, and the old one lives on beside the new', async () => {
    expect(await freshToken()).toBe(token);
    clock.advance({ minutes: 116 });
    const next = await freshToken();
    expect(next).not.toBe(token);
    expect((await get('/cgi-bin/getcallbackip')).ip_list).toHaveLength(1);
    clock.advance({ minutes: 5 });
    expect((await get('/cgi-bin/getcallbackip')).errcode).toBe(42001);
  });

  it('ends at once when a new one is forced, at most every thirty seconds and twenty times a day', async () => {
    expect(await freshToken(true)).not.toBe(token);
    expect((await text('好')).errcode).toBe(40001);
    const second = await freshToken(true);
    expect(second).toBe(await freshToken(true));
    for (let n = 2; n <= 20; n++) {
      clock.advance({ minutes: 1 });
      await freshToken(true);
    }
    const last = await freshToken();
    clock.advance({ minutes: 1 });
    expect(await freshToken(true)).toBe(last);
  });

  it('is refused when missing or invented, and not given for a wrong secret', async () => {
    expect((await post('/cgi-bin/menu/create', {}, '')).errcode).toBe(41001);
    expect((await post('/cgi-bin/menu/create', {}, 'x')).errcode).toBe(40014);
    const body = { grant_type: 'client_credential', appid: platform.account.appId, secret: 'wrong' };
    expect((await post('/cgi-bin/stable_token', body)).errcode).toBe(40125);
  });
});

describe('Media', () => {
  it('are fetched as they were sent, for three days', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3]);
    await lin.sends({ kind: 'image', bytes });
    const [, id] = /<MediaId><!\[CDATA\[(.*?)\]\]>/.exec(server.arrived.at(-1)!.message)!;
    const fetchIt = (): Promise<Response> => fetch(`${platform.url}/cgi-bin/media/get?access_token=${token}&media_id=${id}`);
    const response = await fetchIt();
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    clock.advance({ days: 3 });
    token = await freshToken();
    expect(await (await fetchIt()).json()).toMatchObject({ errcode: 40007 });
  });

  it('can be uploaded and sent', async () => {
    const form = new FormData();
    form.set('media', new Blob([new Uint8Array(100)], { type: 'image/png' }), 'code.png');
    const response = await fetch(`${platform.url}/cgi-bin/media/upload?access_token=${token}&type=image`, {
      method: 'POST',
      body: form,
    });
    const { media_id } = (await response.json()) as { media_id: string };
    const image = { touser: lin.openid, msgtype: 'image', image: { media_id } };
    expect((await post('/cgi-bin/message/custom/send', image)).errcode).toBe(0);
    expect(lin.history.bubbles.at(-1)).toMatchObject({ kind: 'image', mediaId: media_id });
  });

  it.each([
    ['of an unknown type', 40004, 'poem', 'a.png', 100],
    ['that are empty', 44001, 'image', 'a.png', 0],
    ['of another kind than their type', 40005, 'image', 'a.exe', 100],
    ['above the limit of their type', 40012, 'thumb', 'a.jpg', 65_537],
  ])('%s are refused with %i', async (_what, errcode, type, name, bytes) => {
    const form = new FormData();
    form.set('media', new Blob([new Uint8Array(bytes)]), name);
    const url = `${platform.url}/cgi-bin/media/upload?access_token=${token}&type=${type}`;
    expect(await (await fetch(url, { method: 'POST', body: form })).json()).toMatchObject({ errcode });
  });
});

const scene = (scene_str: string) => ({ action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str } } });

describe('Setting up', () => {
  it.each([
    ['a fourth button', 40016, [1, 2, 3, 4].map((n) => ({ name: `按钮${n}`, type: 'click', key: 'a' }))],
    ['a long name', 40018, [{ name: '我要投诉银行', type: 'click', key: 'a' }]],
    ['a button that does nothing', 40017, [{ name: '我要投诉' }]],
    [
      'six below',
      40023,
      [{ name: '更多', sub_button: Array.from({ length: 6 }, () => ({ name: '一', type: 'click', key: 'a' })) }],
    ],
  ])('refuses a menu with %s', async (_what, errcode, button) => {
    expect((await post('/cgi-bin/menu/create', { button })).errcode).toBe(errcode);
    expect((await get('/cgi-bin/menu/get')).errcode).toBe(46003);
  });

  it('makes scene codes that lead a newcomer and a follower to their scene', async () => {
    const made = await post('/cgi-bin/qrcode/create', scene('faq_annual-fee'));
    await lin.scans(made.url as string);
    expect(server.arrived.at(-1)!.message).toMatch(/\[SCAN\].*<EventKey><!\[CDATA\[faq_annual-fee\]\]>/);
    await platform.phone('新人').scans(made.ticket as string);
    expect(server.arrived.at(-1)!.message).toMatch(/\[subscribe\].*<EventKey><!\[CDATA\[qrscene_faq_annual-fee\]\]>/);
    const picture = await fetch(`${platform.url}/cgi-bin/showqrcode?ticket=${made.ticket as string}`);
    expect(await picture.text()).toContain('<svg');
  });

  it('checks the callback and counts calls', async () => {
    expect(await post('/cgi-bin/callback/check', { action: 'all' })).toMatchObject({ ping: [{ package_loss: '0%' }] });
    platform.quotas.limit('/cgi-bin/getcallbackip', 2);
    await get('/cgi-bin/getcallbackip');
    await get('/cgi-bin/getcallbackip');
    expect((await get('/cgi-bin/getcallbackip')).errcode).toBe(45009);
    const asked = { cgi_path: '/cgi-bin/getcallbackip' };
    expect(await post('/cgi-bin/openapi/quota/get', asked)).toMatchObject({ quota: { used: 2, remain: 0 } });
    await post('/cgi-bin/clear_quota', { appid: platform.account.appId });
    expect((await get('/cgi-bin/getcallbackip')).errcode).toBeUndefined();
  });
});

describe('Template messages', () => {
  const notice = () => ({
    touser: lin.openid,
    template_id: 'case-notice',
    client_msg_id: 'notice-1',
    data: { number: { value: 'TS1' } },
  });
  beforeEach(() => platform.templates.set('case-notice', '投诉 {{number.DATA}} 已受理'));

  it('need no window, are sent once however often they are asked for, and are reported', async () => {
    clock.advance({ days: 5 });
    token = await freshToken();
    const { msgid } = await post('/cgi-bin/message/template/send', notice());
    expect((await post('/cgi-bin/message/template/send', notice())).msgid).toBe(msgid);
    expect(lin.history.bubbles.filter(({ arrived }) => arrived === 'template')).toHaveLength(1);
    await until(() => server.arrived.some(({ message }) => message.includes('TEMPLATESENDJOBFINISH')));
    expect(server.arrived.at(-1)!.message).toMatch(new RegExp(`<MsgID>${msgid as string}</MsgID><Status><!\\[CDATA\\[success`));
  });

  it.each([
    ['lacks a field', {}],
    ['has an empty field', { number: { value: '' } }],
    ['has a field too many', { number: { value: 'TS1' }, remark: { value: '请回复' } }],
  ])('are refused where one %s', async (_what, data) => {
    expect((await post('/cgi-bin/message/template/send', { ...notice(), data })).errcode).toBe(47003);
    expect((await post('/cgi-bin/message/subscribe/bizsend', { ...notice(), data })).errcode).toBe(47003);
  });

  it('are reported as blocked where the consumer blocks them', async () => {
    lin.blocksTemplates = true;
    await post('/cgi-bin/message/template/send', notice());
    await until(() => server.arrived.some(({ message }) => message.includes('failed:user block')));
  });

  it('by subscription are one for each', async () => {
    lin.subscriptions.set('case-notice', 1);
    expect((await post('/cgi-bin/message/subscribe/bizsend', notice())).errcode).toBe(0);
    expect((await post('/cgi-bin/message/subscribe/bizsend', notice())).errcode).toBe(43101);
  });
});

describe('WeChat’s own desk', () => {
  it('has a consumer who was handed over, and gives them back', async () => {
    platform.desk.workers.set('chen@bank', true);
    server.script = () => ({
      body: server.seal(
        `<xml><ToUserName>${lin.openid}</ToUserName><FromUserName>${platform.account.originalId}</FromUserName>` +
          '<CreateTime>1795000000</CreateTime><MsgType>transfer_customer_service</MsgType></xml>',
      ),
    });
    await lin.says('转人工');
    expect(await get('/customservice/kfsession/getwaitcase')).toMatchObject({ count: 1 });
    server.script = () => ({ body: '' });
    const who = { kf_account: 'chen@bank', openid: lin.openid };
    expect((await post('/customservice/kfsession/create', who)).errcode).toBe(0);
    const before = server.arrived.length;
    expect((await lin.says('您好')).tries).toEqual([]);
    expect(server.arrived.slice(before).some(({ message }) => message.includes('您好'))).toBe(false);
    expect((await post('/customservice/kfsession/close', who)).errcode).toBe(0);
    expect((await lin.says('谢谢')).tries).toEqual([200]);
  });
});

describe('Faults', () => {
  it('can have an effect or none, as told', async () => {
    await lin.says('在吗');
    const attempt = async (): Promise<unknown> => (await text('好').catch(() => ({ errcode: 'no answer' }))).errcode;
    platform.faults.plan(/custom\/send/, { kind: 'dropped', when: 'before' });
    expect(await attempt()).toBe('no answer');
    platform.faults.plan(/custom\/send/, { kind: 'errcode', errcode: -1 });
    expect(await attempt()).toBe(-1);
    platform.faults.plan(/custom\/send/, { kind: 'errcode', errcode: 48001 });
    expect(await attempt()).toBe(48001);
    expect(lin.history.bubbles.filter(({ arrived }) => arrived === 'api')).toHaveLength(0);
    for (const fault of [{ kind: 'dropped', when: 'after' }, { kind: 'cut' }, { kind: 'garbage' }] as const) {
      platform.faults.plan(/custom\/send/, fault);
      expect(await attempt()).toBe('no answer');
    }
    expect(lin.history.bubbles.filter(({ arrived }) => arrived === 'api')).toHaveLength(3);
  });

  it('at random are the same for the same seed', () => {
    const draw = (): unknown[] => {
      platform.faults.random(7, 0.5);
      return Array.from({ length: 20 }, (_, n) => platform.faults.of(`POST /x ${n}`)?.kind);
    };
    const drawn = draw();
    expect(new Set(drawn).size).toBeGreaterThan(3);
    platform.faults.clear();
    expect(platform.faults.of('POST /x 1')).toBeUndefined();
  });
});

async function until(fits: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!fits()) {
    if (Date.now() > deadline) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
