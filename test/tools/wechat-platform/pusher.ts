import { randomInt } from 'node:crypto';
import type { Account } from './account';
import { seal, signatureOf } from './envelope';
import type { Faults } from './faults';
import { unixTime } from './pace';
import type { Pace } from './pace';
import { readReply } from './passive-reply';
import type { Reply } from './passive-reply';
import { tryThrice } from './try-thrice';
import type { PushRequest, Try } from './try-thrice';
import { writeJson, writeXml } from './xml';
import type { XmlFields } from './xml';

/** How one message went to the server. */
export interface Delivery {
  /** One a try: the status that came back, or why none did. */
  tries: Try[];
  /** `undefined` when no try was answered with 200. */
  reply?: Reply;
}

/** Carries messages and events to the account's callback. */
export class Pusher {
  constructor(
    private readonly account: Account,
    private readonly faults: Faults,
    private readonly pace: Pace,
  ) {}

  /** Pushes once, and again with the very same query and body while no 200 comes. @param openid whose message it is */
  async push(openid: string, fields: XmlFields): Promise<Delivery> {
    const { aesKey } = this.account;
    const { tries, body } = await tryThrice(this.seal(openid, fields), `PUSH ${openid}`, this.faults, this.pace);
    return { tries, reply: body === undefined ? undefined : readReply(body, this.account, { openid, aesKey }) };
  }

  /** The URL check that the platform makes when the callback is set. @returns whether the server gave the echo back */
  async checkUrl(url: string): Promise<boolean> {
    const echostr = String(randomInt(1e12, 9e12));
    const answer = await fetch(`${url}?${this.query({ echostr })}`).catch(() => undefined);
    return answer?.status === 200 && (await answer.text()) === echostr;
  }

  private seal(openid: string, fields: XmlFields): PushRequest {
    const { mode, format, token, aesKey, appId, callbackUrl } = this.account;
    if (!callbackUrl) throw new Error('This account has no callback: connect() it first.');
    const write = (document: XmlFields): string => (format === 'json' ? writeJson(document) : writeXml(document));
    const type = format === 'json' ? 'application/json' : 'text/xml';
    if (mode === 'plain') return { url: `${callbackUrl}?${this.query({ openid })}`, body: write(fields), type };
    const sealed = seal(write(fields), aesKey, appId);
    const query = this.query({ openid, encrypt_type: 'aes' });
    query.set('msg_signature', signatureOf(token, query.get('timestamp')!, query.get('nonce')!, sealed));
    const outer = mode === 'compatible' ? { ...fields, Encrypt: sealed } : { ToUserName: fields.ToUserName, Encrypt: sealed };
    return { url: `${callbackUrl}?${query}`, body: write(outer), type };
  }

  private query(more: Record<string, string>): URLSearchParams {
    const timestamp = String(unixTime(this.pace));
    const nonce = String(randomInt(1e8, 2e9));
    return new URLSearchParams({ signature: signatureOf(this.account.token, timestamp, nonce), timestamp, nonce, ...more });
  }
}
