import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Account } from '../tools/wechat-platform/account';
import { KEPT_OPEN } from '../tools/kept-open';

/** One push as it arrived. */
export interface Arrived {
  query: URLSearchParams;
  body: string;
  /** What was in it, opened with Tencent's own library where it was sealed. */
  message: string;
}

/** What the server does with a push: an answer to send, or no answer at all. */
type Script = (arrived: Arrived) => { status?: number; body: string } | 'silence';

/** A bank's server as short as can be, sealed with Tencent's own library: what the platform sends must please it, and the other way. */
export class CallbackServer {
  readonly arrived: Arrived[] = [];
  script: Script = () => ({ body: 'success' });
  private readonly http = createServer(KEPT_OPEN, (request, response) => void this.serve(request, response));

  private constructor(private readonly account: Account) {}

  static async start(account: Account): Promise<CallbackServer> {
    const server = new CallbackServer(account);
    await new Promise<void>((resolve) => server.http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/callback`;
  }

  /** A reply in XML, sealed as safe mode wants it. */
  seal(xml: string): string {
    const { token, aesKey, appId } = this.account;
    const sealed = encrypt(aesKey, xml, appId);
    const signature = getSignature(token, '1795000000', '42', sealed);
    return (
      `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature>${signature}</MsgSignature>` +
      '<TimeStamp>1795000000</TimeStamp><Nonce>42</Nonce></xml>'
    );
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const query = new URL(request.url ?? '', 'http://server').searchParams;
    if (request.method === 'GET') {
      const signature = getSignature(this.account.token, query.get('timestamp')!, query.get('nonce')!, '');
      response.end(signature === query.get('signature') ? query.get('echostr') : 'no');
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString('utf8');
    const arrived = { query, body, message: this.open(query, body) };
    this.arrived.push(arrived);
    const answer = this.script(arrived);
    if (answer === 'silence') return;
    response.statusCode = answer.status ?? 200; // restify, in the same process, lets nobody chain writeHead
    response.end(answer.body);
  }

  private open(query: URLSearchParams, body: string): string {
    const sealed = /<Encrypt><!\[CDATA\[(.*?)\]\]>|"Encrypt":"(.*?)"/.exec(body);
    if (!sealed) return body;
    const text = sealed[1] ?? sealed[2] ?? '';
    const signature = getSignature(this.account.token, query.get('timestamp')!, query.get('nonce')!, text);
    if (signature !== query.get('msg_signature')) return 'the signature is wrong';
    const { id, message } = decrypt(this.account.aesKey, text);
    return id === this.account.appId ? message : 'for another account';
  }
}

/** A text that the account answers with at once. */
export function textReply(account: Account, openid: string, content: string): string {
  return (
    `<xml><ToUserName><![CDATA[${openid}]]></ToUserName><FromUserName><![CDATA[${account.originalId}]]></FromUserName>` +
    `<CreateTime>1795000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content></xml>`
  );
}
