import type { Clock } from '../platform/clock';
import { XiaobaoError } from '../platform/errors';
import { randomId } from '../platform/ids';
import { SKILLS } from '../handoff/ticket';
import type { Skill } from '../handoff/ticket';
import type { Collection } from '../storage/database';
import { isDuplicate } from '../storage/database';

import type { Role, StaffAccount } from './account';
import { hashPassword, oneTimePassword, passwordMatches } from './password';

export interface NewStaff {
  username: string;
  displayName: string;
  role: Role;
  skills: readonly Skill[];
}

/** The colleague's name behind a staff id, where it is known. */
export type NameOf = (staffId: string) => string | undefined;

const USERNAME = /^[a-z0-9][a-z0-9._-]{1,31}$/;
const FIRST_USERNAME = 'admin';

/** Who may sign in. */
export class Accounts {
  private readonly names = new Map<string, string>();
  private nobodysHash?: Promise<string>;

  constructor(
    private readonly staff: Collection<StaffAccount>,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a member of staff, who chooses a password of their own at the first sign-in.
   * @throws XB_INVALID, or XB_DUPLICATE when the user name is taken.
   */
  async add(fresh: NewStaff): Promise<{ oneTimePassword: string }> {
    const username = normaliseUsername(fresh.username);
    if (!USERNAME.test(username)) throw invalid('username: 2 to 32 letters, digits, dots, hyphens or underscores');
    if (!fresh.displayName.trim()) throw invalid('displayName: is empty');
    if (fresh.role === 'agent' && fresh.skills.length === 0) throw invalid('skills: an agent needs at least one');
    return { oneTimePassword: await this.insert({ ...fresh, username, displayName: fresh.displayName.trim() }) };
  }

  /**
   * The way in where there is nobody: makes `admin` when no staff exist, and a new one-time password for it at each start
   * until it has been replaced by a password of the administrator's own, so that a lost one locks nobody out.
   * @returns undefined when someone can sign in already.
   */
  async ensureFirstAdministrator(): Promise<{ username: string; oneTimePassword: string } | undefined> {
    if ((await this.staff.countDocuments({})) === 0) {
      const first: NewStaff = { username: FIRST_USERNAME, displayName: FIRST_USERNAME, role: 'admin', skills: SKILLS };
      try {
        return { username: FIRST_USERNAME, oneTimePassword: await this.insert(first, true) };
      } catch (error) {
        if (!(error instanceof XiaobaoError)) throw error; // else another process that started in this moment has made it
      }
    }
    const password = oneTimePassword();
    const passwordHash = await hashPassword(password);
    const renewed = await this.staff.findOneAndUpdate({ first: true, mustChangePassword: true }, { $set: { passwordHash } });
    return renewed ? { username: renewed.username, oneTimePassword: password } : undefined;
  }

  find(id: string): Promise<StaffAccount | null> {
    return this.staff.findOne({ _id: id });
  }

  findByUsername(username: string): Promise<StaffAccount | null> {
    return this.staff.findOne({ username: normaliseUsername(username) });
  }

  /** Whether the password is this account's. Does the same work where there is no account, so that time tells nothing. */
  async passwordMatches(account: StaffAccount | null, password: string): Promise<boolean> {
    this.nobodysHash ??= hashPassword(oneTimePassword());
    const matches = await passwordMatches(account?.passwordHash ?? (await this.nobodysHash), password);
    return matches && account !== null;
  }

  /** Replaces the password that `account` was read with; @returns false when another change came first. */
  async replacePassword(account: StaffAccount, next: string): Promise<boolean> {
    const passwordHash = await hashPassword(next);
    const { matched } = await this.staff.updateOne(
      { _id: account._id, passwordHash: account.passwordHash },
      { $set: { passwordHash, mustChangePassword: false } },
    );
    return matched === 1;
  }

  /** Looks names up once; they are kept, since they hardly ever change. */
  async namesOf(staffIds: Iterable<string>): Promise<NameOf> {
    const unknown = [...new Set(staffIds)].filter((id) => !this.names.has(id));
    if (unknown.length > 0) {
      const found = await this.staff.find({ _id: { $in: unknown } }, { projection: { displayName: 1 } }).toArray();
      for (const { _id, displayName } of found) this.names.set(_id, displayName);
    }
    return (id) => this.names.get(id);
  }

  /** @returns the one-time password. */
  private async insert(fresh: NewStaff, first = false): Promise<string> {
    const password = oneTimePassword();
    try {
      await this.staff.insertOne({
        _id: randomId('stf'),
        username: fresh.username,
        displayName: fresh.displayName,
        role: fresh.role,
        skills: [...new Set(fresh.skills)],
        passwordHash: await hashPassword(password),
        mustChangePassword: true,
        createdAt: this.clock.now(),
        ...(first ? { first } : {}),
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw new XiaobaoError('XB_DUPLICATE', { what: 'this user name' });
    }
    return password;
  }
}

/** One spelling of a user name, whatever the keyboard. */
export function normaliseUsername(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase();
}

function invalid(problem: string): XiaobaoError {
  return new XiaobaoError('XB_INVALID', { problem });
}
