import type { Entity, IntentName } from './types';

/** Words that mean one thing alone, in a message of nothing else. */
const PERSON_ALONE =
  /^(?:请|麻烦|帮我|给我|我要|我想|快)?(?:转|找|接|要|呼叫)?(?:一?个?下?)?(?:人工|真人|活人)(?:客服|服务|坐席|台)?[!。~,. ]*$|^(?:0|按0|客服|坐席|agent|human|operator)[!。. ]*$/i;
const ASKS_HOW_FAR = /查|进度|怎么样|处理|结果|到哪|催|多久|status|progress/i;
/** Around a complaint number alone: 编号, 单号, 是 … */
const MOST_AROUND_A_NUMBER = 6;
const SAYS_ANYTHING = /\p{L}/u;
const FOREIGN = /(?![\p{Script=Han}\p{Script=Latin}])\p{L}/gu;
const LETTER = /\p{L}/gu;
/** Letters of another script than ours make another language from this share on; fewer are ornament (你の). */
const FOREIGN_SHARE = 0.3;
/** So many characters tell the language. */
const TOLD_BY = 200;

/** 转人工, 人工, agent: a person is asked for, and nothing else is said. Takes normalised text. */
export function isPersonAlone(normalised: string): boolean {
  const text = normalised.trim();
  return text.length <= 20 && PERSON_ALONE.test(text);
}

/**
 * The few things that need no model: a person asked for in one word, a complaint number with or without "how far is it", a message
 * without a single letter, and one in a language we do not speak. Takes normalised text.
 */
export function certainIntent(normalised: string, entities: readonly Entity[]): IntentName | undefined {
  const text = normalised.trim();
  if (isPersonAlone(text)) return 'human';
  const number = entities.find(({ kind }) => kind === 'complaintNumber');
  if (number && (ASKS_HOW_FAR.test(text) || text.length - number.source.length <= MOST_AROUND_A_NUMBER)) return 'progress';
  if (!SAYS_ANYTHING.test(text)) return 'gibberish';
  return isForeign(text.slice(0, TOLD_BY)) ? 'out_of_scope' : undefined;
}

function isForeign(text: string): boolean {
  const foreign = text.match(FOREIGN)?.length ?? 0;
  return foreign > 0 && foreign >= FOREIGN_SHARE * (text.match(LETTER)?.length ?? 0);
}
