import { chosen, isYes } from './answers';
import type { DialogTurn, Memory, Said } from './dialog';
import { part } from './part';
import type { Services } from './services';

/** With a list open 2号 is the second of it, not the second of a month. */
const NUMBERED = /^(\D*[1-9]\D{0,2}?)[ ]?号/u;

/** 要帮您转过去吗？ and Shall I pass you on? are answered by a yes; it means the first choice. */
const ASKS_YES_OR_NO = /(吗|要不要[^。？]*)[？?]$|\b(shall|would|do|were|is) (i|you|it)\b[^.?!]*\?$/i;

/** What may be chosen after these bubbles: only what the last one offers, for it is what people answer. */
export function offerOf(said: readonly Said[]): Memory['offer'] {
  const last = said.at(-1);
  if (!last || typeof last === 'string' || !last.choices || last.choices.length === 0) return undefined;
  return { choices: last.choices, yes: ASKS_YES_OR_NO.test(last.text) };
}

/** The turn with the words of the choice where 2, 2号, 第二个, 最后一个 or 好的 stands for one. */
export function withChoice(turn: DialogTurn, { offer }: Memory, services: Services): DialogTurn {
  if (!offer) return turn;
  const words =
    chosen(turn.text.normalize('NFKC').replace(NUMBERED, '$1'), offer.choices) ??
    (offer.yes && isYes(turn.text) ? offer.choices[0] : undefined);
  return words === undefined || words === turn.text ? turn : part(turn, words, services);
}
