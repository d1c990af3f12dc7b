import { randomBytes } from 'node:crypto';

/** A service account as its owner sees it on the platform's own pages (设置与开发 → 基本配置). */
export interface Account {
  readonly appId: string;
  appSecret: string;
  /** 原始ID */
  readonly originalId: string;
  token: string;
  aesKey: string;
  mode: 'plain' | 'compatible' | 'safe';
  format: 'xml' | 'json';
  /** Where messages are pushed to. */
  callbackUrl?: string;
}

/** A new account with keys of its own, in safe mode. */
export function openAccount(given: Partial<Account> = {}): Account {
  return {
    appId: `wx${randomBytes(8).toString('hex')}`,
    appSecret: randomBytes(16).toString('hex'),
    originalId: `gh_${randomBytes(6).toString('hex')}`,
    token: randomBytes(12).toString('hex'),
    aesKey: newAesKey(),
    mode: 'safe',
    format: 'xml',
    ...given,
  };
}

/** 43 letters and digits. */
export function newAesKey(): string {
  return randomBytes(96).toString('base64').replace(/[+/=]/g, '').slice(0, 43);
}
