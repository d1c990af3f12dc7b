import { randomUUID } from 'node:crypto';
import { sealEnvelope, readAesKey } from '../../../src/channels/wechat/envelope';
import { signatureOf } from '../../../src/channels/wechat/signature';
import { writeFields } from '../../../src/channels/wechat/wire';
import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { call } from '../direct-line/wire-client';
import type { Answer } from '../direct-line/wire-client';
import { expectTableError } from '../table-error';
import { officeMorning } from '../../tools/clocks';

const APP_ID = 'wx1234567890abcdef';
const TOKEN = 'tokenOfTheTest';
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const PREVIOUS = 'ABCDEFGhijklmnopqrstuvwxyz0123456789ABCDEFG';
const SETTINGS = {
  XIAOBAO_WECHAT_APP_ID: APP_ID,
  XIAOBAO_WECHAT_APP_SECRET: 'secret-of-the-test',
  XIAOBAO_WECHAT_TOKEN: TOKEN,
  XIAOBAO_WECHAT_AES_KEY: AES_KEY,
  XIAOBAO_WECHAT_PREVIOUS_AES_KEY: PREVIOUS,
  XIAOBAO_WECHAT_API_BASE: 'http://127.0.0.1:9',
};

const now = (): number => Math.floor(officeMorning.now().getTime() / 1000);

describe('what /wechat/callback does not take', () => {
  let app: AppUnderTest;
  let lastId = 1_000_000;
  beforeAll(async () => (app = await startAppUnderTest('embedded', SETTINGS)));
  afterAll(() => app.stop());

  const text = (more: Record<string, string | number> = {}): string =>
    writeFields('xml', {
      ToUserName: 'gh_1',
      FromUserName: `o_${randomUUID()}`,
      CreateTime: now(),
      MsgType: 'text',
      Content: '存款保险最多赔多少',
      MsgId: String(++lastId),
      ...more,
    });

  interface Signing {
    timestamp?: number;
    nonce?: string;
    token?: string;
    appId?: string;
    key?: string;
    query?: Record<string, string>;
    tamper?: (sealed: string) => string;
  }

  /** Pushes a document as WeChat does in safe mode, with what the test does wrong. */
  function push(document: string, signing: Signing = {}): Promise<Answer<string>> {
    const { timestamp = now(), nonce = String(Math.random()), token = TOKEN, appId = APP_ID, key = AES_KEY, tamper } = signing;
    const sealed = sealEnvelope(readAesKey(key), appId, document);
    const query = new URLSearchParams({
      signature: signatureOf(token, String(timestamp), nonce),
      timestamp: String(timestamp),
      nonce,
      encrypt_type: 'aes',
      msg_signature: signatureOf(token, String(timestamp), nonce, sealed),
      ...signing.query,
    });
    return post(query, writeFields('xml', { ToUserName: 'gh_1', Encrypt: tamper?.(sealed) ?? sealed }));
  }

  function post(query: URLSearchParams, body: string): Promise<Answer<string>> {
    return call<string>('POST', `${app.url}/wechat/callback?${query}`, { body, headers: { 'content-type': 'text/xml' } });
  }

  async function theNextMessageWorks(): Promise<void> {
    expect((await push(text())).status).toBe(200);
  }

  it('answers the URL check with the echo, and only a signed one', async () => {
    const check = (more: Record<string, string> = {}): Promise<Answer<string>> => {
      const [timestamp, nonce] = [String(now()), '7'];
      const query = { signature: signatureOf(TOKEN, timestamp, nonce), timestamp, nonce, echostr: '<b>616140</b>', ...more };
      return call('GET', `${app.url}/wechat/callback?${new URLSearchParams(query).toString()}`);
    };
    const { status, body, headers } = await check();
    expect({ status, body }).toEqual({ status: 200, body: '<b>616140</b>' });
    expect(headers.get('content-type')).toContain('text/plain');
    expectTableError(await check({ signature: 'deadbeef' }), 'XB_WECHAT_REFUSED');
    expectTableError(await check({ timestamp: '1409659589' }), 'XB_WECHAT_REFUSED');
    expectTableError(await call('GET', `${app.url}/wechat/callback`), 'XB_INVALID');
  });

  it('takes what the current and the previous key sealed', async () => {
    expect((await push(text())).status).toBe(200);
    expect((await push(text(), { key: PREVIOUS })).status).toBe(200);
  });

  it.each<[string, Signing]>([
    ['with a wrong signature', { query: { signature: 'deadbeef' } }],
    ['with a wrong signature of the message', { query: { msg_signature: '5d197aaffba7e9b25a30732f161a50dee96bd5fa' } }],
    ['without a signature of the message', { query: { msg_signature: '' } }],
    ['signed with another token', { token: 'another' }],
    ['from ten minutes ago', { timestamp: now() - 600 }],
    ['from in ten minutes', { timestamp: now() + 600 }],
    ['for another account', { appId: 'wx0000000000000000' }],
    ['sealed with another key', { key: `${AES_KEY.slice(0, 42)}A` }],
    ['that is not encrypted', { query: { encrypt_type: 'raw' } }],
  ])('refuses a push %s', async (_what, signing) => {
    expectTableError(await push(text(), signing), 'XB_WECHAT_REFUSED');
    await theNextMessageWorks();
  });

  it('refuses a ciphertext of which any one character was changed', async () => {
    const document = text();
    const { length } = sealEnvelope(readAesKey(AES_KEY), APP_ID, document);
    for (let at = 0; at < length; at++) {
      const tamper = (sealed: string): string => sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      expectTableError(await push(document, { tamper }), 'XB_WECHAT_REFUSED');
    }
    await theNextMessageWorks();
  });

  it('answers a repeated request, and refuses its nonce with another body', async () => {
    const [first, timestamp, nonce] = [text(), now(), 'used-once'];
    const sealed = sealEnvelope(readAesKey(AES_KEY), APP_ID, first);
    const query = new URLSearchParams({
      signature: signatureOf(TOKEN, String(timestamp), nonce),
      timestamp: String(timestamp),
      nonce,
      encrypt_type: 'aes',
      msg_signature: signatureOf(TOKEN, String(timestamp), nonce, sealed),
    });
    const body = writeFields('xml', { Encrypt: sealed });
    expect((await post(query, body)).status).toBe(200);
    expect((await post(query, body)).status).toBe(200);
    expectTableError(await push(text(), { timestamp, nonce }), 'XB_WECHAT_REFUSED');
  });

  it('reads no body that is large, cut off or full of entities', async () => {
    const timestamp = String(now());
    const query = new URLSearchParams({
      signature: signatureOf(TOKEN, timestamp, '1'),
      timestamp,
      nonce: '1',
      encrypt_type: 'aes',
    });
    expectTableError(await post(query, 'x'.repeat(10 * 1024 * 1024)), 'XB_TOO_LARGE');
    expectTableError(await post(query, '<xml><Encrypt><![CDATA[abc'), 'XB_WECHAT_BODY');
    const bomb = `<!DOCTYPE l [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>`;
    expectTableError(await post(query, bomb), 'XB_WECHAT_BODY');
    expectTableError(await push('<!DOCTYPE a><xml></xml>'), 'XB_WECHAT_BODY');
    expectTableError(await push('not a document'), 'XB_WECHAT_BODY');
    await theNextMessageWorks();
  });

  it.each<[string, Record<string, string | number>]>([
    ['a kind of message that is not known', { MsgType: 'hologram' }],
    ['a kind of event that is not known', { MsgType: 'event', Event: 'teleported' }],
    ['an event without a name', { MsgType: 'event' }],
    ['markup in the text', { Content: ']]><Content>x</Content><![CDATA[' }],
    ['a text of nothing', { Content: '   ' }],
    ['a picture that cannot be fetched', { MsgType: 'image', MediaId: 'm1' }],
    ['a file', { MsgType: 'file', Title: '流水.pdf' }],
    ['a place', { MsgType: 'location', Label: '解放路支行' }],
    ['the openid of somebody never seen', { FromUserName: '../../etc' }],
  ])('answers %s safely', async (_what, more) => {
    expect((await push(text(more))).status).toBe(200);
    await theNextMessageWorks();
  });

  it('is not there without an account', async () => {
    const without = await startAppUnderTest();
    expectTableError(await call('GET', `${without.url}/wechat/callback`), 'XB_NOT_FOUND');
    await without.stop();
  });
});
