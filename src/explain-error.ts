import { CommandError } from './command-error';
import { ConfigError } from './config/config-error';
import { ContentError } from './platform/content';
import { XiaobaoError } from './platform/errors';
import { StorageError } from './storage/database';

/** One line that names what is wrong and what to do; anything unforeseen keeps its stack. */
export function explain(error: unknown): string {
  const ours = [CommandError, ConfigError, ContentError, StorageError, XiaobaoError];
  if (ours.some((kind) => error instanceof kind)) return (error as Error).message;
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return 'The port is in use. Set PORT to another one, or stop the program that holds it.';
  if (code === 'EACCES') return `Not permitted: ${error.message}`;
  if (code?.startsWith('ERR_PARSE_ARGS')) return error.message;
  return error.stack ?? error.message;
}
