import type { Understanding } from '../understanding/types';

/** A danger in which a page of answers is no help: what to do takes its place. */
export type Danger = 'fraud' | 'selfHarm';

/** Life first, then money (domain §3.6). */
export function dangerIn({ safety }: Pick<Understanding, 'safety'>): Danger | undefined {
  if (safety.includes('self_harm')) return 'selfHarm';
  return safety.includes('fraud_in_progress') || safety.includes('card_stolen') ? 'fraud' : undefined;
}
