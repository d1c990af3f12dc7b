import type { ConsoleTexts } from '../../../../locales/console/zh-CN';
import type { Reach } from '../../staff-api';
import { clockTime, dayWords } from '../../time-words';

/** What may still be sent to a consumer of WeChat, in words, and whether the agent must act on it. `now` in milliseconds. */
export function reachWords(
  { messagesLeft, until, gone, phoneDue }: Reach,
  now: number,
  { reach, time }: Pick<ConsoleTexts, 'reach' | 'time'>,
): { words: string; pressing: boolean } {
  const phone = phoneDue ? reach.phone : '';
  if (gone) return { words: reach.gone + phone, pressing: true };
  if (messagesLeft === 0 || !until) return { words: reach.none + phone, pressing: true };
  const closes = `${dayWords(until, now, time)} ${clockTime(until)}`;
  return { words: reach.left(messagesLeft, closes) + phone, pressing: phoneDue || messagesLeft <= 1 };
}

/** What whoever writes now is to know: that it will wait, and for what; `undefined` while something may be sent. */
export function waitingWords({ messagesLeft, gone }: Reach, { reach }: Pick<ConsoleTexts, 'reach'>): string | undefined {
  if (gone) return reach.willWaitGone;
  return messagesLeft === 0 ? reach.willWait : undefined;
}
