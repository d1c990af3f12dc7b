import { timingSafeEqual } from 'node:crypto';
import { XiaobaoError } from '../platform/errors';
import type { CallHead } from '../http/route';
import type { StaffAccount } from './account';
import type { StaffServices } from './services';
import type { StaffSession } from './session';
import { SESSION_COOKIE } from './session-cookie';
import { csrfTokenOf } from './sessions';

/** Who calls, and by which session. */
export interface Caller {
  account: StaffAccount;
  session: StaffSession;
  csrfToken: string;
}

type Gate = Pick<StaffServices, 'accounts' | 'sessions' | 'publicUrl'>;

const SAFE_METHODS = new Set(['GET', 'HEAD']);

/**
 * Lets in who is signed in, as a route's `authenticate`.
 * @throws XB_NOT_SIGNED_IN, XB_CSRF, XB_PASSWORD_CHANGE_FIRST
 */
export function signedIn(gate: Gate): (head: CallHead) => Promise<Caller> {
  const anyone = signedInAtAll(gate);
  return async (head) => {
    const caller = await anyone(head);
    if (caller.account.mustChangePassword) throw new XiaobaoError('XB_PASSWORD_CHANGE_FIRST');
    return caller;
  };
}

/** The same, also for someone who has yet to choose a password. */
export function signedInAtAll(gate: Gate): (head: CallHead) => Promise<Caller> {
  return async (head) => {
    const secret = head.cookies[SESSION_COOKIE];
    const session = secret ? await gate.sessions.use(secret) : null;
    const account = session && (await gate.accounts.find(session.staffId));
    if (!secret || !session || !account) throw new XiaobaoError('XB_NOT_SIGNED_IN');
    const csrfToken = csrfTokenOf(secret);
    if (!SAFE_METHODS.has(head.method)) {
      refuseForeignOrigin(head, gate.publicUrl);
      if (!same(String(head.headers['x-csrf-token'] ?? ''), csrfToken)) throw new XiaobaoError('XB_CSRF');
    }
    return { account, session, csrfToken };
  };
}

/**
 * Browsers say with every unsafe request which page it comes from. Hosts are compared, not schemes: behind a proxy that
 * ends TLS we may see http where the browser sees https.
 * @throws XB_CSRF when another site's page calls.
 */
export function refuseForeignOrigin(head: CallHead, publicUrl: string | undefined): void {
  const { origin } = head.headers;
  if (origin === undefined) return;
  const host = hostOf(origin);
  if (host === undefined || (host !== hostOf(head.origin) && host !== hostOf(publicUrl ?? ''))) throw new XiaobaoError('XB_CSRF');
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
