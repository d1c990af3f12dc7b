import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { projectRoot } from '../../src/platform/project-root';

/** The built program as a process of its own, so that it can be killed. */
export class ServerProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** Resolves when it answers, for which it has so long. */
  static async start(environment: Record<string, string>, patienceMs = 80_000): Promise<ServerProcess> {
    const child = spawn(process.execPath, ['-e', "require('./dist/src/cli').main(['start'])"], {
      cwd: projectRoot,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaints = '';
    child.stderr?.on('data', (data: Buffer) => (complaints += data.toString()));
    const url = `http://127.0.0.1:${environment.PORT}`;
    for (const started = Date.now(); ;) {
      if (child.exitCode !== null) throw new Error(`The server ended at its start: ${complaints}`);
      if (await answers(url)) return new ServerProcess(url, child);
      if (Date.now() - started > patienceMs) throw new Error(`The server does not answer: ${complaints}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** Asks it to stop and waits until it has finished what runs. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.child.once('exit', () => resolve());
      this.child.kill(signal);
    });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}
