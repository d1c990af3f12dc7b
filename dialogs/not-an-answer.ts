import { isQuestion, isWaiting } from '../src/bot/answers';
import type { DialogTurn, Memory } from '../src/bot/dialog';
import type { ComplaintData } from './complaint-fields';
import { refusesToTell } from './consumer-name';

/** What a message is that does not answer the question of the intake that is open. */
export type NotAnAnswer = 'waits' | 'repeats' | 'refuses' | 'stops' | 'leaves';

const SURELY_A_WISH = 0.9;
const WISHES: ReadonlySet<string> = new Set(['progress_query', 'education_activity', 'human_agent']);
/** What is asked of a person's own data: few words answer it, so that a wish among them is plain to see. */
const OF_THE_PERSON: ReadonlySet<string> = new Set<keyof ComplaintData>(['consent', 'name', 'phone']);

/** Buttons and menus send such words: wishes at any question, also where any words are an answer. */
const MENU = /^(我要|我想|帮我)?(查询?(我的)?(投诉)?进度|撤[回销]投诉)$/;

/**
 * 稍等 waits, 匿名 refuses, 我要投诉 is what is being done, 查询进度 and a tap on the menu leave for something else. `undefined`
 * where a message may answer.
 */
export function notAnAnswer(asked: keyof ComplaintData, turn: DialogTurn, memory: Memory): NotAnAnswer | undefined {
  if (isWaiting(turn.text)) return 'waits';
  const text = turn.text.trim();
  const [complain, check, ask] = turn.say.greeting.choices;
  if (text === complain && asked !== 'facts') return 'repeats';
  const tapped = text === check || text === ask || MENU.test(text);
  if (!tapped && !OF_THE_PERSON.has(asked)) return undefined;
  if (refusesToTell(text)) return 'refuses';
  const { coarse, intent, score } = turn.understanding;
  // With no other complaint it is this one that shall not be.
  if (intent === 'withdraw' && score >= SURELY_A_WISH) return memory.complaintNumber ? 'leaves' : 'stops';
  return tapped || (isWish(turn) && coarse !== 'faq') ? 'leaves' : undefined;
}

/** What a question of ours is surely not answered by: 查询进度 is no name, however much it looks like one. */
export function isWish({ text, understanding: { coarse, score } }: DialogTurn): boolean {
  return score >= SURELY_A_WISH && (WISHES.has(coarse) || (coarse === 'faq' && isQuestion(text)));
}
