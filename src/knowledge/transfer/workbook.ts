import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../platform/project-root';
import { unpackChecked } from './checked-zip';
import { ImportFileError, ROW_LIMIT } from './sheet';
import type { Cell, CellTrouble, SheetRow } from './sheet';

const COLUMN_LIMIT = 100;
/** Never a picture or a macro. */
const PARTS = /\.(xml|rels)$/;
/** What one workbook may take; an honest one of 10,000 rows takes a few seconds and half of the memory. */
const DEADLINE_MS = 60_000;
const MEMORY_MB = 1024;

/** One sheet of text cells. */
export async function writeWorkbook(rows: readonly (readonly string[])[], sheetName: string): Promise<Buffer> {
  return Buffer.from(await inWorker<Uint8Array>('write', { rows, sheetName }));
}

/** The first sheet, as the worker gives it. */
interface FirstSheet {
  rows: string[][];
  troubles: [row: number, column: number, trouble: CellTrouble][];
  merges: [fromRow: number, fromColumn: number, toRow: number, toColumn: number][];
}

/**
 * The rows of the first sheet that people see. The library gets only parts that were unpacked within their limits.
 * @throws ImportFileError
 */
export async function readWorkbook(bytes: Buffer): Promise<SheetRow[]> {
  if (bytes.subarray(0, 2).toString() !== 'PK') throw new ImportFileError('notWorkbook');
  const parts = await unpackChecked(bytes, (name) => PARTS.test(name));
  if (!parts.has('xl/workbook.xml')) throw new ImportFileError('notWorkbook');
  const sheet = await inWorker<FirstSheet>('read', { parts, rowLimit: ROW_LIMIT + 2 }).catch((error: unknown) => {
    throw new ImportFileError('notWorkbook', {}, { cause: error });
  });
  if (sheet.rows.length > ROW_LIMIT + 1) throw new ImportFileError('tooManyRows', { limit: ROW_LIMIT });
  return rowsOf(sheet);
}

function rowsOf({ rows, troubles, merges }: FirstSheet): SheetRow[] {
  const read = rows.map((texts) => texts.slice(0, COLUMN_LIMIT).map((text): Cell => ({ text })));
  const mark = (row: number, column: number, trouble: CellTrouble): void => {
    const cells = read[row];
    if (!cells || column >= COLUMN_LIMIT) return;
    while (cells.length <= column) cells.push({ text: '' });
    cells[column] = { text: cells[column]?.text ?? '', trouble };
  };
  for (const [row, column, trouble] of troubles) mark(row, column, trouble);
  for (const [fromRow, fromColumn, toRow, toColumn] of merges.slice(0, ROW_LIMIT))
    for (let row = fromRow; row <= Math.min(toRow, read.length); row++)
      for (let column = fromColumn; column <= Math.min(toColumn, COLUMN_LIMIT); column++) mark(row, column, 'merged');
  return read.map((cells, at) => ({ row: at + 1, cells }));
}

/** Asks `bin/workbook-worker.js`, with a limit on its time and its memory. */
function inWorker<Result>(task: 'read' | 'write', given: object): Promise<Result> {
  const worker = new Worker(join(projectRoot, 'bin', 'workbook-worker.js'), {
    workerData: { task, given },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise<Result>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error('The workbook takes too long.')), DEADLINE_MS);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The workbook could not be worked on.')));
    worker.once('exit', () => clearTimeout(deadline));
  }).finally(() => void worker.terminate());
}
