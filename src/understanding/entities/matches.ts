/**
 * All matches of a pattern with the flag g, none of which is empty. As `matchAll`, which however copies the pattern each time; with
 * dozens of patterns a message that takes longer than to find nothing.
 */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) matches.push(match);
  return matches;
}
