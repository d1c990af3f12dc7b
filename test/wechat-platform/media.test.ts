import { Account } from './account';

const account = Account.forEachTest();

describe('Media', () => {
  it('are fetched as they were sent, for three days', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3]);
    await account.lin.sends({ kind: 'image', bytes });
    const [, id] = /<MediaId><!\[CDATA\[(.*?)\]\]>/.exec(account.server.arrived.at(-1)!.message)!;
    const fetchIt = (): Promise<Response> =>
      fetch(`${account.platform.url}/cgi-bin/media/get?access_token=${account.token}&media_id=${id}`);
    const response = await fetchIt();
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    await account.later({ days: 3 });
    expect(await (await fetchIt()).json()).toMatchObject({ errcode: 40007 });
  });

  it('can be uploaded and sent', async () => {
    const form = new FormData();
    form.set('media', new Blob([new Uint8Array(100)], { type: 'image/png' }), 'code.png');
    const response = await fetch(`${account.platform.url}/cgi-bin/media/upload?access_token=${account.token}&type=image`, {
      method: 'POST',
      body: form,
    });
    const { media_id } = (await response.json()) as { media_id: string };
    const image = { touser: account.lin.openid, msgtype: 'image', image: { media_id } };
    expect((await account.post('/cgi-bin/message/custom/send', image)).errcode).toBe(0);
    expect(account.lin.history.bubbles.at(-1)).toMatchObject({ kind: 'image', mediaId: media_id });
  });

  it.each([
    ['of an unknown type', 40004, 'poem', 'a.png', 100],
    ['that are empty', 44001, 'image', 'a.png', 0],
    ['of another kind than their type', 40005, 'image', 'a.exe', 100],
    ['above the limit of their type', 40012, 'thumb', 'a.jpg', 65_537],
  ])('%s are refused with %i', async (_what, errcode, type, name, bytes) => {
    const form = new FormData();
    form.set('media', new Blob([new Uint8Array(bytes)]), name);
    const url = `${account.platform.url}/cgi-bin/media/upload?access_token=${account.token}&type=${type}`;
    expect(await (await fetch(url, { method: 'POST', body: form })).json()).toMatchObject({ errcode });
  });
});
