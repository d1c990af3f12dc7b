import { Account, permanentScene } from './account';

const account = Account.forEachTest();

describe('Customer-service messages', () => {
  it('are five in 48 hours after a message, however many messages there were', async () => {
    await account.lin.says('在吗');
    await account.lin.says('在吗');
    expect(await account.sayMany(6)).toEqual([0, 0, 0, 0, 0, 45047]);
    await account.later({ days: 2 });
    expect((await account.say('还在吗')).errcode).toBe(45015);
    await account.lin.says('在');
    expect((await account.say('好')).errcode).toBe(0);
    expect(account.lin.history.bubbles.filter(({ arrived }) => arrived === 'api')).toHaveLength(6);
  });

  it('are three in a minute after following, a scan or a touch of the menu', async () => {
    expect(await account.sayMany(4)).toEqual([0, 0, 0, 45047]);
    await account.post('/cgi-bin/menu/create', { button: [{ name: '我要投诉', type: 'click', key: 'complain' }] });
    await account.lin.clicks('我要投诉');
    expect(await account.sayMany(4)).toEqual([0, 0, 0, 45047]);
    account.clock.advance({ minutes: 1 });
    expect((await account.say('晚了')).errcode).toBe(45015);
    const { ticket } = await account.post('/cgi-bin/qrcode/create', permanentScene('poster'));
    await account.lin.scans(ticket as string);
    expect(await account.sayMany(4)).toEqual([0, 0, 0, 45047]);
  });

  it('after a touched menu message are as many as after a click', async () => {
    await account.lin.says('在吗');
    const list = [{ id: 'yes', content: '满意' }];
    const menu = { touser: account.lin.openid, msgtype: 'msgmenu', msgmenu: { head_content: '满意吗', list, tail_content: '' } };
    expect((await account.post('/cgi-bin/message/custom/send', menu)).errcode).toBe(0);
    await account.later({ days: 3 });
    await account.lin.picks('满意');
    expect(account.server.arrived.at(-1)!.message).toContain('<bizmsgmenuid><![CDATA[yes]]></bizmsgmenuid>');
    expect(await account.sayMany(4)).toEqual([0, 0, 0, 45047]);
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
    await account.lin.says('在吗');
    expect((await account.post('/cgi-bin/message/custom/send', { touser: account.lin.openid, ...body })).errcode).toBe(errcode);
  });

  it('do not reach who has left', async () => {
    await account.lin.unfollows();
    expect((await account.say('再见')).errcode).toBe(43004);
    expect(await account.get(`/cgi-bin/user/info?openid=${account.lin.openid}`)).toEqual({
      subscribe: 0,
      openid: account.lin.openid,
    });
  });

  it('may be announced by typing, once at a time', async () => {
    const typing = { touser: account.lin.openid, command: 'Typing' };
    expect((await account.post('/cgi-bin/message/custom/typing', typing)).errcode).toBe(0);
    expect((await account.post('/cgi-bin/message/custom/typing', typing)).errcode).toBe(45081);
    account.clock.advance({ minutes: 1 });
    expect((await account.post('/cgi-bin/message/custom/typing', typing)).errcode).toBe(45080);
  });

  it('stand in the record, with what the consumer said', async () => {
    await account.lin.says('在吗');
    await account.say('在的');
    const now = Math.floor(account.clock.now().getTime() / 1000);
    const page = { starttime: now - 60, endtime: now + 60, msgid: 1, number: 100 };
    expect(await account.post('/customservice/msgrecord/getmsglist', page)).toMatchObject({
      number: 2,
      recordlist: [
        { openid: account.lin.openid, opercode: 2003, text: '在吗' },
        { openid: account.lin.openid, opercode: 2002, text: '在的' },
      ],
    });
    expect((await account.post('/customservice/msgrecord/getmsglist', { ...page, starttime: now - 90_000 })).errcode).toBe(65417);
  });
});

describe('Template messages', () => {
  const notice = () => ({
    touser: account.lin.openid,
    template_id: 'case-notice',
    client_msg_id: 'notice-1',
    data: { number: { value: 'TS1' } },
  });
  beforeEach(() => account.platform.templates.set('case-notice', '投诉 {{number.DATA}} 已受理'));

  it('need no window, are sent once however often they are asked for, and are reported', async () => {
    await account.later({ days: 5 });
    const { msgid } = await account.post('/cgi-bin/message/template/send', notice());
    expect((await account.post('/cgi-bin/message/template/send', notice())).msgid).toBe(msgid);
    expect(account.lin.history.bubbles.filter(({ arrived }) => arrived === 'template')).toHaveLength(1);
    await account.told('TEMPLATESENDJOBFINISH');
    expect(account.server.arrived.at(-1)!.message).toMatch(
      new RegExp(`<MsgID>${msgid as string}</MsgID><Status><!\\[CDATA\\[success`),
    );
  });

  it.each([
    ['lacks a field', {}],
    ['has an empty field', { number: { value: '' } }],
    ['has a field too many', { number: { value: 'TS1' }, remark: { value: '请回复' } }],
  ])('are refused where one %s', async (_what, data) => {
    expect((await account.post('/cgi-bin/message/template/send', { ...notice(), data })).errcode).toBe(47003);
    expect((await account.post('/cgi-bin/message/subscribe/bizsend', { ...notice(), data })).errcode).toBe(47003);
  });

  it('are reported as blocked where the consumer blocks them', async () => {
    account.lin.blocksTemplates = true;
    await account.post('/cgi-bin/message/template/send', notice());
    await account.told('failed:user block');
  });

  it('by subscription are one for each', async () => {
    account.lin.subscriptions.set('case-notice', 1);
    expect((await account.post('/cgi-bin/message/subscribe/bizsend', notice())).errcode).toBe(0);
    expect((await account.post('/cgi-bin/message/subscribe/bizsend', notice())).errcode).toBe(43101);
  });
});
