import { XiaobaoError } from '../platform/errors';
import type { StaffAccount } from './account';
import { normaliseUsername } from './accounts';
import type { StaffServices } from './services';

export interface Credentials {
  username: string;
  password: string;
  /** The network address they come from. */
  address: string;
}

/**
 * Checks credentials and starts a session.
 * @returns the account and the session cookie's value.
 * @throws XB_BAD_CREDENTIALS, the same for an unknown user name and a wrong password; XB_RATE_LIMITED
 */
export async function signIn(
  { accounts, sessions, guard, audit }: Pick<StaffServices, 'accounts' | 'sessions' | 'guard' | 'audit'>,
  { username, password, address }: Credentials,
): Promise<{ account: StaffAccount; secret: string }> {
  const account = await accounts.findByUsername(username);
  const passed = await guard.attempt(normaliseUsername(username), address, () => accounts.passwordMatches(account, password));
  if (!passed || !account) {
    // A user name that nobody has may be a password typed in the wrong field: it is not kept.
    await audit.record({ action: 'sign_in_failed', actor: account?._id, address });
    throw new XiaobaoError('XB_BAD_CREDENTIALS');
  }
  const secret = await sessions.start(account._id);
  await audit.record({ action: 'signed_in', actor: account._id, address });
  return { account, secret };
}
