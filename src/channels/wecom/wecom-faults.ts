import type { FaultTable } from '../wechat/wechat-error';

/** What WeCom's error codes mean (全局错误码), where they are not all WeChat's. */
export const WECOM_FAULTS: FaultTable = {
  [-1]: 'busy',
  40001: 'account', // the secret is wrong: not, as with WeChat, the token
  40004: 'media',
  40005: 'media',
  40006: 'media',
  40007: 'media',
  40008: 'content',
  40009: 'media',
  40013: 'account',
  40014: 'token',
  40096: 'gone',
  41001: 'token',
  42001: 'token',
  44001: 'media',
  44004: 'content',
  45001: 'media',
  45002: 'content',
  45008: 'content',
  45009: 'frequency',
  45033: 'frequency',
  47001: 'content',
  48002: 'forbidden',
  60011: 'account',
  60020: 'account', // the server's address is not among the trusted ones
  95000: 'account',
  95001: 'quota',
  95002: 'window',
  95007: 'stale',
  95013: 'session',
  95017: 'account',
  95018: 'session',
};
