import { createHash, timingSafeEqual } from 'node:crypto';

/** WeChat's signature: SHA-1, in hex, over the parts joined in dictionary order (domain §6). */
export function signatureOf(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Whether `given` is the signature of the parts; takes as long whatever differs. */
export function signatureMatches(given: string | null | undefined, ...parts: readonly string[]): boolean {
  const expected = Buffer.from(signatureOf(...parts));
  const offered = Buffer.from(given ?? '');
  return offered.length === expected.length && timingSafeEqual(offered, expected);
}
