import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUT_OF_ORDER } from '../tools/wechat-platform/bubble';
import { WechatPlatform } from '../tools/wechat-platform/platform';
import { seal, signatureOf, unseal } from '../tools/wechat-platform/envelope';
import { CallbackServer, textReply } from './callback-server';

let platform: WechatPlatform;
let server: CallbackServer;

async function open(account: Parameters<typeof WechatPlatform.start>[0] = {}): Promise<void> {
  platform = await WechatPlatform.start({ secondMs: 200, patienceMs: 30_000, ...account });
  server = await CallbackServer.start(platform.account);
  await platform.connect(server.url);
}

afterEach(async () => {
  await platform.close();
  await server.close();
});

describe('A push of the WeChat platform', () => {
  it.each(['safe', 'compatible', 'plain'] as const)('in %s mode opens with the official library', async (mode) => {
    await open({ account: { mode } });
    const lin = platform.phone('林晓');
    await lin.follows();
    await lin.says('你好 ]]> 😀');
    const [subscribed, said] = server.arrived;
    expect(subscribed!.message).toContain('<Event><![CDATA[subscribe]]></Event>');
    expect(said!.message).toMatch(/<Content><!\[CDATA\[你好 \]\]\]\]><!\[CDATA\[> 😀\]\]><\/Content><MsgId>\d{17,}<\/MsgId>/);
    expect(said!.query.get('openid')).toBe(lin.openid);
    expect(said!.query.get('encrypt_type')).toBe(mode === 'plain' ? null : 'aes');
    expect(said!.body.includes('你好')).toBe(mode !== 'safe');
    const { token } = platform.account;
    expect(said!.query.get('signature')).toBe(signatureOf(token, said!.query.get('timestamp')!, said!.query.get('nonce')!));
  });

  it('can be JSON', async () => {
    await open({ account: { format: 'json' } });
    const lin = platform.phone('林晓');
    await lin.follows();
    expect(JSON.parse(server.arrived[0]!.message)).toMatchObject({
      MsgType: 'event',
      Event: 'subscribe',
      FromUserName: lin.openid,
    });
  });

  it('is made three times in all with the same query and body, and then the consumer reads that nobody is there', async () => {
    await open({ patienceMs: 1000 });
    server.script = () => 'silence';
    const lin = platform.phone('林晓');
    expect((await lin.follows()).tries).toEqual(['timeout', 'timeout', 'timeout']);
    server.script = () => ({ status: 500, body: '' });
    expect((await lin.says('有人吗')).tries).toEqual([500, 500, 500]);
    const said = server.arrived.slice(3);
    expect(new Set(said.map(({ query, body }) => `${query} ${body}`)).size).toBe(1);
    expect(lin.history.bubbles.at(-1)).toMatchObject({ from: 'platform', text: OUT_OF_ORDER });
  });

  it('shows what is answered at a later try, once', async () => {
    await open({ patienceMs: 1000 });
    const lin = platform.phone('林晓');
    await lin.follows();
    let tries = 0;
    server.script = () => (++tries < 3 ? 'silence' : { body: server.seal(textReply(platform.account, lin.openid, '在的')) });
    expect((await lin.says('有人吗')).tries).toEqual(['timeout', 'timeout', 200]);
    expect(lin.history.bubbles.filter(({ from }) => from !== 'user')).toEqual([
      expect.objectContaining({ arrived: 'passive', text: '在的' }),
    ]);
  });

  it.each([
    ['is not sealed', (openid: string) => textReply(platform.account, openid, '好')],
    ['is JSON', () => '{"errcode":0}'],
    ['is for somebody else', () => server.seal(textReply(platform.account, 'o-other', '好'))],
    ['is longer than 2048 bytes', (openid: string) => server.seal(textReply(platform.account, openid, '好'.repeat(683)))],
    ['is no XML', () => server.seal('<xml><ToUserName>')],
    ['has an unknown type', (openid: string) => server.seal(textReply(platform.account, openid, '').replace('[text]', '[poem]'))],
    [
      'is tampered with',
      (openid: string) => server.seal(textReply(platform.account, openid, '好')).replace(/.{8}\]\]>/, 'AAAAAAA=]]>'),
    ],
  ])('answered with something that %s shows as out of order', async (_what, body) => {
    await open();
    const lin = platform.phone('林晓');
    await lin.follows();
    server.script = () => ({ body: body(lin.openid) });
    expect((await lin.says('你好')).reply).toMatchObject({ kind: 'broken' });
    expect(lin.history.bubbles.at(-1)!.text).toBe(OUT_OF_ORDER);
  });

  it('is lost or answered to nobody on demand, and tried again', async () => {
    await open();
    const lin = platform.phone('林晓');
    await lin.follows();
    platform.faults.plan(/^PUSH/, { kind: 'dropped', when: 'before' });
    platform.faults.plan(/^PUSH/, { kind: 'dropped', when: 'after' });
    expect((await lin.says('你好')).tries).toEqual(['no connection', 'lost', 200]);
    expect(server.arrived).toHaveLength(3);
  });
});

describe('The platform’s own sealing', () => {
  interface Vector {
    id: string;
    encodingAESKey: string;
    receiveId: string;
    cipher: string;
    plaintext: string;
    token: string;
    timestamp?: string;
    nonce?: string;
    msg_signature?: string;
  }
  // From Tencent's official samples, as quoted in public repositories; keys and ids are the published sample ones.
  const vectors = JSON.parse(readFileSync(join(__dirname, 'crypto-vectors.json'), 'utf8')) as Vector[];
  beforeEach(() => open());

  it.each(vectors.map((vector) => [vector.id, vector] as const))('agrees with the published vector %s', (_id, vector) => {
    expect(unseal(vector.cipher, vector.encodingAESKey, vector.receiveId)).toBe(vector.plaintext);
    if (vector.msg_signature)
      expect(signatureOf(vector.token, vector.timestamp!, vector.nonce!, vector.cipher)).toBe(vector.msg_signature);
    expect(unseal(seal(vector.plaintext, vector.encodingAESKey, vector.receiveId), vector.encodingAESKey, vector.receiveId)).toBe(
      vector.plaintext,
    );
  });
});
