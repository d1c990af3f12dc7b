import { randomBytes, randomInt } from 'node:crypto';
import { readAesKey, sealEnvelope } from './channels/wechat/envelope';
import { signatureOf } from './channels/wechat/signature';
import { writeFields } from './channels/wechat/wire';
import { listeningAt } from './config/addresses';
import type { Config } from './config/config';
import type { WechatConfig } from './config/accounts';

/** Where the callback stands on our server. */
export const CALLBACK_PATH = '/wechat/callback';

/** Asks our own server what WeChat asks when the address is entered. @returns what was found. @throws Error with what to do */
export async function checkCallback(config: Config, { token }: WechatConfig): Promise<string> {
  const url = callbackOf(config);
  const echostr = String(randomInt(1e8, 1e9));
  const query = new URLSearchParams({ ...signed(token), echostr });
  const answer = await fetch(`${url}?${query.toString()}`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
  if (!answer) throw new Error(nobodyAt(url));
  if ((await answer.text()) !== echostr)
    throw new Error(`${url} answers ${answer.status}; is it this server, with the XIAOBAO_WECHAT_TOKEN of this shell?`);
  return `${url} passes the URL check`;
}

/**
 * Whether the server opens what is sealed with this key, and nothing else. What is sent is no message, so that it leaves no trace but
 * a line in the server's log: a server that has opened it says so by its answer, one that could not refuses it.
 * @returns what was found. @throws Error with what to do
 */
export async function checkEncryption(config: Config, account: WechatConfig): Promise<string> {
  const url = callbackOf(config);
  const own = await codeFor(url, account, readAesKey(account.aesKey ?? ''));
  if (own !== 'XB_WECHAT_BODY')
    throw new Error(
      `the server does not open what is sealed with XIAOBAO_WECHAT_AES_KEY (${own}); restart it with this key and mode`,
    );
  const foreign = await codeFor(url, account, randomBytes(32));
  if (foreign !== 'XB_WECHAT_REFUSED')
    throw new Error(`the server takes what is not encrypted; restart it with XIAOBAO_WECHAT_MODE=${account.mode}`);
  return 'the server opens what is sealed with XIAOBAO_WECHAT_AES_KEY; compare the key with 服务器配置, WeChat cannot be asked for it';
}

/** Sends what is no message, as WeChat sends messages. @returns the code of the refusal */
async function codeFor(url: string, { token, appId }: WechatConfig, key: Buffer): Promise<string> {
  const Encrypt = sealEnvelope(key, appId, writeFields('xml', { MsgType: 'doctor' }));
  const { timestamp, nonce, signature } = signed(token);
  const msg_signature = signatureOf(token, timestamp, nonce, Encrypt);
  const query = new URLSearchParams({ timestamp, nonce, signature, encrypt_type: 'aes', msg_signature });
  const push = { method: 'POST', body: writeFields('xml', { Encrypt }), signal: AbortSignal.timeout(5000) };
  const answer = await fetch(`${url}?${query.toString()}`, push).catch(() => undefined);
  if (!answer) throw new Error(nobodyAt(url));
  const body = (await answer.json().catch(() => undefined)) as { error?: { code?: string } } | undefined;
  return body?.error?.code ?? `it answers ${answer.status}`;
}

function callbackOf({ publicUrl, host, port }: Config): string {
  return `${publicUrl ?? listeningAt(host, port)}${CALLBACK_PATH}`;
}

function signed(token: string): { timestamp: string; nonce: string; signature: string } {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = String(randomInt(1e8, 1e9));
  return { timestamp, nonce, signature: signatureOf(token, timestamp, nonce) };
}

function nobodyAt(url: string): string {
  return `nothing answers at ${url}; start the server, then look at the proxy`;
}
