import { writeFileSync } from 'node:fs';
import { CommandError } from './command-error';

/** Writes what a command was told to leave in a file. @throws CommandError where nothing can be written there */
export function writeOut(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw new CommandError(
      `"${path}" cannot be written (${(error as NodeJS.ErrnoException).code}); name a file in a folder that is there.`,
    );
  }
}
