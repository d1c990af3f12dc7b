import { Account, permanentScene } from './account';

const account = Account.forEachTest();

describe('access_token', () => {
  it('is the same until five minutes before its end, and the old one lives on beside the new', async () => {
    expect(await account.askToken()).toBe(account.token);
    account.clock.advance({ minutes: 116 });
    const next = await account.askToken();
    expect(next).not.toBe(account.token);
    expect((await account.get('/cgi-bin/getcallbackip')).ip_list).toHaveLength(1);
    account.clock.advance({ minutes: 5 });
    expect((await account.get('/cgi-bin/getcallbackip')).errcode).toBe(42001);
  });

  it('ends at once when a new one is forced, at most every thirty seconds and twenty times a day', async () => {
    expect(await account.askToken(true)).not.toBe(account.token);
    expect((await account.say('好')).errcode).toBe(40001);
    const second = await account.askToken(true);
    expect(second).toBe(await account.askToken(true));
    for (let n = 2; n <= 20; n++) {
      account.clock.advance({ minutes: 1 });
      await account.askToken(true);
    }
    const last = await account.askToken();
    account.clock.advance({ minutes: 1 });
    expect(await account.askToken(true)).toBe(last);
  });

  it('is refused when missing or invented, and not given for a wrong secret', async () => {
    expect((await account.post('/cgi-bin/menu/create', {}, '')).errcode).toBe(41001);
    expect((await account.post('/cgi-bin/menu/create', {}, 'x')).errcode).toBe(40014);
    const body = { grant_type: 'client_credential', appid: account.platform.account.appId, secret: 'wrong' };
    expect((await account.post('/cgi-bin/stable_token', body)).errcode).toBe(40125);
  });
});

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
    expect((await account.post('/cgi-bin/menu/create', { button })).errcode).toBe(errcode);
    expect((await account.get('/cgi-bin/menu/get')).errcode).toBe(46003);
  });

  it('makes scene codes that lead a newcomer and a follower to their scene', async () => {
    const made = await account.post('/cgi-bin/qrcode/create', permanentScene('faq_annual-fee'));
    await account.lin.scans(made.url as string);
    expect(account.server.arrived.at(-1)!.message).toMatch(/\[SCAN\].*<EventKey><!\[CDATA\[faq_annual-fee\]\]>/);
    await account.platform.phone('新人').scans(made.ticket as string);
    expect(account.server.arrived.at(-1)!.message).toMatch(/\[subscribe\].*<EventKey><!\[CDATA\[qrscene_faq_annual-fee\]\]>/);
    const picture = await fetch(`${account.platform.url}/cgi-bin/showqrcode?ticket=${made.ticket as string}`);
    expect(await picture.text()).toContain('<svg');
  });

  it('checks the callback and counts calls', async () => {
    expect(await account.post('/cgi-bin/callback/check', { action: 'all' })).toMatchObject({ ping: [{ package_loss: '0%' }] });
    account.platform.quotas.limit('/cgi-bin/getcallbackip', 2);
    await account.get('/cgi-bin/getcallbackip');
    await account.get('/cgi-bin/getcallbackip');
    expect((await account.get('/cgi-bin/getcallbackip')).errcode).toBe(45009);
    const asked = { cgi_path: '/cgi-bin/getcallbackip' };
    expect(await account.post('/cgi-bin/openapi/quota/get', asked)).toMatchObject({ quota: { used: 2, remain: 0 } });
    await account.post('/cgi-bin/clear_quota', { appid: account.platform.account.appId });
    expect((await account.get('/cgi-bin/getcallbackip')).errcode).toBeUndefined();
  });
});
