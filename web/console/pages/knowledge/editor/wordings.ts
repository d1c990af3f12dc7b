import type { Found } from '../knowledge-types';

/** The lists of lines after something was typed or pasted at `index`: each line break begins another wording. */
export function typeWording(wordings: readonly string[], index: number, typed: string): string[] {
  const lines = typed.split(/\r?\n/);
  const pasted = lines.length > 1 ? lines.map((line) => line.trim()).filter(Boolean) : lines;
  return [...wordings.slice(0, index), ...(pasted.length > 0 ? pasted : ['']), ...wordings.slice(index + 1)];
}

export type Finds =
  { kind: 'this' } | { kind: 'other'; title: string } | { kind: 'choice'; titles: string[] } | { kind: 'nothing' };

/** What a question finds, as seen from one entry. */
export function findsFor(found: Found, entryId: string): Finds {
  const [first] = found.matches;
  if (found.verdict === 'none' || !first) return { kind: 'nothing' };
  if (found.verdict === 'suggest') return { kind: 'choice', titles: found.matches.map(({ title }) => title) };
  return first.id === entryId ? { kind: 'this' } : { kind: 'other', title: first.title };
}
