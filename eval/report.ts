import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root';

/** A page of figures, and what stands on it before them. */
export interface Report {
  /** In `docs/`. */
  file: string;
  title: string;
  introduction: string;
  sections: readonly (readonly [title: string, body: string])[];
}

const NOTES = '<!-- Below this line by hand: npm run eval keeps it. -->';

/** Writes the page and prints it. What stands there below NOTES is written by hand and kept. */
export function writeReport({ file, title, introduction, sections }: Report): void {
  const path = join(projectRoot, 'docs', file);
  const figures = sections.map(([heading, body]) => `## ${heading}\n\n${body}`);
  const text = `# ${title}\n\n${introduction}\n\n${figures.join('\n\n')}\n\n${NOTES}\n${notesIn(path)}`;
  writeFileSync(path, text);
  process.stdout.write(text);
}

function notesIn(path: string): string {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const at = before.indexOf(NOTES);
  return at < 0 ? '' : before.slice(at + NOTES.length + 1);
}
