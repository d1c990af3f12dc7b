import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../platform/project-root';
import { unpackChecked } from './checked-zip';
import { ImportFileError, ROW_LIMIT } from './sheet';
import type { Cell, CellTrouble, SheetRow } from './sheet';

/** What is taken of a sheet: an honest one of 10,000 rows has some 20 columns and three million characters. */
const LIMITS = { rows: ROW_LIMIT + 2, columns: 100, characters: 30_000_000, mergedCells: 200_000 };
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
}

/**
 * The rows of the first sheet that people see. The library gets only parts that were unpacked within their limits.
 * @throws ImportFileError
 */
export async function readWorkbook(bytes: Buffer, deadlineMs = DEADLINE_MS): Promise<SheetRow[]> {
  if (bytes.subarray(0, 2).toString() !== 'PK') throw new ImportFileError('notWorkbook');
  const parts = await unpackChecked(bytes, (name) => PARTS.test(name));
  if (!parts.has('xl/workbook.xml')) throw new ImportFileError('notWorkbook');
  const sheet = await inWorker<FirstSheet | { problem: 'tooHeavy' | 'tooManyMerged' }>(
    'read',
    { parts, limits: LIMITS },
    deadlineMs,
  ).catch((error: unknown) => {
    throw new ImportFileError(isLimit(error) ? 'tooHeavy' : 'notWorkbook', {}, { cause: error });
  });
  if ('problem' in sheet) throw new ImportFileError(sheet.problem, { limit: LIMITS.mergedCells });
  if (sheet.rows.length > ROW_LIMIT + 1) throw new ImportFileError('tooManyRows', { limit: ROW_LIMIT });
  return rowsOf(sheet);
}

function rowsOf({ rows, troubles }: FirstSheet): SheetRow[] {
  const read = rows.map((texts) => texts.map((text): Cell => ({ text })));
  for (const [row, column, trouble] of troubles) {
    const cells = read[row] ?? [];
    while (cells.length <= column) cells.push({ text: '' });
    cells[column] = { text: cells[column]?.text ?? '', trouble };
  }
  return read.map((cells, at) => ({ row: at + 1, cells }));
}

/** The worker was stopped: what it read may well be a workbook. */
class WorkerDeadlineError extends Error {}

function isLimit(error: unknown): boolean {
  return error instanceof WorkerDeadlineError || (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Asks `bin/workbook-worker.js`, with a limit on its time and its memory. */
function inWorker<Result>(task: 'read' | 'write', given: object, deadlineMs = DEADLINE_MS): Promise<Result> {
  const worker = new Worker(join(projectRoot, 'bin', 'workbook-worker.js'), {
    workerData: { task, given },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise<Result>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new WorkerDeadlineError('The workbook takes too long.')), deadlineMs);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The workbook could not be worked on.')));
    worker.once('exit', () => clearTimeout(deadline));
  }).finally(() => void worker.terminate());
}
