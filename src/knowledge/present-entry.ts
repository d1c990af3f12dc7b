import { z } from 'zod';
import { readContent } from '../platform/content';
import type { FaqEntry } from './entry';

/** What is said of an entry: the short form, the long one, or the one for elder mode. */
export type AnswerPart = 'answer' | 'detail' | 'plain';

/** The sentences around an answer, in the consumer's language, and what an answer may leave to be filled in. */
export interface AnswerFrame {
  hotline: string;
  /** 依据：《存款保险条例》第5条。本条更新于2026-11-25。 Without a source the answer is the bank's own: 来源：本行权益保护岗。 */
  sourceLine: (parts: { source: string; date: string }) => string;
  disclaimer?: string;
}

/** An answer as it leaves: the approved words, and what must stand beneath them. */
export interface ComposedAnswer {
  /** The approved words alone. */
  words: string;
  /** Empty where no instrument is cited. */
  source: string;
  /** The words with source, date and disclaimer, one a line. */
  text: string;
}

/** Puts an approved text together; nothing is added to its words but the hotline that they leave open. */
export function composeAnswer(
  entry: Pick<FaqEntry, AnswerPart | 'citations' | 'versionDate'>,
  part: AnswerPart,
  { hotline, sourceLine, disclaimer }: AnswerFrame,
): ComposedAnswer {
  const words = (entry[part] ?? entry.answer).replaceAll('{BANK_HOTLINE}', hotline);
  const source = sourceOf(entry);
  const lines = [words, sourceLine({ source, date: entry.versionDate }), ...(disclaimer ? [disclaimer] : [])];
  return { words, source, text: lines.join('\n') };
}

/** At most so many buttons stand under an answer. */
const CHOICES = 4;

/** The buttons under an answer: more of it, what one thinks of it, and the titles of what is offered next, as far as there is room. */
export function choicesUnder(
  part: AnswerPart,
  { detail }: Pick<FaqEntry, 'detail'>,
  next: readonly string[],
  words: { detail: string; useful: string; useless: string },
): string[] {
  const judged = [words.useful, words.useless];
  return part === 'detail' ? judged : [...(detail ? [words.detail] : []), ...judged, ...next].slice(0, CHOICES);
}

/** 《存款保险条例》第5条、《民法典》第188条; empty where nothing is cited. */
export function sourceOf({ citations }: Pick<FaqEntry, 'citations'>): string {
  return citations.map(({ instrument, article }) => `《${instrument}》${article ?? ''}`).join('、');
}

/** The line that answers of some topics must carry, by category; `content/disclaimers.json`. */
export function loadDisclaimers(): (entry: Pick<FaqEntry, 'category'>) => string | undefined {
  const byCategory = readContent('disclaimers.json', z.record(z.string(), z.string()));
  return (entry) => byCategory[entry.category];
}
