import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/project-root';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs the command line as a user would; what is missing is built first, which the first run must be given time for. */
export function runXiaobao(args: readonly string[], environment: Record<string, string>, input = ''): Promise<Ran> {
  return new Promise((resolve) => {
    const { PATH = '', HOME = '' } = process.env;
    const env = { PATH, HOME, PORT: '0', XIAOBAO_LOG_LEVEL: 'silent', ...environment };
    const child = execFile(process.execPath, [join(projectRoot, 'bin', 'xiaobao.js'), ...args], { env }, (error, out, err) => {
      const told = err.replace(/^Building the \w+ …\n/gm, '');
      resolve({ code: error ? Number(error.code) : 0, out, err: told });
    });
    child.stdin?.end(input);
  });
}
