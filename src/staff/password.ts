import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Options } from '@node-rs/argon2';

/** OWASP's recommendation for argon2id, which is this library's default: 19 MiB, two passes, one lane; about 50 ms. */
const ARGON2: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

/** No 0 and o, no 1, i and l: it is read from a terminal and typed. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** argon2id in its own text form, parameters included. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password), ARGON2);
}

/** Whether the password is the one behind the hash. Takes as long for a wrong one. */
export function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, normalise(password), ARGON2);
}

/** Such as `k7qf-9mzt-3wpa-x2hd`: 79 random bits. */
export function oneTimePassword(): string {
  const group = (): string => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** Why this password may not be chosen, for XB_INVALID; undefined when it may. */
export function passwordProblem(next: string, username: string, current: string): string | undefined {
  if ([...next].length < PASSWORD_MIN) return `next: shorter than ${PASSWORD_MIN} characters`;
  if (normalise(next).toLowerCase() === username) return 'next: is the user name';
  if (normalise(next) === normalise(current)) return 'next: is the present password';
  return undefined;
}

/** A Chinese input method types the same password in full width: both are the same (NIST SP 800-63B 5.1.1.2). */
function normalise(password: string): string {
  return password.normalize('NFKC');
}
