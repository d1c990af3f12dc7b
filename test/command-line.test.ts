import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runXiaobao } from './tools/run-xiaobao';
import type { Ran } from './tools/run-xiaobao';

describe('xiaobao <command>', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'xiaobao-cli-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const xiaobao = (args: string[], environment: Record<string, string> = {}): Promise<Ran> =>
    runXiaobao(args, { XIAOBAO_DATA_DIR: folder, ...environment });
  beforeAll(() => xiaobao([]), 180_000);

  it('says what it can do when asked nothing: exit 0', async () => {
    for (const args of [[], ['help'], ['--help']]) {
      const { code, out } = await xiaobao(args);
      expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/start[\s\S]*doctor[\s\S]*staff add/) as string });
    }
  });

  it('does not guess a command: exit 2', async () => {
    for (const args of [['strat'], ['staff'], ['staff', 'remove']]) {
      const { code, err } = await xiaobao(args);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`"${args.join(' ')}" is not a command.`) as string });
    }
  });

  it('stops before anything else when a setting is wrong: exit 2, one line', async () => {
    const wrong = await xiaobao(['start'], { PORT: 'abc' });
    expect(wrong).toEqual({
      code: 2,
      out: '',
      err: 'PORT is "abc" that is not allowed: it takes a port number from 0 to 65535.\n',
    });
    const unknown = await xiaobao(['doctor'], { XIAOBAO_WIDGET_ORIGIN: 'x' });
    expect({ code: unknown.code, err: unknown.err }).toEqual({
      code: 2,
      err: expect.stringMatching(/did you mean .+\?\n$/) as string,
    });
  });

  it('names the port that is taken: exit 1, one line', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const PORT = String((holder.address() as AddressInfo).port);
    const { code, err } = await xiaobao(['start'], { PORT });
    holder.close();
    expect({ code, err }).toEqual({
      code: 1,
      err: 'The port is in use. Set PORT to another one, or stop the program that holds it.\n',
    });
  });

  it('adds staff with a one-time password, and refuses what a role or a name cannot be', async () => {
    const added = await xiaobao(['staff', 'add', '--username', 'lin', '--role', 'agent', '--skills', 'complaints']);
    expect(added).toEqual({ code: 0, out: expect.stringMatching(/^Added lin\. One-time password: \S+\n$/) as string, err: '' });
    expect((await xiaobao(['staff', 'add', '--username', 'wang', '--role', 'king'])).code).toBe(2);
    expect((await xiaobao(['staff', 'add', '--nickname', 'wang'])).code).toBe(1);
    const again = await xiaobao(['staff', 'add', '--username', 'lin', '--role', 'agent']);
    expect({ code: again.code, stack: /\n\s+at /.test(again.err) }).toEqual({ code: 1, stack: false });
  });

  it('examines what a start needs, a line each', async () => {
    const { code, out } = await xiaobao(['doctor']);
    const checks = out.trim().split('\n');
    for (const line of checks) expect(line).toMatch(/^(ok {4}|FAIL {2})[\w: ]+: .+/);
    expect(code).toBe(checks.some((line) => line.startsWith('FAIL')) ? 1 : 0);
    expect(out).toMatch(/^ok {4}store: opens and answers$/m);
  });
});
