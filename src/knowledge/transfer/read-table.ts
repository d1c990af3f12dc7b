import type { TransferMessages } from '../../../locales/transfer/messages';
import { columnOf } from './columns';
import type { Cells, Column, RowDraft, RowProblem } from './columns';
import { isQnaHead, readQnaTable } from './qna-table';
import { ImportFileError, columnLetters, fill, fromSafeCell } from './sheet';
import type { SheetRow } from './sheet';

/**
 * The entries that the rows of a sheet stand for: our own columns, or those of QnA Maker and Azure question answering.
 * @throws ImportFileError where no row can be understood
 */
export function readTable(rows: readonly SheetRow[], words: TransferMessages): RowDraft[] {
  const headAt = rows.findIndex(({ cells }) => cells.some(({ text }) => text.trim() !== ''));
  const head = rows[headAt];
  if (!head) throw new ImportFileError('empty');
  const heads = head.cells.map(({ text }) => text.trim());
  const last = rows.findLastIndex(({ cells }) => cells.some(({ text }) => text.trim() !== ''));
  const body = rows.slice(headAt + 1, last + 1);
  if (isQnaHead(heads)) return readQnaTable(heads, body, words);

  const columns = heads.map(columnOf);
  if (!columns.includes('title')) throw new ImportFileError('noColumns');
  const headProblems = problemsOfHead(heads, columns, words);
  return [
    ...(headProblems.length > 0 ? [{ row: head.row, cells: {}, problems: headProblems, blank: true as const }] : []),
    ...body.map((row) => readRow(row, heads, columns, words)),
  ];
}

function problemsOfHead(
  heads: readonly string[],
  columns: readonly (Column | undefined)[],
  { rows }: TransferMessages,
): RowProblem[] {
  return heads.flatMap((name, at) => {
    if (!name) return [];
    const details = { name, column: columnLetters(at) };
    if (columns[at] === undefined) return [{ field: name, message: fill(rows.unknownColumn, details) }];
    return columns.indexOf(columns[at]) < at ? [{ field: name, message: fill(rows.repeatedColumn, details) }] : [];
  });
}

function readRow(
  { row, cells }: SheetRow,
  heads: readonly string[],
  columns: readonly (Column | undefined)[],
  words: TransferMessages,
): RowDraft {
  if (cells.every(({ text, trouble }) => text.trim() === '' && trouble === undefined))
    return { row, cells: {}, problems: [{ field: '', message: words.rows.emptyRow }], blank: true };
  const read: Cells = {};
  const problems: RowProblem[] = [];
  columns.forEach((column, at) => {
    if (column === undefined || columns.indexOf(column) < at) return;
    const { text = '', trouble } = cells[at] ?? {};
    if (trouble) problems.push({ field: heads[at] ?? '', message: words.rows[trouble] });
    read[column] = fromSafeCell(text).replace(/\r\n?/g, '\n');
  });
  return { row, cells: read, problems };
}
