import { createHash } from 'node:crypto';
import { signatureOf } from './signature';
import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';
import type { Collection } from '../../storage/database';
import { defineCollection, isDuplicate } from '../../storage/database';

/** A signed request that was taken in, until its timestamp is too old anyway. */
export interface UsedNonce {
  _id: string;
  /** Of the body that came with it. */
  bodyHash: string;
  at: Date;
}

/** A timestamp is taken for five minutes before and behind: after ten a request cannot come again. */
export const TIMESTAMP_WINDOW_MS = 5 * 60_000;

export const noncesCollection = defineCollection<UsedNonce>({
  name: 'wechatNonces',
  indexes: [{ keys: { at: 1 }, expireAfterSeconds: (3 * TIMESTAMP_WINDOW_MS) / 1000 }],
});

/**
 * Lets each signed request in with one body only. WeChat's own retries repeat timestamp, nonce, signature and body: they pass,
 * and are absorbed further on. A used nonce with another body is somebody else's.
 *
 * @throws XB_WECHAT_REFUSED
 */
export async function checkNonce(
  nonces: Collection<UsedNonce>,
  clock: Clock,
  { timestamp, nonce, body }: { timestamp: string; nonce: string; body: Buffer },
): Promise<void> {
  const _id = signatureOf(`t${timestamp}`, `n${nonce}`);
  const bodyHash = createHash('sha256').update(body).digest('hex');
  try {
    await nonces.insertOne({ _id, bodyHash, at: clock.now() });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const used = await nonces.findOne({ _id });
    if (used && used.bodyHash !== bodyHash) throw new XiaobaoError('XB_WECHAT_REFUSED', { what: 'nonce' });
  }
}
