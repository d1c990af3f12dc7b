import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root';
import { findEntities } from '../src/understanding/entities/find-entities';
import { artefactPath } from '../src/understanding/model/artefact';
import { readCorpus } from '../src/understanding/training/corpus';
import type { Understand } from '../src/understanding/types';
import { NOW, devLines } from './dev-data';
import { milliseconds, quantile, table } from './markdown';

const STARTS = 5;
const PASSES = 10;
const STREAM_LINES = 40_000;
const STORY = '我上周在你们支行取钱，柜员说系统坏了让我等，等了两个小时没人管，卡里还少了三百块';
const PIECES: Readonly<Record<string, string>> = {
  'a story': STORY,
  'one character': '啊',
  digits: '8',
  'no pause': STORY.replaceAll('，', ''),
  'dates and sums': '去年3月5号扣了三千块,',
  hyphens: '-',
};
const SIZES = [25_000, 50_000, 100_000] as const;

/** What understanding costs: start, memory, size, time a message, lines a second, and whether twice the text takes twice the time. */
export function evaluateCost(understand: Understand): string {
  const start = startCost();
  const utterances = readCorpus().utterances.map(({ text }) => text);
  const messages = [
    ...(devLines<{ text: string }>('intent_eval.jsonl') ?? []),
    ...(devLines<{ text: string }>('slot_eval.jsonl') ?? []),
  ].map(({ text }) => text);
  const texts = messages.length > 0 ? messages : utterances;
  const whole = timeEach(texts, (text) => understand(text, { now: NOW }));
  const entities = timeEach(texts, (text) => findEntities(text, { now: NOW }));
  return [
    `On ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}). ` +
      `${messages.length > 0 ? 'Messages of the files above' : 'Our own utterances'}, ${mean(texts.map((text) => text.length)).toFixed(0)} characters on average.`,
    table(
      ['', ''],
      [
        ['model artefact', `${(statSync(artefactPath).size / 1e6).toFixed(2)} MB`],
        ['loading, median of new processes', milliseconds(start.loadMs)],
        ['the first message after it', milliseconds(start.firstMs)],
        ['memory for it', `${start.megabytes.toFixed(0)} MB`],
        ['a message, median', milliseconds(quantile(whole, 0.5))],
        ['a message, p99', milliseconds(quantile(whole, 0.99))],
        ['of this entities, median', milliseconds(quantile(entities, 0.5))],
        [`\`xiaobao understand\`, ${availableParallelism()} cores, process start included`, `${streamRate(texts)} lines/s`],
      ],
    ),
    'Growth: one text of so many characters. Twice the text should take about twice the time.',
    table(
      ['', ...SIZES.map((size) => `${size / 1000} K`)],
      Object.entries(PIECES).map(([name, piece]) => [
        name,
        ...SIZES.map((size) => milliseconds(timeLong(understand, piece, size))),
      ]),
    ),
  ].join('\n\n');
}

function startCost(): { loadMs: number; firstMs: number; megabytes: number } {
  const runs = Array.from({ length: STARTS }, () => {
    const out = execFileSync(process.execPath, [join(__dirname, 'start-up.js')], { encoding: 'utf8' });
    return JSON.parse(out) as { loadMs: number; firstMs: number; megabytes: number };
  });
  const median = (key: 'loadMs' | 'firstMs' | 'megabytes'): number =>
    quantile(
      runs.map((run) => run[key]),
      0.5,
    );
  return { loadMs: median('loadMs'), firstMs: median('firstMs'), megabytes: median('megabytes') };
}

/** As in a server that has answered for a while: what is compiled while it runs has been. Every text is timed several times. */
function timeEach(texts: readonly string[], run: (text: string) => unknown): number[] {
  const pass = (): number[] =>
    texts.map((text) => {
      const begun = performance.now();
      run(text);
      return performance.now() - begun;
    });
  for (let warm = 0; warm < PASSES; warm++) pass();
  return Array.from({ length: PASSES }, pass).flat();
}

/** The best of three, since a collection of garbage may fall into one. */
function timeLong(understand: Understand, piece: string, size: number): number {
  const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
  const times = [1, 2, 3].map(() => {
    const begun = performance.now();
    understand(text, { now: NOW });
    return performance.now() - begun;
  });
  return Math.min(...times);
}

function streamRate(texts: readonly string[]): string {
  const lines = Array.from({ length: STREAM_LINES }, (_, index) => JSON.stringify({ text: texts[index % texts.length] }));
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-eval-'));
  try {
    const begun = performance.now();
    const { status } = spawnSync(process.execPath, ['-e', "require('./dist/src/cli').main(['understand'])"], {
      cwd: projectRoot,
      env: { PATH: process.env.PATH, XIAOBAO_DATA_DIR: folder },
      input: lines.join('\n'),
      stdio: ['pipe', 'ignore', 'inherit'],
      maxBuffer: Infinity,
    });
    if (status !== 0) throw new Error('xiaobao understand failed.');
    return Math.round((STREAM_LINES / (performance.now() - begun)) * 1000).toLocaleString('en');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
}
