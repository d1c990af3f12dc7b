import type { Day } from '../../platform/shanghai';
import { CONTENT_LIMITS } from '../content-limits';
import type { Citation, EntryContent } from '../entry';
import { findInstrument, isInForce } from '../instruments';
import type { CellContext, ReadCells } from './entry-cells';
import type { Column, RowProblem } from './columns';
import { fill } from './sheet';

const MARKUP = /<\/?[a-z!][^>]*>?|javascript:/i;
/** Line breaks are texts' own; nothing else that is not to be seen. */
const CONTROL = /[^\P{Cc}\n]|\p{Cs}/u;

/** Everything that keeps a row from being imported; only what it changes is looked at. */
export function checkRow(
  { content, unread }: ReadCells,
  { base, isNew, today }: { base: EntryContent; isNew: boolean; today: Day },
  { words, instruments }: CellContext,
): RowProblem[] {
  const { rows } = words;
  const problems: RowProblem[] = [];
  const say = (column: Column, template: string, details: Record<string, string | number> = {}): void =>
    void problems.push({ field: words.columns[column], message: fill(template, details) });

  for (const { column, kind, found, known = '' } of unread) say(column, rows[kind], { found, known });
  for (const column of ['title', 'answer'] as const)
    if (content[column].trim() === '' && (isNew || base[column] !== '')) say(column, rows.required);
  for (const column of ['title', 'answer', 'detail', 'plain'] as const) {
    const text = content[column] ?? '';
    if (text === base[column]) continue;
    const markup = MARKUP.exec(text)?.[0];
    if (text.length > CONTENT_LIMITS[column]) say(column, rows.tooLong, { length: text.length, limit: CONTENT_LIMITS[column] });
    if (markup !== undefined) say(column, rows.markup, { found: markup.slice(0, 40) });
    if (CONTROL.test(text)) say(column, rows.control);
  }
  checkWordings(content, base, words, say);
  if (content.citations.length > CONTENT_LIMITS.citations.count)
    say('citations', rows.tooMany, { count: content.citations.length, limit: CONTENT_LIMITS.citations.count });
  for (const citation of content.citations.filter((one) => !base.citations.includes(one))) checkCitation(citation);
  if (content.validTo !== undefined && content.validTo < content.validFrom) say('validTo', rows.daysReversed);
  return problems;

  function checkCitation({ instrument: found, article = '' }: Citation): void {
    const known = findInstrument(instruments, found);
    const { instrument, article: limit } = CONTENT_LIMITS.citations;
    if (found.length > instrument) say('citations', rows.tooLong, { length: found.length, limit: instrument });
    else if (!known) say('citations', rows.unknownInstrument, { found });
    else if (known.successor && !isInForce(known, today)) say('citations', rows.replaced, { found, successor: known.successor });
    else if (!isInForce(known, today)) say('citations', rows.notInForce, { found });
    if (article.length > limit) say('citations', rows.tooLong, { length: article.length, limit });
  }
}

function checkWordings(
  { wordings }: EntryContent,
  base: EntryContent,
  { rows }: CellContext['words'],
  say: (column: Column, template: string, details: Record<string, string | number>) => void,
): void {
  const { count, length: limit } = CONTENT_LIMITS.wordings;
  if (wordings.length > count) say('wordings', rows.tooMany, { count: wordings.length, limit: count });
  wordings.forEach((wording, at) => {
    if (base.wordings.includes(wording)) return;
    if (wording.length > limit) say('wordings', rows.wordingTooLong, { line: at + 1, length: wording.length, limit });
    const markup = MARKUP.exec(wording)?.[0];
    if (markup !== undefined) say('wordings', rows.markup, { found: markup.slice(0, 40) });
    if (CONTROL.test(wording)) say('wordings', rows.control, {});
  });
}
