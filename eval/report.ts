import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root';

/** A page of figures, and what stands on it before them. */
export interface Report {
  /** What writes it. */
  command: string;
  /** In `docs/`. */
  file: string;
  title: string;
  introduction: string;
  sections: readonly (readonly [title: string, body: string])[];
}

/** Writes the page and prints it. What stands there below a line that says so is written by hand and kept. */
export function writeReport({ command, file, title, introduction, sections }: Report): void {
  const path = join(projectRoot, 'docs', file);
  const rule = `<!-- Below this line by hand: ${command} keeps it. -->`;
  const figures = sections.map(([heading, body]) => `## ${heading}\n\n${body}`);
  const text = `# ${title}\n\n${introduction}\n\n${figures.join('\n\n')}\n\n${rule}\n${textBelow(rule, path)}`;
  writeFileSync(path, text);
  process.stdout.write(text);
}

function textBelow(rule: string, path: string): string {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const at = before.indexOf(rule);
  return at < 0 ? '' : before.slice(at + rule.length + 1);
}
