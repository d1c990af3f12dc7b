import type { PendingMessage } from './pages/desk/conversation-state';

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

const OWNER = 'xb.staff';

/** Says whose tab this is: what another person left unsent here is forgotten. `null`: signed out. */
export function keepFor(staffId: string | null): void {
  if (staffId !== null && sessionStorage.getItem(OWNER) === staffId) return;
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(key(''))) sessionStorage.removeItem(name);
  }
  if (staffId === null) sessionStorage.removeItem(OWNER);
  else sessionStorage.setItem(OWNER, staffId);
}
