import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { unpackChecked } from './checked-zip';
import { ImportFileError, ROW_LIMIT } from './sheet';
import type { Cell, SheetRow } from './sheet';

/** A cell holds no more, by Excel's own limit. */
const CELL_LIMIT = 32_767;
const COLUMN_LIMIT = 100;
/** Never a picture or a macro. */
const PARTS = /\.(xml|rels)$/;

/** The zip writer within the library, which it does not describe. */
interface ZipWriter {
  utils: { cfb_new(): unknown; cfb_add(zip: unknown, name: string, content: Buffer): void };
  write(zip: unknown, options: { fileType: 'zip'; type: 'buffer'; compression: false }): Buffer;
}

/** One sheet of text cells: nothing in it is a formula, whatever it begins with. */
export async function writeWorkbook(rows: readonly (readonly string[])[], sheetName: string): Promise<Buffer> {
  const xlsx = await import('@e965/xlsx');
  const cells = rows.map((row) => row.map((text): CellObject => ({ t: 's', v: text.slice(0, CELL_LIMIT) })));
  const sheet = xlsx.utils.aoa_to_sheet(cells);
  sheet['!cols'] = (rows[0] ?? []).map((_, at) => ({ wch: at === 0 ? 28 : 18 }));
  const book = xlsx.utils.book_new(sheet, sheetName);
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true }) as Buffer;
}

/**
 * The rows of the first sheet that people see. The reader of the library gets only parts that were unpacked within their limits.
 * @throws ImportFileError
 */
export async function readWorkbook(bytes: Buffer): Promise<SheetRow[]> {
  if (bytes.subarray(0, 2).toString() !== 'PK') throw new ImportFileError('notWorkbook');
  const parts = await unpackChecked(bytes, (name) => PARTS.test(name));
  if (!parts.has('xl/workbook.xml')) throw new ImportFileError('notWorkbook');
  const xlsx = await import('@e965/xlsx');
  const zips = xlsx.CFB as ZipWriter;
  const zip = zips.utils.cfb_new();
  for (const [name, content] of parts) zips.utils.cfb_add(zip, name, content);
  let book: WorkBook;
  try {
    const plain = zips.write(zip, { fileType: 'zip', type: 'buffer', compression: false });
    book = xlsx.read(plain, { type: 'buffer', dense: true, cellNF: true, cellHTML: false, sheetRows: ROW_LIMIT + 2 });
  } catch (error) {
    throw new ImportFileError('notWorkbook', {}, { cause: error });
  }
  const name = book.SheetNames.find((_, at) => !book.Workbook?.Sheets?.[at]?.Hidden);
  const sheet = name === undefined ? undefined : book.Sheets[name];
  if (!sheet) throw new ImportFileError('empty');
  return readSheet(sheet, xlsx.SSF as DateFormats);
}

interface DateFormats {
  is_date(format: string): boolean;
  parse_date_code(value: number): { y: number; m: number; d: number } | null;
}

function readSheet(sheet: WorkSheet, dates: DateFormats): SheetRow[] {
  const grid = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  if (grid.length > ROW_LIMIT + 1) throw new ImportFileError('tooManyRows', { limit: ROW_LIMIT });
  const merged = new Set<string>();
  for (const { s, e } of (sheet['!merges'] ?? []).slice(0, ROW_LIMIT))
    for (let row = s.r; row <= Math.min(e.r, grid.length); row++)
      for (let column = s.c; column <= Math.min(e.c, COLUMN_LIMIT); column++) merged.add(`${row} ${column}`);
  return Array.from(grid, (cells = [], row) => ({
    row: row + 1,
    cells: Array.from({ length: Math.min(cells.length, COLUMN_LIMIT) }, (_, column): Cell => {
      const cell = readCell(cells[column], dates);
      return merged.has(`${row} ${column}`) ? { ...cell, trouble: 'merged' } : cell;
    }),
  }));
}

function readCell(cell: CellObject | undefined, dates: DateFormats): Cell {
  if (!cell || cell.v === undefined) return { text: '' };
  if (cell.f !== undefined) return { text: cell.w ?? '', trouble: 'formula' };
  if (cell.t === 'e') return { text: cell.w ?? '', trouble: 'cellError' };
  if (cell.t === 'n' && typeof cell.z === 'string' && dates.is_date(cell.z)) {
    const day = dates.parse_date_code(Number(cell.v));
    if (day) return { text: [day.y, pad(day.m), pad(day.d)].join('-') };
  }
  return { text: typeof cell.v === 'string' ? cell.v : (cell.w ?? String(cell.v)) };
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
