import { XiaobaoError } from '../platform/errors';
import type { Caller } from './authenticate';
import { passwordProblem } from './password';
import type { StaffServices } from './services';

/**
 * Replaces one's own password and ends one's other sessions.
 * @throws XB_INVALID, XB_BAD_CREDENTIALS when `current` is not the present one, XB_RATE_LIMITED
 */
export async function changePassword(
  { accounts, sessions, guard, audit }: Pick<StaffServices, 'accounts' | 'sessions' | 'guard' | 'audit'>,
  { account, session }: Pick<Caller, 'account' | 'session'>,
  { current, next, address }: { current: string; next: string; address: string },
): Promise<void> {
  const problem = passwordProblem(next, account.username, current);
  if (problem) throw new XiaobaoError('XB_INVALID', { problem });
  const passed = await guard.attempt(account.username, address, () => accounts.passwordMatches(account, current));
  if (!passed || !(await accounts.replacePassword(account, next))) throw new XiaobaoError('XB_BAD_CREDENTIALS');
  await sessions.endOthers(session);
  await audit.record({ action: 'password_changed', actor: account._id, address });
}
