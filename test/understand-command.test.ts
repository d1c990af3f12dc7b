import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runCommand, startCommand } from './tools/run-command';

interface UnderstoodLine {
  text: string;
  intent: string;
  coarse: string;
  score: number;
  alternatives: { intent: string; coarse: string; score: number }[];
  urgency: string;
  danger?: string;
  sentiment: string;
  entities: { type: string; text: string; start: number; end: number; value: unknown }[];
  complaint: { business: { key: string; reasons: string[] }[]; requests: string[]; flags: string[] };
  error?: string;
  line?: number;
}

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'xiaobao-understand-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environment = () => ({ XIAOBAO_DATA_DIR: folder });
const understand = async (input: string | Buffer, ...options: string[]) => {
  const run = await runCommand(['understand', ...options], environment(), input);
  const lines = run.out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as UnderstoodLine);
  return { ...run, lines };
};

describe('xiaobao understand', () => {
  it('tells of each line what it means', async () => {
    const text = '上周三信用卡没激活扣了我三百块年费，我要投诉，把钱退给我，电话13812345678';
    const { code, lines } = await understand(JSON.stringify({ text, at: '2026-11-25T10:00:00+08:00' }));
    expect(code).toBe(0);
    const [line] = lines;
    expect(line).toMatchObject({ text, coarse: 'complaint', urgency: 'P2', complaint: { requests: ['refund'] } });
    expect(Object.keys(line!)).toEqual(
      ['text', 'intent', 'coarse', 'score', 'alternatives', 'urgency', 'sentiment', 'entities', 'complaint'], // prettier-ignore
    );
    const byType = Object.fromEntries(line!.entities.map((entity) => [entity.type, entity]));
    expect(byType.date).toMatchObject({ text: '上周三', value: '2026-11-18', start: 0, end: 3 });
    expect(byType.money).toMatchObject({ text: '三百块', value: 30000, approximate: false, role: 'disputed' });
    expect(byType.phone).toMatchObject({ value: '13812345678' });
    expect(line!.complaint.business[0]).toMatchObject({
      key: 'card_credit',
      reasons: expect.arrayContaining(['信用卡']) as string[],
    });
  });

  it('names the danger, which decides how urgent a line is', async () => {
    const { lines } = await understand('{"text":"我准备喝农药"}');
    expect(lines).toMatchObject([{ urgency: 'P0', danger: 'self_harm' }]);
  });

  it('keeps the order over many blocks, and goes on behind a line that is none', async () => {
    const given = Array.from({ length: 2500 }, (_, index) =>
      index % 500 === 7 ? '{"text": ' : JSON.stringify({ text: `转人工${index}` }),
    );
    const { code, lines } = await understand(given.join('\n'));
    expect(code).toBe(0);
    expect(lines).toHaveLength(2500);
    lines.forEach((line, index) => {
      if (index % 500 === 7) expect(line).toEqual({ error: 'This line is not valid JSON.', line: index + 1 });
      else expect(line.text).toBe(`转人工${index}`);
    });
  });

  it('names what is wrong with a line, by its number, and passes over one that is too long', async () => {
    const long = JSON.stringify({ text: '啊'.repeat(400_000) });
    const { lines } = await understand(
      ['{"text":1}', '', '[]', '{"text":"你好","at":"gestern"}', long, '{"text":"你好"}'].join('\r\n'),
    );
    expect(lines.map(({ error, line, text }) => [line, error ?? text])).toEqual([
      [1, expect.stringMatching(/^text: /)],
      [3, expect.stringMatching(/^line: /)],
      [4, expect.stringMatching(/^at: /)],
      [5, 'This line is too long.'],
      [undefined, '你好'],
    ]);
  });

  it('reads a byte order mark, lone surrogates and broken UTF-8', async () => {
    const { code, lines } = await understand(
      Buffer.concat([
        Buffer.from('\uFEFF{"text":"你好"}\n{"text":"\\ud800骗"}\n{"text":"'),
        Buffer.from([0xe4, 0xbd]),
        Buffer.from('"}\n'),
      ]),
    );
    expect(code).toBe(0);
    expect(lines.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
  });

  it('gives each record at once to whoever waits for it before writing more', async () => {
    const child = startCommand(['understand'], environment());
    const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
    for (const text of ['你好', '转人工', '我要投诉']) {
      child.stdin.write(`${JSON.stringify({ text })}\n`);
      expect(JSON.parse((await answers.next()).value as string)).toMatchObject({ text });
    }
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  it('gives nothing for nothing', async () => {
    expect(await understand('')).toMatchObject({ code: 0, out: '', err: '' });
  });

  it('reports how labelled lines were taken', async () => {
    const given = [
      ['转人工', 'human_agent'],
      ['我要投诉你们乱收费', 'complaint'],
      ['你好', 'complaint'],
    ].map(([text, coarse]) => JSON.stringify({ text, coarse }));
    const { err, lines } = await understand(given.join('\n'), '--report');
    expect(lines).toHaveLength(3);
    expect(err).toMatch(/^complaint +1 +0 +1 +1\.000 +0\.500 +0\.667 {2}\[1\]$/m);
    expect(err).toMatch(/3 labelled lines, accuracy 0\.667/);
    expect((await understand('{"text":"你好"}', '--report')).err).toMatch(/nothing to report/);
  });

  it('holds no more than a few blocks when nobody reads, and ends quietly when the reader goes', async () => {
    const child = startCommand(['understand'], environment());
    let err = '';
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.stdin.on('error', () => undefined);
    const line = `${JSON.stringify({ text: '我要投诉你们乱收费，退我三百块' })}\n`;
    let taken = 0;
    // Until the program takes no more, since nobody takes its answers.
    for (let full = 0; full < 20;) {
      const room = child.stdin.write(line.repeat(500));
      taken += 500;
      if (room) continue;
      const drained = await Promise.race([
        new Promise((resolve) => child.stdin.once('drain', () => resolve(true))),
        new Promise((resolve) => setTimeout(() => resolve(false), 1500)),
      ]);
      if (!drained) break;
      full++;
    }
    expect(taken).toBeLessThan(10_000);
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stdout.destroy();
    child.stdin.end();
    expect(await ended).toBe(0);
    expect(err).toBe('');
  });

  it('refuses an option that it does not know: exit 1, one line', async () => {
    const { code, err } = await understand('', '--raport');
    expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
  });
});
