import type { EntryRecord } from '../entry-record';
import { COLUMNS } from './columns';
import { writeDelimited } from './delimited';
import { cellsOf } from './entry-cells';
import type { CellContext } from './entry-cells';
import { toSafeCell } from './sheet';
import { writeWorkbook } from './workbook';

export const EXPORT_FORMATS = ['xlsx', 'tsv', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The entries as a sheet that can be edited and imported again; where nothing was edited, that import changes nothing. */
export async function exportEntries(
  records: readonly EntryRecord[],
  format: ExportFormat,
  context: CellContext,
): Promise<Buffer> {
  const { words } = context;
  const rows = [
    COLUMNS.map((column) => words.columns[column]),
    ...records.map((record) => {
      const cells = cellsOf(record, context);
      return COLUMNS.map((column) => toSafeCell(cells[column]));
    }),
  ];
  if (format === 'xlsx') return writeWorkbook(rows, words.sheetName);
  return writeDelimited(rows, format === 'tsv' ? '\t' : ',');
}
