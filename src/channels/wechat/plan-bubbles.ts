import type { Message } from '../../conversations/message';
import type { Place } from '../delivery';
import { toBubbles } from './render';
import type { Bubble } from './render';

export interface Plan {
  /** Whether the account may send menu messages. */
  menus: boolean;
  /** How many messages may be sent. */
  room: number;
  /** Each piece by itself and in words: something at this place was refused. */
  carefully?: boolean;
}

/** What lies behind a place, in as few bubbles as there may be: menus, cards and pictures only while there is room for them. */
export function planBubbles(outbound: readonly Message[], from: Place, { menus, room, carefully }: Plan): Bubble[] {
  if (carefully) return toBubbles(outbound, from, { menus: false, apart: true });
  const rich = toBubbles(outbound, from, { menus, cards: true });
  return rich.length <= room ? rich : toBubbles(outbound, from, { menus: false });
}
