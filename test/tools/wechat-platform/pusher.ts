import { randomInt } from 'node:crypto';
import type { Account } from './account';
import { seal, signatureOf } from './envelope';
import type { Fault, Faults } from './faults';
import { unixTime, waitSeconds } from './pace';
import type { Pace } from './pace';
import { readReply } from './passive-reply';
import type { Reply } from './passive-reply';
import { writeJson, writeXml } from './xml';
import type { XmlFields } from './xml';

/** How long the platform waits for an answer before it cuts the connection, and how often it asks in all. */
const PATIENCE_SECONDS = 5;
const TRIES = 3;

/** How one message went to the server. */
export interface Delivery {
  /** One a try: the status that came back, or why none did. */
  tries: (number | 'timeout' | 'no connection' | 'lost')[];
  /** `undefined` when no try was answered with 200. */
  reply?: Reply;
}

interface Sealed {
  url: string;
  body: string;
  type: string;
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
    const request = this.seal(openid, fields);
    const tries: Delivery['tries'] = [];
    while (tries.length < TRIES) {
      const over = waitSeconds(this.pace, PATIENCE_SECONDS);
      const outcome = await this.attempt(request, this.faults.of(`PUSH ${openid}`));
      tries.push(typeof outcome === 'object' ? outcome.status : outcome);
      if (typeof outcome === 'object' && outcome.status === 200)
        return { tries, reply: readReply(outcome.body, this.account, { openid, aesKey }) };
      if (tries.length < TRIES) await over;
    }
    return { tries };
  }

  /** The URL check that the platform makes when the callback is set. @returns whether the server gave the echo back */
  async checkUrl(url: string): Promise<boolean> {
    const echostr = String(randomInt(1e12, 9e12));
    const answer = await fetch(`${url}?${this.query({ echostr })}`).catch(() => undefined);
    return answer?.status === 200 && (await answer.text()) === echostr;
  }

  private seal(openid: string, fields: XmlFields): Sealed {
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

  /** A slow way takes its time before the server hears of it; a lost answer is one that the server gave. */
  private async attempt(
    request: Sealed,
    fault?: Fault,
  ): Promise<{ status: number; body: string } | 'timeout' | 'no connection' | 'lost'> {
    if (fault?.kind === 'dropped' && fault.when === 'before') return 'no connection';
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), PATIENCE_SECONDS * this.pace.secondMs);
    try {
      if (fault?.kind === 'slow') await waitSeconds(this.pace, fault.seconds);
      const answer = await fetch(request.url, {
        method: 'POST',
        headers: { 'content-type': request.type },
        body: request.body,
        signal: limit.signal,
      });
      const body = await answer.text();
      return fault && fault.kind !== 'slow' ? 'lost' : { status: answer.status, body };
    } catch {
      return limit.signal.aborted ? 'timeout' : 'no connection';
    } finally {
      clearTimeout(timer);
    }
  }
}
