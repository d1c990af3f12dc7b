import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CommandError } from './command-error';
import { writeOut } from './write-out';

/**
 * `xiaobao faq …`. @returns the exit code; `undefined` where there is no such command
 * @throws CommandError
 */
export async function runFaqCommand([command, ...args]: string[]): Promise<number | undefined> {
  const commands: Record<string, (args: string[]) => Promise<number>> = {
    import: importFile,
    export: exportFile,
    test: testFile,
    search,
  };
  return Object.hasOwn(commands, command ?? '') ? commands[command ?? '']?.(args) : undefined;
}

async function importFile(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, 'all-or-nothing': { type: 'boolean' } },
  });
  const path = onlyFile('import', positionals);
  const bytes = await read(path);
  const { importEntries } = await import('./faq-transfer-command.js');
  const order = { dryRun: values['dry-run'] ?? false, allOrNothing: values['all-or-nothing'] ?? false };
  return importEntries({ name: path, bytes }, order, print);
}

async function exportFile(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { format: { type: 'string' }, out: { type: 'string' } } });
  const { exportEntriesAs } = await import('./faq-transfer-command.js');
  const bytes = await exportEntriesAs(values.format ?? 'xlsx');
  if (values.out === undefined) process.stdout.write(bytes);
  else writeOut(values.out, bytes);
  return 0;
}

async function testFile(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const path = onlyFile('test', positionals);
  const text = (await read(path)).toString('utf8');
  const { testQuestions } = await import('./faq-test-command.js');
  return testQuestions({ path, text }, print);
}

async function search(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { pool: { type: 'string' } } });
  if (!values.pool) throw new CommandError('faq search takes --pool FILE: JSON lines with a "text" each.');
  // Whoever reads our lines may have had enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const { openPoolVectors, searchPool } = await import('./faq-search-command.js');
  const vectors = await openPoolVectors((line) => process.stderr.write(`${line}\n`));
  try {
    await searchPool(values.pool, process.stdin, process.stdout, vectors);
  } finally {
    await vectors?.close();
  }
  return 0;
}

function onlyFile(command: string, [path, ...more]: string[]): string {
  if (path === undefined || more.length > 0) throw new CommandError(`faq ${command} takes one FILE.`);
  return path;
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
