import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '../../src/platform/errors';
import { projectRoot } from '../../src/platform/project-root';

const page = readFileSync(join(projectRoot, 'docs', 'error-codes.md'), 'utf8');
const written = [...page.matchAll(/^### (XB_\w+) · (\d+)\n\n(.+)\n\n(.+)$/gm)].map(([, code, status, message, advice]) => ({
  code,
  status: Number(status),
  message,
  advice,
}));

describe('docs/error-codes.md', () => {
  it('says of every error of the table its status and its sentence, in the order of the table', () => {
    const table = Object.entries(ERRORS).map(([code, { status, message }]) => ({ code, status, message }));
    expect(written.map(({ code, status, message }) => ({ code, status, message }))).toEqual(table);
  });

  it('says of each what to do', () => {
    for (const { advice } of written) expect(advice).toMatch(/\w.*[.)]$/);
  });
});
