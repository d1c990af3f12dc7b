import { maskIdentifiers } from '../understanding/mask-identifiers';
import type { DialogTurn } from './dialog';
import type { Services } from './services';
import { guessOf } from './unclear';

/** Some words of a turn, or of an earlier one, as if they had been said alone now; masked as the log's are. */
export function part(turn: DialogTurn, text: string, services: Services): DialogTurn {
  const understanding = services.understand(text, { now: turn.at });
  return { ...turn, text: maskIdentifiers(text, turn.at), understanding, guess: guessOf(understanding) };
}
