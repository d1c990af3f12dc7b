import type { KnowledgeTexts } from '../../../../../locales/console/knowledge/zh-CN';
import { sameField } from '../editor/content';
import { fieldWords } from '../field-words';
import type { Content, FieldChange, Piece } from '../knowledge-types';

/** One field of two texts, side by side. `null`: that side has none. */
export interface DiffRow {
  field: keyof Content;
  /** A list has a line for each piece; a text runs on. */
  list: boolean;
  before: Piece[] | null;
  after: Piece[] | null;
}

const TEXTS: readonly (keyof Content)[] = ['title', 'answer', 'detail', 'plain'];
const LISTS: readonly (keyof Content)[] = ['wordings', 'citations', 'followUps'];

/**
 * What the comparison found, as two columns: on the left what was, on the right what is, what only one side has marked. The server's
 * pieces stand as they are for texts; a list's elements and single values are said in words.
 */
export function diffRows(
  changes: readonly FieldChange[],
  texts: KnowledgeTexts,
  categoryName: (key: string) => string,
): DiffRow[] {
  return changes.map(({ field, before, after, pieces }) => {
    if (TEXTS.includes(field)) return row(field, false, before, after, pieces);
    const say = (value: unknown): string[] => fieldWords(field, value, texts, categoryName);
    if (!LISTS.includes(field)) {
      const same = sameField(before, after);
      return row(
        field,
        true,
        before,
        after,
        same ? marked('same', say(after)) : [...marked('removed', say(before)), ...marked('added', say(after))],
      );
    }
    const known = elementWords(before, after, say);
    return row(
      field,
      true,
      before,
      after,
      pieces.map(({ kind, text }) => ({ kind, text: known.get(text) ?? text })),
    );
  });
}

function row(field: keyof Content, list: boolean, before: unknown, after: unknown, pieces: readonly Piece[]): DiffRow {
  const side = (value: unknown, kind: Piece['kind']): Piece[] | null => {
    const shown = pieces.filter((piece) => piece.kind === 'same' || piece.kind === kind);
    return value === undefined || shown.length === 0 ? null : shown;
  };
  return { field, list, before: side(before, 'removed'), after: side(after, 'added') };
}

/** The server names an element that is not a text by its JSON. */
function elementWords(before: unknown, after: unknown, say: (value: unknown) => string[]): Map<string, string> {
  const elements = [before, after].flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []));
  return new Map(elements.filter((one) => typeof one !== 'string').map((one) => [JSON.stringify(one), say([one])[0] ?? '']));
}

function marked(kind: Piece['kind'], lines: readonly string[]): Piece[] {
  return lines.map((text) => ({ kind, text }));
}

/** A whole text, for what nobody has read yet: there is nothing to compare it with, so nothing is marked. */
export function asWhole(content: Content): FieldChange[] {
  return (Object.keys(content) as (keyof Content)[])
    .filter((field) => !isEmpty(content[field]))
    .map((field) => ({ field, after: content[field], before: content[field], pieces: unmarked(content[field]) }));
}

function unmarked(value: unknown): Piece[] {
  const parts = Array.isArray(value) ? (value as unknown[]) : [value];
  return parts.map((part) => ({ kind: 'same', text: typeof part === 'string' ? part : JSON.stringify(part) }));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
