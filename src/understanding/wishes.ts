import { isPersonAlone } from './certain';
import type { Classification } from './model/classifier';
import { normalise } from './normalise';
import type { CoarseIntent } from './types';

/** Longer than this is a story, and a story is one wish. */
const LONGEST = 160;
const SHORTEST_PART = 4;
const CONNECTIVE =
  /(?:顺便|顺带|另外|还有|对了|再问|再帮|也想问|还想问|还要问|同时想|捎带|仲有|另加|also|by the way)[,，:：\s]*/gi;
const SENTENCE_END = /[。!?！？;；\n]+/;
/** How sure both parts must be: less where the consumer announces a second wish (顺便, 另外). */
const SURE_ANNOUNCED = 0.6;
const SURE_UNANNOUNCED = 0.8;
/** A greeting or a grumble beside a wish is none, and danger is never divided. */
const WISHES: ReadonlySet<CoarseIntent> = new Set([
  'faq',
  'progress_query',
  'human_agent',
  'education_activity',
  'legal_consult',
  'complaint',
]);

export interface ClassifiedPart extends Classification {
  text: string;
}

/**
 * The wishes of one message in the order said, where each part is complete, sure and of another kind than the others
 * (帮我查下进度，顺便问年费怎么免); empty where the message is one wish.
 */
export function findWishes(text: string, classify: (part: string) => Classification): ClassifiedPart[] {
  if (text.length > LONGEST) return [];
  const announced = divide(text, CONNECTIVE);
  if (announced.length > 1) return complete(announced, classify, SURE_ANNOUNCED, matterOf);
  const sentences = divide(text, SENTENCE_END);
  return sentences.length === 2 ? complete(sentences, classify, SURE_UNANNOUNCED, ({ intent }) => intent.coarse) : [];
}

/** Two questions are two matters, even about one product; all that someone is aggrieved by is one complaint. */
function matterOf({ intent, text }: ClassifiedPart): string {
  if (intent.coarse === 'faq' || intent.coarse === 'legal_consult') return text;
  return intent.coarse === 'complaint' ? intent.coarse : intent.name;
}

function complete(
  parts: readonly string[],
  classify: (part: string) => Classification,
  sure: number,
  kindOf: (part: ClassifiedPart) => string,
): ClassifiedPart[] {
  const wishes: ClassifiedPart[] = [];
  for (const text of parts) {
    const wish = { ...classify(text), text };
    if (wish.coarseProbability < sure || !WISHES.has(wish.intent.coarse)) return [];
    wishes.push(wish);
  }
  return new Set(wishes.map(kindOf)).size > 1 ? wishes : [];
}

function divide(text: string, at: RegExp): string[] {
  return text
    .split(at)
    .map((part) => part.replace(/^[,，、.\s]+|[,，、\s]+$/g, ''))
    .filter((part) => part.length >= SHORTEST_PART || isPersonAlone(normalise(part)));
}
