import { changedFields } from './changed-fields';
import type { EntryContent } from './entry';

export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

export interface FieldChange {
  field: keyof EntryContent;
  before?: unknown;
  after?: unknown;
  /** Texts word by word, lists element by element; `same` and `removed` give the one, `same` and `added` the other. */
  pieces: Piece[];
}

type Value = EntryContent[keyof EntryContent];

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });
/** Beyond so many steps texts are shown whole: the one removed, the other added. */
const STEPS = 4_000_000;

/** In which fields two contents differ, and where. */
export function compareContents(before: EntryContent, after: EntryContent): FieldChange[] {
  return changedFields(before, after).map((field) => ({
    field,
    ...(before[field] === undefined ? {} : { before: before[field] }),
    ...(after[field] === undefined ? {} : { after: after[field] }),
    pieces: piecesOf(before[field], after[field]),
  }));
}

function piecesOf(before: Value, after: Value): Piece[] {
  const pieces = diff(tokensOf(before), tokensOf(after));
  return typeof (before ?? after) === 'string' ? join(pieces) : pieces;
}

function tokensOf(value: Value): string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return Array.from(words.segment(value), ({ segment }) => segment);
  if (Array.isArray(value)) return (value as unknown[]).map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
  return [JSON.stringify(value)];
}

/** By the longest common subsequence of tokens. */
function diff(before: readonly string[], after: readonly string[]): Piece[] {
  if (before.length * after.length > STEPS) return [...mark('removed', before), ...mark('added', after)];
  const width = after.length + 1;
  const common = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * width + j] =
        before[i] === after[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);

  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) pieces.push({ kind: 'same', text: before[(j++, i++)]! });
    else if (common[(i + 1) * width + j]! >= common[i * width + j + 1]!) pieces.push({ kind: 'removed', text: before[i++]! });
    else pieces.push({ kind: 'added', text: after[j++]! });
  }
  return [...pieces, ...mark('removed', before.slice(i)), ...mark('added', after.slice(j))];
}

function mark(kind: Piece['kind'], tokens: readonly string[]): Piece[] {
  return tokens.map((text) => ({ kind, text }));
}

/** Neighbours of one kind as one piece. */
function join(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}
