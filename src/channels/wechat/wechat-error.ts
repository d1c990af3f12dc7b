/**
 * What an error code of WeChat means for us (domain §6):
 * - `busy`: try again soon. `frequency`: the interface's daily or minute limit, try again much later.
 * - `token`: the access token is old or wrong. `account`: the account's own id or secret is refused.
 * - `gone`: the consumer does not follow the account, or there is no such consumer.
 * - `window`: the time to answer is over. `quota`: the number of answers is used up.
 * - `content`: this message will never be taken. `media`: this file is not, or no longer, there.
 * - `forbidden`: the account may not use the interface. `declined`: the consumer does not want it.
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
  | 'unknown';

const FAULTS: Readonly<Record<number, WechatFault>> = {
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
  40096: 'gone',
  45015: 'window',
  45047: 'quota',
  47001: 'content',
  48001: 'forbidden',
  48002: 'forbidden',
  50001: 'forbidden',
  95000: 'account',
  95001: 'quota',
};

/** WeChat answered that it did not do what was asked. Carries no text of WeChat's: it may name a consumer. */
export class WechatError extends Error {
  readonly fault: WechatFault;
  readonly code: string;

  constructor(errcode: number) {
    super(`WeChat answered with error code ${errcode}.`);
    this.name = 'WechatError';
    this.fault = FAULTS[errcode] ?? 'unknown';
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
