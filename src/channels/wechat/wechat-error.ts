/**
 * What an error code means for us (domain §6), of WeChat or of WeCom:
 * - `busy`: try again soon. `frequency`: the interface's daily or minute limit, try again much later.
 * - `token`: the access token is old or wrong. `account`: the account's own id or secret is refused.
 * - `gone`: the consumer does not follow the account, or there is no such consumer.
 * - `window`: the time to answer is over. `quota`: the number of answers is used up.
 * - `content`: this message will never be taken. `media`: this file is not, or no longer, there.
 * - `forbidden`: the account may not use the interface. `declined`: the consumer does not want it.
 * - `session`: the session is with somebody else, or over. `stale`: what a push gave to be used once, or for a while, is not good any more.
 * - `unknown`: not in the table.
 */
export type WechatFault =
  | 'busy'
  | 'frequency'
  | 'token'
  | 'account'
  | 'gone'
  | 'window'
  | 'quota'
  | 'content'
  | 'media'
  | 'forbidden'
  | 'declined'
  | 'session'
  | 'stale'
  | 'unknown';

/** What the codes of one platform mean: the same number is another thing on another platform. */
export type FaultTable = Readonly<Record<number, WechatFault>>;

const FAULTS: FaultTable = {
  [-1]: 'busy',
  40001: 'token',
  40003: 'gone',
  40004: 'media',
  40005: 'media',
  40006: 'media',
  40007: 'media',
  40008: 'content',
  40009: 'media',
  40013: 'account',
  40014: 'token',
  40125: 'account',
  40164: 'account',
  41001: 'token',
  42001: 'token',
  43004: 'gone',
  43101: 'declined',
  44001: 'media',
  44002: 'content',
  44004: 'content',
  45001: 'media',
  45002: 'content',
  45008: 'content',
  45009: 'frequency',
  45011: 'frequency',
  45015: 'window',
  45047: 'quota',
  47001: 'content',
  48001: 'forbidden',
  48002: 'declined', // 粉丝拒收消息
  50001: 'forbidden',
};

/** WeChat answered that it did not do what was asked. Carries no text of WeChat's: it may name a consumer. */
export class WechatError extends Error {
  readonly fault: WechatFault;
  readonly code: string;

  constructor(errcode: number, faults: FaultTable = FAULTS) {
    super(`WeChat answered with error code ${errcode}.`);
    this.name = 'WechatError';
    this.fault = faults[errcode] ?? 'unknown';
    this.code = `WECHAT_${errcode}`;
  }
}

/** No answer came that says whether it was done. `reached`: false where the request certainly never arrived. */
export class WechatSilence extends Error {
  readonly code: string;

  constructor(readonly reached: boolean) {
    super('WeChat did not answer.');
    this.name = 'WechatSilence';
    this.code = reached ? 'WECHAT_UNCERTAIN' : 'WECHAT_UNREACHED';
  }
}
