import type { Entity, IntentName } from './types';

/** Words that mean one thing alone, in a message of nothing else. */
const PERSON_ALONE =
  /^(?:请|麻烦|帮我|给我|我要|我想|快)?(?:转|找|接|要|呼叫)?(?:一?个?下?)?(?:人工|真人|活人)(?:客服|服务|坐席|台)?[!。~,. ]*$|^(?:0|按0|客服|坐席|agent|human|operator)[!。. ]*$/i;
const ASKS_HOW_FAR = /查|进度|怎么样|处理|结果|到哪|催|多久|status|progress/i;
/** Around a complaint number alone: 编号, 单号, 是 … */
const MOST_AROUND_A_NUMBER = 6;
const SAYS_ANYTHING = /\p{L}/u;

/**
 * The few things that need no model: a person asked for in one word, a complaint number with or without "how far is it", and a
 * message without a single letter. Takes normalised text.
 */
export function certainIntent(normalised: string, entities: readonly Entity[]): IntentName | undefined {
  const text = normalised.trim();
  if (text.length <= 20 && PERSON_ALONE.test(text)) return 'human';
  const number = entities.find(({ kind }) => kind === 'complaintNumber');
  if (number && (ASKS_HOW_FAR.test(text) || text.length - number.source.length <= MOST_AROUND_A_NUMBER)) return 'progress';
  return SAYS_ANYTHING.test(text) ? undefined : 'gibberish';
}
