import { z } from 'zod';
import { CharacterSet } from '../../platform/character-set';
import { readContent } from '../../platform/content';

const schema = z.object({ note: z.string(), entries: z.record(z.string(), z.array(z.string().min(1)).min(1)) });

const SMALL = /^[a-z -]+$/;

interface Word {
  word: string;
  key: string;
  /** In small letters, so that it is found in capitals too. */
  small: boolean;
}

/** A word found in a dictionary. */
export interface Match {
  start: number;
  end: number;
  key: string;
}

/** Finds the words of one dictionary in a text. */
export type FindWords = (text: string) => Match[];

/**
 * Reads `content/dictionaries/<name>.json`, keys with the words for them.
 * The finder takes the longest word at each place and goes on behind it; words in Latin letters must stand alone, and
 * those that are written small there are found in capitals too.
 * @throws ContentError
 */
export function loadDictionary(name: string): FindWords {
  const { entries } = readContent(`dictionaries/${name}.json`, schema);
  const byFirst = new Map<string, Word[]>();
  for (const [key, words] of Object.entries(entries)) {
    for (const word of words) {
      const first = word.charAt(0);
      for (const start of new Set([first, first.toUpperCase()]))
        byFirst.set(start, [...(byFirst.get(start) ?? []), { word, key, small: SMALL.test(word) }]);
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length);
  const begins = CharacterSet.of(byFirst.keys());
  return (text) => {
    const matches: Match[] = [];
    for (let at = 0; at < text.length;) {
      if (!begins.has(text.charCodeAt(at))) {
        at++;
        continue;
      }
      const found = byFirst.get(text.charAt(at))?.find((one) => isAt(text, at, one) && standsAlone(text, at, one.word));
      if (found) matches.push({ start: at, end: at + found.word.length, key: found.key });
      at += found?.word.length ?? 1;
    }
    return matches;
  };
}

function isAt(text: string, at: number, { word, small }: Word): boolean {
  return text.startsWith(word, at) || (small && text.slice(at, at + word.length).toLowerCase() === word);
}

function standsAlone(text: string, at: number, word: string): boolean {
  const latin = /[A-Za-z0-9]/;
  const end = at + word.length;
  return (
    !(latin.test(word.charAt(0)) && latin.test(text.charAt(at - 1))) &&
    !(latin.test(word.charAt(word.length - 1)) && latin.test(text.charAt(end)))
  );
}
