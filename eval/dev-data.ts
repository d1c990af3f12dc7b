import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root';

/** Texts of others that stand for all we have not seen: measured on, never trained on or written for. Not part of the repository. */
const folder = join(projectRoot, '..', 'shared', 'data', 'dev');

/** The instant that the texts were written for. */
export const NOW = new Date('2026-11-25T02:00:00Z');

/** The lines of a JSON-lines file, or nothing where the data is not at hand. */
export function devLines<T>(name: string): T[] | undefined {
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as T);
}

/** A JSON file of the data, or nothing where it is not at hand. */
export function devFile<T>(name: string): T | undefined {
  const path = join(folder, name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as T) : undefined;
}
