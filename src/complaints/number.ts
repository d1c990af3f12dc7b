import type { Vault } from '../platform/sealing';
import { dayOf } from '../platform/shanghai';
import { COMPLAINT_NUMBER_ALPHABET as ALPHABET } from '../understanding/entities/complaint-number';

const LENGTH = 6;

/**
 * The number that a turn's complaint gets, e.g. `XB20261125-K7Q2MX`: the same for the same turn, not guessable without the key.
 * `attempt` gives the next one where a number is taken already.
 */
export function complaintNumber(vault: Vault, turnId: string, receivedAt: Date, attempt: number): string {
  const bytes = vault.fingerprint('complaint-number', `${turnId}/${attempt}`);
  // 4 bytes a letter keep the bias of the modulus below one in a hundred million.
  const letters = Array.from({ length: LENGTH }, (_, i) => ALPHABET[bytes.readUInt32BE(i * 4) % ALPHABET.length]);
  return `XB${dayOf(receivedAt).replaceAll('-', '')}-${letters.join('')}`;
}
