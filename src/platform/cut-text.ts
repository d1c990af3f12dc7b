/** Where a text may be cut, best first: between paragraphs, sentences, clauses; each keeps its mark. */
const BOUNDARIES = [/\n+/g, /[。！？；!?;](?!\d)/g, /[，、,：:](?![\d/])/g];

/**
 * A text in parts of at most `limit` characters (UTF-16 units), cut where a sentence ends, else a clause, and only where neither
 * is near in the middle: then never inside a number, a link or a word of letters.
 */
export function cutText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const end = cutBefore(rest, limit);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest ? [...parts, rest] : parts;
}

function cutBefore(text: string, limit: number): number {
  const head = text.slice(0, limit);
  for (const boundary of BOUNDARIES) {
    const last = [...head.matchAll(boundary)].at(-1);
    const end = last ? last.index + last[0].length : 0;
    // Half a message at least, or one long sentence would make many short ones.
    if (end >= limit / 2) return end;
  }
  const unbroken = /[\w.:/?&=%#@+-]+$/.exec(head);
  if (unbroken && unbroken.index > 0 && /^[\w.:/?&=%#@+-]/.test(text.slice(limit))) return unbroken.index;
  const lone = /[\uD800-\uDBFF]$/.test(head);
  return lone ? limit - 1 : limit;
}
