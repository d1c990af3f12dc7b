import type { Understanding } from '../understanding/types';

/** A danger in which a page of answers is no help: what to do takes its place. */
export type PageDanger = 'fraud' | 'selfHarm';

/** The danger in which a question is asked, as far as the page has steps for it (domain §3.6). */
export function pageDanger({ danger }: Pick<Understanding, 'danger'>): PageDanger | undefined {
  if (danger === 'self_harm') return 'selfHarm';
  return danger === 'fraud_in_progress' || danger === 'card_stolen' ? 'fraud' : undefined;
}
