import { parseArgs } from 'node:util';
import { CommandError } from './command-error';

/**
 * `xiaobao faq …`. @returns the exit code; `undefined` where there is no such command
 * @throws CommandError
 */
export async function runFaqCommand([command, ...args]: string[]): Promise<number | undefined> {
  switch (command) {
    case 'search':
      return search(args);
  }
  return undefined;
}

async function search(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { pool: { type: 'string' } } });
  if (!values.pool) throw new CommandError('faq search takes --pool FILE: JSON lines with a "text" each.');
  // Whoever reads our lines may have had enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const { searchPool } = await import('./faq-search-command.js');
  await searchPool(values.pool, process.stdin, process.stdout);
  return 0;
}
