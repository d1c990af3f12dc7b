import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/project-root';
import { Browser } from '../staff/browser';

const folder = mkdtempSync(join(tmpdir(), 'xiaobao-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The built demo as a process of its own. */
class Demo {
  output = '';
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(args: string[], settings: Record<string, string> = {}) {
    const start = `require('./dist/src/demo/demo').main(${JSON.stringify(args)})`;
    const env = { PATH: process.env.PATH, XIAOBAO_DATA_DIR: folder, PORT: '0', ...settings };
    this.child = spawn(process.execPath, ['-e', start], { cwd: projectRoot, env });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', (data) => (this.output += String(data)));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** Resolves with where it is and the password of everybody, once it has said so. */
  async ready(): Promise<{ url: string; password: string }> {
    const over = this.ended.then(() => 'over');
    for (;;) {
      const [, url, password] = /Staff console {2}(\S+)\/console\/[^]*password {2}(\S+)[^]*Ctrl-C/.exec(this.output) ?? [];
      if (url && password) return { url, password };
      const next = new Promise((resolve) => this.child.stdout?.once('data', resolve));
      if ((await Promise.race([next, over])) === 'over') throw new Error(`The demo ended: ${this.output}`);
    }
  }

  interrupt(): Promise<number | null> {
    this.child.kill('SIGINT');
    return this.ended;
  }
}

async function lookAround({ url, password }: { url: string; password: string }) {
  const supervisor = new Browser(url, '127.0.0.1');
  expect((await supervisor.signIn('zhaoyun', password)).status).toBe(200);
  const get = async <T>(path: string): Promise<T> => (await supervisor.get<T>(path)).body;
  const { tickets } = await get<{ tickets: { status: string; skill: string }[] }>('/api/desk/tickets');
  const closed = await get<{ tickets: unknown[] }>('/api/desk/tickets?scope=closed');
  const { cases } = await get<{ cases: { number: string; status: string; daysLeft: number }[] }>('/api/desk/cases');
  return { tickets, closed: closed.tickets, cases };
}

/** The phone beside the console talks to the same bot. Resolves once a bubble has what it is to hear. */
async function phoneHears(url: string, said: string, heard: string): Promise<void> {
  const act = { name: '林晓', act: { do: 'say', text: said } };
  await fetch(`${url}phone/act`, { method: 'POST', body: JSON.stringify(act) });
  for (let version = -1; ;) {
    const screen = await fetch(`${url}phone/screen?name=${encodeURIComponent('林晓')}&version=${version}`);
    const { bubbles, version: seen } = (await screen.json()) as { version: number; bubbles: { from: string }[] };
    if (bubbles.some((bubble) => bubble.from === 'account' && JSON.stringify(bubble).includes(heard))) return;
    version = seen;
  }
}

describe('The demo', () => {
  it('has something to show on every page, also when it is started again with --keep', async () => {
    const demo = new Demo([]);
    const place = await demo.ready();
    const { tickets, closed, cases } = await lookAround(place);
    expect(tickets.filter(({ status }) => status === 'active')).toHaveLength(1);
    expect(new Set(tickets.map(({ skill }) => skill))).toEqual(new Set(['complaints', 'legal']));
    expect(closed).toHaveLength(3);
    expect(cases.some(({ daysLeft }) => daysLeft < 0)).toBe(true);
    expect(cases.some(({ status }) => status === 'withdrawn')).toBe(true);
    const phone = /WeChat phone {3}(\S+)/.exec(demo.output)![1]!;
    expect(await (await fetch(phone)).text()).toContain('微信模拟器');
    await phoneHears(phone, '存款保险最多保多少钱', '50万');
    await phoneHears(phone, `查进度 ${cases[0]!.number}`, `${place.url}/h5/`); // the secure pages open without a setting
    expect(await demo.interrupt()).toBe(0);

    const again = new Demo(['--keep']);
    const keptPlace = await again.ready();
    expect(keptPlace.password).toBe(place.password);
    expect((await lookAround(keptPlace)).cases).toEqual(cases);
    expect(await again.interrupt()).toBe(0);
  }, 180_000);

  it('says in one line that its port is taken, and leaves the kept demo alone', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const demo = new Demo([], { PORT: String((holder.address() as AddressInfo).port) });
    expect(await demo.ended).toBe(1);
    expect(demo.output).toBe('The port is in use. Set PORT to another one, or stop the program that holds it.\n');
    expect(existsSync(join(folder, 'demo', 'password.txt'))).toBe(true);
    holder.close();
  });

  it('never runs in production', async () => {
    const demo = new Demo([], { NODE_ENV: 'production', XIAOBAO_SIGNING_KEY: 'a'.repeat(64) });
    expect(await demo.ended).toBe(2);
    expect(demo.output).toContain('NODE_ENV=production');
  });
});
