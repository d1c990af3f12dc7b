import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json: the same from `src/` under jest and from `dist/src/` in production. */
export const projectRoot = findUp(__dirname);

function findUp(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json was not found above the program; the installation is incomplete.');
  return findUp(parent);
}
