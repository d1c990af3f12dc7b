import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  const xiaobao = (args: string[], environment: Record<string, string> = {}, input = ''): Promise<Ran> =>
    runXiaobao(args, { XIAOBAO_DATA_DIR: folder, ...environment }, input);
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
      err: 'PORT is set to "abc", but it takes a port number from 0 to 65535.\n',
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

  it('faq search ranks a pool by the product’s own search, in order, whatever else comes between', async () => {
    const pool = join(folder, 'pool.jsonl');
    const texts = ['怎么销户', '信用卡年费是多少', '存款保险保多少', '怎么销户'];
    writeFileSync(pool, texts.map((text) => JSON.stringify({ text, set: 'x' })).join('\n'));
    const endless = `{"query":"${'长'.repeat(400_000)}"}`;
    const asked = ['{"query":"我要注销账户"}', 'oops', '', '{"query":7}', '{"query":"年费多少"}', '{"query":"?"}', endless];
    const input = asked.join('\n');
    const { code, out, err } = await xiaobao(['faq', 'search', '--pool', pool], {}, input);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { query?: string; line?: number; hits: { text: string; score: number }[] });
    expect(lines.map(({ query, line }) => query ?? line)).toEqual(['我要注销账户', 2, 4, '年费多少', '?', 7]);
    expect([lines[0]?.hits[0]?.text, lines[3]?.hits[0]?.text]).toEqual(['怎么销户', '信用卡年费是多少']);
    expect(lines[4]?.hits).toEqual([]);
    for (const { hits = [] } of lines)
      expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));

    expect((await xiaobao(['faq', 'search'])).code).toBe(1);
    expect((await xiaobao(['faq', 'search', '--pool', join(folder, 'none')])).err).toMatch(/^\S+none cannot be read: .*\n$/);
  });

  it('faq export, an edit, faq import and faq test: the way of an entry through a spreadsheet', async () => {
    const sheet = join(folder, 'faq.tsv');
    expect((await xiaobao(['faq', 'export', '--format', 'tsv', '--out', sheet])).code).toBe(0);
    const same = await xiaobao(['faq', 'import', sheet, '--dry-run']);
    expect(same).toMatchObject({ code: 0, out: expect.stringMatching(/^create 0, change 0, same \d+, refuse 0\n$/) as string });

    const exported = readFileSync(sheet, 'utf8').replace('存款保险最多赔多少？', '存款保险最多赔多少钱？');
    writeFileSync(sheet, `${exported}\t\t\t新的问题怎么办\t账户\t\t答案。\r\n\t\t\t坏的\t没有的类\t\t答案。\r\n`);
    const whole = await xiaobao(['faq', 'import', sheet, '--all-or-nothing']);
    expect(whole).toMatchObject({ code: 1, out: expect.stringMatching(/failed: 0\/2\n$/) as string });
    const partly = await xiaobao(['faq', 'import', sheet]);
    expect(partly).toMatchObject({ code: 1, out: expect.stringMatching(/done: 2\/2\n$/) as string });
    expect((await xiaobao(['faq', 'import', sheet])).out).toContain('create 0, change 0');
    expect((await xiaobao(['faq', 'import', join(folder, 'faq.doc')])).code).toBe(1);

    const questions = join(folder, 'questions.tsv');
    writeFileSync(questions, '存款保险最多赔多少\tdeposit-insurance-limit\n今天天气怎么样\t\n');
    expect(await xiaobao(['faq', 'test', questions])).toMatchObject({ code: 0, out: expect.stringContaining('2/2') as string });
    writeFileSync(questions, '{"question":"存款保险最多赔多少","entry":"no-such-entry"}\n');
    expect(await xiaobao(['faq', 'test', questions])).toMatchObject({
      code: 1,
      out: expect.stringContaining('WRONG\t') as string,
    });
  }, 120_000);
});
