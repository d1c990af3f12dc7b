import { isQuestion } from './answers';
import type { DialogTurn, Memory } from './dialog';

const KEPT_MS = 30 * 60_000;
const LONGEST = 1000;

type Told = Memory['told'];

/** What the consumer has told of a matter, with this message where it tells more. */
export function tellMore(told: Told, turn: DialogTurn): Told {
  const before = stillTold(told, turn);
  if (!tells(turn)) return before ? told : undefined;
  return { text: (before ? `${before}\n${turn.text}` : turn.text).slice(-LONGEST), at: turn.at.toISOString() };
}

/** What was told shortly before, so that nobody is asked for it again. */
export function stillTold(told: Told, turn: DialogTurn): string | undefined {
  return told && turn.at.getTime() - new Date(told.at).getTime() <= KEPT_MS ? told.text : undefined;
}

/** What may tell of a grievance or a loss. A matter of law often does: 卡被冻结了，里面是工资. */
const TELLING: ReadonlySet<string> = new Set(['complaint', 'fraud_emergency', 'legal_consult']);

/** What someone says in despair is for a person, not for a form. */
function tells({ text, understanding: { coarse, danger } }: DialogTurn): boolean {
  if (danger === 'self_harm' || danger === 'threat_others') return false;
  return (danger !== undefined || TELLING.has(coarse)) && !isQuestion(text);
}
