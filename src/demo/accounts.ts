import { staffCollection } from '../staff/account';
import { Accounts } from '../staff/accounts';
import type { NewStaff } from '../staff/accounts';
import type { Clock } from '../platform/clock';
import type { Database } from '../storage/database';

/** Staff of each role and post. */
export const DEMO_STAFF = [
  { username: 'admin', displayName: '系统管理员', role: 'admin', skills: ['complaints', 'legal', 'education'] },
  { username: 'zhaoyun', displayName: '赵云', role: 'supervisor', skills: [] },
  { username: 'chenjing', displayName: '陈静', role: 'agent', skills: ['complaints'] },
  { username: 'wanglei', displayName: '王磊', role: 'agent', skills: ['complaints'] },
  { username: 'linwei', displayName: '林薇', role: 'agent', skills: ['legal'] },
  { username: 'zhouyan', displayName: '周妍', role: 'educator', skills: ['education'] },
] as const satisfies readonly NewStaff[];

export type DemoUsername = (typeof DEMO_STAFF)[number]['username'];

/** Adds the staff with this password, chosen already: nobody has to change it at the first sign-in. */
export async function addDemoStaff(database: Database, clock: Clock, password: string): Promise<void> {
  const accounts = new Accounts(database.collection(staffCollection), clock);
  for (const member of DEMO_STAFF) {
    await accounts.add(member);
    const account = await accounts.findByUsername(member.username);
    if (account) await accounts.replacePassword(account, password);
  }
}
