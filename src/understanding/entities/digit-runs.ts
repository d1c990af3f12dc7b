import { spellDigits } from './numeral-signs';
import { matchesOf } from './matches';

/** Digits that may be one number: as typed, their place and their plain Arabic form. */
export interface DigitWindow {
  start: number;
  end: number;
  digits: string;
}

interface DigitGroup extends DigitWindow {
  /** Joined to the group before it by a single space, hyphen or dot. */
  joined: boolean;
}

const GROUP = /[0-9〇零一二三四五六七八九幺]+/g;
const GAP = /^[ .-]$/;
/** Company accounts reach 22 digits. */
const LONGEST_NUMBER = 22;

/**
 * All ways to read the digits of the text as one number of `least` to `most` digits: one group of digits, or neighbouring groups with
 * single spaces, hyphens or dots between them (6228 4804 0256 4890 018, 138-0013-8000). Digits may be Chinese (幺三八…).
 * Windows begin and end with a group, so part of a longer number is never one. Longer windows come first.
 */
export function findDigitWindows(text: string, least: number, most = LONGEST_NUMBER): DigitWindow[] {
  const groups = findGroups(text);
  const windows: DigitWindow[] = [];
  for (const [first, { start }] of groups.entries()) {
    const from: DigitWindow[] = [];
    let digits = '';
    for (let last = first; last < groups.length; last += 1) {
      const group = groups[last] as DigitGroup;
      if (last > first && !group.joined) break;
      digits += group.digits;
      if (digits.length > most) break;
      if (digits.length >= least) from.unshift({ start, end: group.end, digits });
    }
    windows.push(...from);
  }
  return windows;
}

/** Half a dozen kinds of numbers are looked for in the same text, one after the other. */
let latest: { text: string; groups: readonly DigitGroup[] } = { text: '', groups: [] };

function findGroups(text: string): readonly DigitGroup[] {
  if (latest.text !== text) latest = { text, groups: readGroups(text) };
  return latest.groups;
}

function readGroups(text: string): DigitGroup[] {
  let previousEnd = -2;
  return matchesOf(text, GROUP).map((match) => {
    const end = match.index + match[0].length;
    const joined = match.index === previousEnd + 1 && GAP.test(text.charAt(previousEnd));
    previousEnd = end;
    // More digits than the longest number has are only needed to see that it is too long.
    return { start: match.index, end, digits: spellDigits(match[0].slice(0, LONGEST_NUMBER + 1)), joined };
  });
}
