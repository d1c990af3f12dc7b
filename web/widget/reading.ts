import type { Choice, ViewMessage } from './store';

/** How the choices under a message stand. */
export interface ChoicesState {
  /** They may be pressed: nobody has answered, and no later turn of the bot has offered others. */
  active: boolean;
  /** The value that the consumer answered with. */
  chosen?: string;
}

/** The state of the choices of the message at `index`. */
export function choicesState(messages: readonly ViewMessage[], index: number): ChoicesState {
  const asking = messages[index]!;
  for (let i = index + 1; i < messages.length; i++) {
    const { speaker, text, choices, replyTo } = messages[i]!;
    if (speaker === 'consumer') {
      const chosen = offered(asking).find(({ value }) => value === text)?.value;
      return { active: false, chosen };
    }
    // An answer with 有用 and 没用, then the question that was open: both sets are of one turn, and both count.
    const sameTurn = replyTo !== undefined && replyTo === asking.replyTo;
    if (speaker === 'agent' || (choices.length > 0 && !sameTurn)) return { active: false };
  }
  return { active: true };
}

/** Everything that pressing something in a message can say: its choices, and the changes of a summary. */
function offered({ choices, card }: ViewMessage): readonly Choice[] {
  if (card?.kind !== 'summary') return choices;
  const changes = card.rows.flatMap(({ label, change }) => (change ? [{ title: label, value: change }] : []));
  return [...choices, ...changes];
}

/** How many messages came in behind the one that was read last; all of them when that one is not there. */
export function unreadCount(messages: readonly ViewMessage[], readUpTo: string | undefined): number {
  const read = messages.map(({ id }) => id).lastIndexOf(readUpTo);
  const behind = messages.slice(readUpTo === undefined ? 0 : read + 1);
  return behind.filter(({ speaker }) => speaker === 'bot' || speaker === 'agent').length;
}

/** The post of the person who is talking, `undefined` while the bot is. */
export function servingPost(messages: readonly ViewMessage[]): string | undefined {
  for (let i = messages.length - 1; i >= 0; i--) {
    const { speaker, name } = messages[i]!;
    if (speaker === 'agent') return name;
    if (speaker === 'bot') return undefined;
  }
  return undefined;
}

const TOGETHER = 5 * 60_000;

/** Where a message stands among its neighbours. */
export interface Place {
  /** The first of its day in China. */
  newDay: boolean;
  /** The first and the last of what one speaker said in one go. */
  first: boolean;
  last: boolean;
}

/** The place of every message. */
export function places(messages: readonly ViewMessage[]): Place[] {
  const joined = (a: ViewMessage | undefined, b: ViewMessage | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    a.speaker === b.speaker &&
    a.name === b.name &&
    b.at - a.at < TOGETHER &&
    dayOf(a.at) === dayOf(b.at);
  return messages.map((message, i) => {
    const before = messages[i - 1];
    return {
      newDay: !before || dayOf(before.at) !== dayOf(message.at),
      first: !joined(before, message),
      last: !joined(message, messages[i + 1]),
    };
  });
}

const SHANGHAI = 8 * 3_600_000; // China has had no summer time since 1991
const DAY = 86_400_000;

/** The number of the day in Asia/Shanghai that an instant falls on. */
export function dayOf(at: number): number {
  return Math.floor((at + SHANGHAI) / DAY);
}

/** `HH:MM` in Asia/Shanghai. */
export function timeOf(at: number): string {
  return new Date(at + SHANGHAI).toISOString().slice(11, 16);
}

/** Year, month (1 to 12) and day in Asia/Shanghai. */
export function dateOf(at: number): { year: number; month: number; day: number } {
  const date = new Date(at + SHANGHAI);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
