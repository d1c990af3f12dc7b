import { z } from 'zod';
import { readContent } from '../platform/content';
import { normalise } from './normalise';
import { indexPhrases } from './phrase-index';
import type { Mood } from './types';

const words = z.array(z.string().min(2)).min(1);
const moodFile = z.strictObject({
  about: z.string(),
  notMood: words,
  upset: words,
  furious: words,
  desperate: words,
  intensifiers: words,
});

const READ = 4000;
/** An upset word counts one, a furious one two, so many make someone furious. */
const FURIOUS_FROM = 3;
/** 3 marks in a row, as typed, are an intensifier. */
const SHOUTED = /[!！]{3,}|[?？!！]{4,}/;
const TAKEN_OUT = '□';

/**
 * Compiles `content/mood.json`. The mood sets wording and priority only and is never shown to the consumer.
 * @throws ContentError
 */
export function loadMood(): (text: string, normalised: string) => Mood {
  const file = readContent('mood.json', moodFile);
  const plain = (list: readonly string[]) => list.map((word) => normalise(word).toLowerCase());
  const notMood = new RegExp(plain(file.notMood).map(escape).join('|'), 'gu');
  const feelings = indexPhrases([
    ...plain(file.upset).map((word) => [word, 'upset'] as const),
    ...plain(file.furious).map((word) => [word, 'furious'] as const),
    ...plain(file.desperate).map((word) => [word, 'desperate'] as const),
    ...plain(file.intensifiers).map((word) => [word, 'intensifier'] as const),
  ]);

  return (text, normalised) => {
    const read = normalised.slice(0, READ).toLowerCase().replace(notMood, TAKEN_OUT);
    const found = feelings.find(read).map(({ meaning }) => meaning);
    if (found.includes('desperate')) return 'desperate';
    const count = (kind: (typeof found)[number]) => found.filter((one) => one === kind).length;
    const feeling = count('upset') + 2 * count('furious');
    const shouted = SHOUTED.test(text.slice(0, READ)) ? 1 : 0;
    if (feeling === 0) return shouted ? 'upset' : 'calm';
    return feeling + Math.min(1, count('intensifier')) + shouted >= FURIOUS_FROM ? 'furious' : 'upset';
  };
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
