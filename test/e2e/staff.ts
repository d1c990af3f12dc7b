import { readConfig } from '../../src/config/config';
import type { Role } from '../../src/staff/account';
import { addStaffMember } from '../../src/staff-command';
import { Browser } from '../staff/browser';

export const OWN_PASSWORD = '自己选的-很长的密码-1';

/** Adds someone to a store that no server holds at the moment. @returns the one-time password */
export async function hire(environment: Record<string, string>, username: string, role: Role, skills = ''): Promise<string> {
  const hired = { username, name: NAMES[username] ?? username, role, skills };
  return (await addStaffMember(readConfig(environment), hired)).oneTimePassword;
}

/** Replaces a one-time password without a page, for stories that are about something else. */
export async function settleIn(url: string, username: string, oneTime: string): Promise<void> {
  const browser = new Browser(url, '127.0.0.1');
  await browser.signIn(username, oneTime);
  const { status, code } = await browser.post('/api/staff/password', { current: oneTime, next: OWN_PASSWORD });
  if (status >= 300) throw new Error(`The password was refused: ${code}`);
}

const NAMES: Record<string, string> = { chenjing: '陈静', wanglei: '王磊', zhaoyun: '赵云', zhouyan: '周妍', zhangwei: '张伟' };
