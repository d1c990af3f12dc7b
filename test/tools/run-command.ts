import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../src/platform/project-root';

export interface CommandRun {
  code: number | null;
  out: string;
  err: string;
}

/** Starts `xiaobao <args>` as it was built, in a process of its own. */
export function startCommand(args: readonly string[], environment: Record<string, string>): ChildProcessWithoutNullStreams {
  const { PATH = '', HOME = '' } = process.env;
  const program = ['-e', "require('./dist/src/cli').main(process.argv.slice(1))", ...args];
  return spawn(process.execPath, program, {
    cwd: projectRoot,
    env: { PATH, HOME, XIAOBAO_LOG_LEVEL: 'silent', ...environment },
  });
}

/** Runs it to its end on this input. */
export async function runCommand(
  args: readonly string[],
  environment: Record<string, string>,
  input: string | Buffer = '',
): Promise<CommandRun> {
  const child = startCommand(args, environment);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}
