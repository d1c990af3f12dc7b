import { isDone, isNo, isQuestion, isSkip, isThanks, isWaiting, isYes } from '../src/bot/answers';
import type { DialogTurn, Step } from '../src/bot/dialog';
import { isWish } from './not-an-answer';

/** A complaint that material is being added to. */
interface Supplementing {
  number?: string;
  /** When the question was put or the last of it came (ISO). */
  since?: string;
  added?: true;
}

/** Said so much later, a text is no part of it. */
const OPEN_MS = 30 * 60_000;
const SURE = 0.9;
/** 我还要补充材料 announces something; what is longer says it. */
const ANNOUNCED = 12;
const MATTER_OF_ITS_OWN: ReadonlySet<string> = new Set(['withdraw', 'complaint_generic']);

/**
 * Adds what is said and sent to the complaint and stays open for more, until 好了 or half an hour without any. Thanks, waiting words,
 * questions and other wishes are none of it.
 */
export function supplement<State extends Supplementing>(state: State, turn: DialogTurn): Step<State> {
  const { progress: say } = turn.say;
  const text = turn.text.trim();
  const number = state.number ?? '';
  const files = turn.attachments.flatMap((one) => (one.contentUrl ? [one.contentUrl] : []));
  if (files.length === 0) {
    if (turn.at.getTime() - new Date(state.since ?? turn.at).getTime() > OPEN_MS) return { state: null, say: [], aside: true };
    if (isDone(text) || isNo(text) || isSkip(text)) return supplemented(state, turn);
    if (isWaiting(text) || isYes(text)) return { state, say: [turn.say.takeYourTime] };
    if (isThanks(text)) return { state, say: [{ text: say.moreMaterial, choices: say.moreChoices }] };
    if (isWishOfItsOwn(turn)) return { state, say: [], aside: true };
    if (addsNothing(turn)) return { state, say: [say.askSupplement] };
  }
  const added = say.added({ number, files: files.length, text: text !== '' });
  return {
    state: { ...state, since: turn.at.toISOString(), added: true },
    say: [{ text: added, choices: say.moreChoices }],
    effects: [
      { type: 'supplementComplaint', number, detail: [text, ...files].filter(Boolean).join('\n'), at: turn.at.toISOString() },
    ],
  };
}

/** Ends it: all that came is in the complaint. */
export function supplemented({ number = '', added }: Supplementing, turn: DialogTurn): Step<never> {
  const { progress: say } = turn.say;
  return { state: null, say: [added ? say.allAdded({ number }) : say.stopped] };
}

/** A question of the consumer's is answered; 为什么扣了我三次 belongs to the complaint. */
function isWishOfItsOwn(turn: DialogTurn): boolean {
  const { coarse, intent, score } = turn.understanding;
  if (intent === 'supplement') return false;
  if (isWish(turn) || (score >= SURE && MATTER_OF_ITS_OWN.has(intent))) return true;
  return isQuestion(turn.text) && coarse !== 'complaint' && coarse !== 'fraud_emergency';
}

/** 我还要补充材料, 你好, 😊 */
function addsNothing({ text, understanding: { coarse, intent, score } }: DialogTurn): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  return score >= SURE && [...text].length <= ANNOUNCED && (intent === 'supplement' || coarse === 'smalltalk');
}
