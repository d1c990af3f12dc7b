import { createHash, randomBytes } from 'node:crypto';

/** A fresh, unguessable id such as `tkt_3f9c…` (128 random bits). */
export function randomId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`;
}

/**
 * The id that the same parts always give: the root of every idempotent write.
 * The parts are length-prefixed, so `('a','bc')` and `('ab','c')` differ.
 */
export function derivedId(prefix: string, ...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return `${prefix}_${hash.digest('hex').slice(0, 32)}`;
}
