import { Account } from './account';

const account = Account.forEachTest();

describe('WeChat’s own desk', () => {
  it('has a consumer who was handed over, and gives them back', async () => {
    account.platform.desk.workers.set('chen@bank', true);
    account.server.script = () => ({
      body: account.server.seal(
        `<xml><ToUserName>${account.lin.openid}</ToUserName><FromUserName>${account.platform.account.originalId}</FromUserName>` +
          '<CreateTime>1795000000</CreateTime><MsgType>transfer_customer_service</MsgType></xml>',
      ),
    });
    await account.lin.says('转人工');
    expect(await account.get('/customservice/kfsession/getwaitcase')).toMatchObject({ count: 1 });
    account.server.script = () => ({ body: '' });
    const who = { kf_account: 'chen@bank', openid: account.lin.openid };
    expect((await account.post('/customservice/kfsession/create', who)).errcode).toBe(0);
    const before = account.server.arrived.length;
    expect((await account.lin.says('您好')).tries).toEqual([]);
    expect(account.server.arrived.slice(before).some(({ message }) => message.includes('您好'))).toBe(false);
    expect((await account.post('/customservice/kfsession/close', who)).errcode).toBe(0);
    expect((await account.lin.says('谢谢')).tries).toEqual([200]);
  });
});
