import type { PendingMessage } from './conversation-state';

/** What this tab keeps of a ticket over a reload or a new sign-in. */
interface Kept {
  draft: string;
  note: boolean;
  unsent: readonly PendingMessage[];
  /** The last message that was on the screen; 0: never opened. */
  seen: number;
}

const NOTHING: Kept = { draft: '', note: false, unsent: [], seen: 0 };
const key = (ticketId: string): string => `xb.ticket.${ticketId}`;

/** What is kept of a ticket; a broken record counts as none. */
export function kept(ticketId: string): Kept {
  try {
    return { ...NOTHING, ...(JSON.parse(sessionStorage.getItem(key(ticketId)) ?? '{}') as Partial<Kept>) };
  } catch {
    return NOTHING;
  }
}

export function keep(ticketId: string, change: Partial<Kept>): void {
  try {
    sessionStorage.setItem(key(ticketId), JSON.stringify({ ...kept(ticketId), ...change }));
  } catch {
    // A full or forbidden store loses the draft on reload only; writing goes on.
  }
}

/** Signing out leaves nothing of consumers' words in the browser. */
export function forgetKept(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith('xb.ticket.')) sessionStorage.removeItem(name);
  }
}
