import { z } from 'zod';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute, CallHead, RateRule } from '../../http/route';
import { refuseForeignOrigin, signedInAtAll } from '../authenticate';
import type { Caller } from '../authenticate';
import { changePassword } from '../change-password';
import { PASSWORD_MAX } from '../password';
import { presentStaff } from '../present-staff';
import type { StaffServices } from '../services';
import { SESSION_COOKIE, noSessionCookie, sessionCookie } from '../session-cookie';
import { csrfTokenOf } from '../sessions';
import { signIn } from '../sign-in';
import { DESK_RATE } from './rates';

const password = z.string().min(1).max(PASSWORD_MAX);
const credentials = z.object({ username: z.string().min(1).max(64), password });
const passwordChange = z.object({ current: password, next: password });

/** One address may be a whole office behind one router; what slows guessing is the guard behind it. */
const SIGN_IN_RATE: RateRule = { name: 'staff-sign-in', points: 30, seconds: 60 };
const BODY_LIMIT = 4 * 1024;

/** Signing in and out, and one's own password. */
export function sessionRoutes(services: StaffServices): AnyRoute[] {
  const { sessions, publicUrl } = services;
  const authenticate = signedInAtAll(services);
  const isSecure = (head: Pick<CallHead, 'origin'>): boolean =>
    [head.origin, publicUrl].some((url) => url?.startsWith('https:') === true);

  return [
    defineRoute({
      method: 'POST',
      path: '/api/staff/session',
      rate: SIGN_IN_RATE,
      authenticate: (head) => refuseForeignOrigin(head, publicUrl),
      body: credentials,
      bodyLimit: BODY_LIMIT,
      async handle(call) {
        const { account, secret } = await signIn(services, { ...call.body, address: call.ip });
        const before = call.cookies[SESSION_COOKIE];
        if (before) await sessions.endBehind(before);
        return {
          status: 200,
          body: { staff: presentStaff(account), csrfToken: csrfTokenOf(secret) },
          headers: { 'set-cookie': sessionCookie(secret, isSecure(call)), 'cache-control': 'no-store' },
        };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      method: 'GET',
      path: '/api/staff/session',
      rate: DESK_RATE,
      authenticate,
      handle: ({ principal: { account, csrfToken } }) => ({
        body: { staff: presentStaff(account), csrfToken },
        headers: { 'cache-control': 'no-store' },
      }),
    }),

    defineRoute<undefined, undefined, Caller>({
      method: 'DELETE',
      path: '/api/staff/session',
      rate: DESK_RATE,
      authenticate,
      async handle(call) {
        await sessions.end(call.principal.session._id);
        return { status: 204, headers: { 'set-cookie': noSessionCookie(isSecure(call)) } };
      },
    }),

    defineRoute<z.infer<typeof passwordChange>, undefined, Caller>({
      method: 'POST',
      path: '/api/staff/password',
      rate: SIGN_IN_RATE,
      authenticate,
      body: passwordChange,
      bodyLimit: BODY_LIMIT,
      async handle({ principal, body, ip }) {
        await changePassword(services, principal, { ...body, address: ip });
        return { status: 204 };
      },
    }),
  ];
}
