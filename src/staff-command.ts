import { collections } from './collections';
import type { Config } from './config/config';
import { ConfigError } from './config/config-error';
import { systemClock } from './platform/clock';
import { staffCollection } from './staff/account';
import { Accounts } from './staff/accounts';
import { openStore } from './storage/open-store';

const ROLES = ['admin', 'supervisor', 'agent', 'educator'] as const;
const SKILLS = ['complaints', 'legal', 'education'] as const;

/** `xiaobao staff add`: with the embedded store the server must not be running at the same time. */
export async function addStaffMember(
  config: Config,
  given: { username?: string; name?: string; role?: string; skills?: string },
): Promise<{ username: string; oneTimePassword: string }> {
  const role = ROLES.find((one) => one === given.role);
  if (!given.username || !role) throw new ConfigError(`staff add takes --username and --role (${ROLES.join(', ')}).`);
  const named = (given.skills ?? '').split(',').filter(Boolean);
  const skills = named.map((name) => {
    const skill = SKILLS.find((one) => one === name);
    if (!skill) throw new ConfigError(`--skills has "${name}": it takes ${SKILLS.join(', ')}.`);
    return skill;
  });
  const database = await openStore(config);
  try {
    await database.prepare(collections);
    const accounts = new Accounts(database.collection(staffCollection), systemClock);
    const { oneTimePassword } = await accounts.add({
      username: given.username,
      displayName: given.name ?? given.username,
      role,
      skills,
    });
    return { username: given.username, oneTimePassword };
  } finally {
    await database.close();
  }
}
