import type { UnclearReason } from '../labelling/unclear-utterance';
import type { Understanding } from '../understanding/types';
import { isTakenBack } from './answers';
import type { DialogTurn, Memory } from './dialog';
import type { BotEffect } from './effects';

/** What our own model takes a message for. */
export function guessOf({ intent, coarse, score }: Understanding): DialogTurn['guess'] {
  return { intent, coarse, score };
}

/** Whether a message says that the one before was taken wrongly. Inside a flow it corrects an answer instead. */
export function takesBack({ text, understanding, say }: DialogTurn, { flow, lastTaken, titles }: Memory): boolean {
  if (flow || !lastTaken) return false;
  return isTakenBack(text) || understanding.intent === 'bot_bad' || (titles.length > 0 && text.trim() === say.faq.notThese);
}

/** Keeps a sentence for labelling, with how it was taken. */
export function keepUnclear(text: string, reason: UnclearReason, predicted: DialogTurn['guess'], { at }: DialogTurn): BotEffect {
  return { type: 'keepUnclear', text, reason, predicted, at: at.toISOString() };
}
