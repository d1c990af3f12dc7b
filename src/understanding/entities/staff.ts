import { z } from 'zod';
import { readContent } from '../../platform/content';
import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { matchesOf } from './matches';

const schema = z.object({
  note: z.string(),
  posts: z.array(z.string()),
  titles: z.array(z.string()),
  surnames: z.string(),
  compoundSurnames: z.array(z.string()),
});

const { posts, titles, surnames, compoundSurnames } = readContent('dictionaries/staff.json', schema);
const byLength = (words: readonly string[]): string => [...words].sort((a, b) => b.length - a.length).join('|');
const SURNAME = `(?:${compoundSurnames.join('|')}|[${surnames}])`;
const NUMBER = /工号(?:是|为|:)?[ ]?[A-Za-z]{0,3}\d{2,12}(?!\d)/;
/** 客户经理张某, 柜员, 李经理, 小王经理, 工号1234 */
const PATTERN = new RegExp(
  `${NUMBER.source}|(?:${byLength(posts)})(?:${SURNAME}(?:某某?|姓|[*]{1,2}))?|[小老]?${SURNAME}[某姓*]{0,2}(?:${byLength(titles)})|姓${SURNAME}的(?:${byLength([...titles, ...posts])})`,
  'g',
);

/** Finds members of staff by post, name and post, or staff number. The value is what was said. */
export function findStaff(text: string): Candidate[] {
  return matchesOf(text, PATTERN).map((match) => ({
    kind: 'staff',
    start: match.index,
    end: match.index + match[0].length,
    value: match[0],
    strength: STRENGTH.mention,
  }));
}
