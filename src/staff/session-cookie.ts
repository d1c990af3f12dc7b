export const SESSION_COOKIE = 'xb_session';

/** The `set-cookie` of a session. It has no lifetime of its own: it goes when the browser closes. */
export function sessionCookie(secret: string, secure: boolean): string {
  return [`${SESSION_COOKIE}=${secret}`, ...attributes(secure)].join('; ');
}

/** The `set-cookie` that takes it away. */
export function noSessionCookie(secure: boolean): string {
  return [`${SESSION_COOKIE}=`, 'Max-Age=0', ...attributes(secure)].join('; ');
}

function attributes(secure: boolean): string[] {
  return ['Path=/', 'HttpOnly', 'SameSite=Strict', ...(secure ? ['Secure'] : [])];
}
