import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { quantile, table } from '../eval/markdown';
import { projectRoot } from '../src/platform/project-root';
import { freePort } from '../test/tools/free-port';
import type { LoadResult } from './load';

const ROUNDS = 3;
const SECONDS = 5;
const CONVERSATIONS = [1, 100];
const STARTS = 5;
const SECRET = 'benchmark-secret-benchmark-secret-bench';

/**
 * Xiaobao's full durable turn over Direct Line beside the Bot Framework's own echo bot (MemoryStorage, on restify, not durable), in the
 * same run, as ratios.
 */
export async function measureTurns(): Promise<string> {
  try {
    const [ours, theirs] = await measure([XIAOBAO, ECHO]);
    return report(ours!, theirs!);
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

interface Contestant {
  name: string;
  kind: 'direct-line' | 'echo';
  arguments: string[];
  environment: Record<string, string>;
}

const dataFolder = mkdtempSync(join(tmpdir(), 'xiaobao-bench-'));
const XIAOBAO: Contestant = {
  name: 'Xiaobao',
  kind: 'direct-line',
  arguments: ['-e', "require('./dist/src/cli').main(['start'])"],
  environment: {
    XIAOBAO_DATA_DIR: dataFolder,
    XIAOBAO_LOG_LEVEL: 'warn',
    XIAOBAO_DIRECT_LINE_SECRET: SECRET,
    XIAOBAO_MESSAGES_PER_MINUTE: '100000000',
  },
};
const ECHO: Contestant = { name: 'echo bot', kind: 'echo', arguments: ['dist/bench/echo-bot.js'], environment: {} };

class Server {
  private constructor(
    readonly port: number,
    readonly startMs: number,
    private readonly child: ChildProcess,
  ) {}

  static async start({ arguments: args, environment }: Contestant): Promise<Server> {
    const port = await freePort();
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      env: { PATH: process.env.PATH, ...environment, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended at its start.`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return new Server(port, performance.now() - started, child);
  }

  /** Resident memory in MB. */
  memory(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) return resolve();
      this.child.once('exit', () => resolve());
      this.child.kill('SIGKILL');
    });
  }
}

async function load(contestant: Contestant, server: Server, conversations: number): Promise<LoadResult> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['dist/bench/load.js', contestant.kind, String(server.port), String(conversations), String(SECONDS)],
    { cwd: projectRoot, env: { PATH: process.env.PATH, BENCH_SECRET: SECRET } },
  );
  return JSON.parse(stdout) as LoadResult;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

interface Figures {
  coldStartMs: number;
  idleMb: number;
  loadedMb: number;
  byConversations: Record<number, { turnsPerSecond: number; p50: number; p95: number }>;
}

/** Rounds alternate between the two, so that what else the machine does falls on both. */
async function measure(contestants: readonly Contestant[]): Promise<Figures[]> {
  const starts = contestants.map((): number[] => []);
  for (let i = 0; i < STARTS; i++) {
    for (const [which, contestant] of contestants.entries()) {
      const server = await Server.start(contestant);
      starts[which]!.push(server.startMs);
      await server.stop();
    }
  }
  const servers: Server[] = [];
  try {
    for (const contestant of contestants) servers.push(await Server.start(contestant));
    return await underLoad(contestants, servers, starts.map(median));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function underLoad(
  contestants: readonly Contestant[],
  servers: readonly Server[],
  coldStarts: readonly number[],
): Promise<Figures[]> {
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const idle = servers.map((server) => server.memory());
  const results = contestants.map((): Record<number, LoadResult[]> => ({}));
  for (let round = 0; round < ROUNDS; round++) {
    for (const count of CONVERSATIONS) {
      for (const [which, contestant] of contestants.entries()) {
        (results[which]![count] ??= []).push(await load(contestant, servers[which]!, count));
      }
    }
  }
  const loaded = servers.map((server) => server.memory());
  return contestants.map((_, which) => ({
    coldStartMs: coldStarts[which]!,
    idleMb: idle[which]!,
    loadedMb: loaded[which]!,
    byConversations: Object.fromEntries(
      CONVERSATIONS.map((count) => {
        const rounds = results[which]![count]!;
        return [
          count,
          {
            turnsPerSecond: median(rounds.map((one) => one.turnsPerSecond)),
            p50: median(rounds.map((one) => one.p50)),
            p95: median(rounds.map((one) => one.p95)),
          },
        ];
      }),
    ),
  }));
}

function report(ours: Figures, theirs: Figures): string {
  const row = (what: string, unit: string, a: number, b: number, digits = 0): string[] => [
    what,
    `${a.toFixed(digits)} ${unit}`,
    `${b.toFixed(digits)} ${unit}`,
    (a / b).toFixed(2),
  ];
  const rows = CONVERSATIONS.flatMap((count) => {
    const [a, b] = [ours.byConversations[count]!, theirs.byConversations[count]!];
    const of = count === 1 ? '1 conversation' : `${count} conversations`;
    return [
      row(`turns a second, ${of}`, '/s', a.turnsPerSecond, b.turnsPerSecond),
      row(`p50, ${of}`, 'ms', a.p50, b.p50, 2),
      row(`p95, ${of}`, 'ms', a.p95, b.p95, 2),
    ];
  });
  return [
    `A turn of Xiaobao is whole and durable: the message is taken over Direct Line, written down, understood, answered, the answer and the
new state written down (each write acknowledged only when it is on disk), and delivered over the WebSocket. Beside it, in the same run,
the Bot Framework's own echo bot on restify with conversation state in MemoryStorage, answering in the HTTP response and keeping
nothing. Medians of ${ROUNDS} alternating rounds of ${SECONDS} s, ${STARTS} starts; the load comes from a process of its own on the same cores.`,
    table(
      ['', 'Xiaobao, embedded store', 'echo bot, in memory', 'ratio'],
      [
        ...rows,
        row('cold start to the first answer', 'ms', ours.coldStartMs, theirs.coldStartMs),
        row('memory, idle', 'MB', ours.idleMb, theirs.idleMb),
        row('memory, after the load', 'MB', ours.loadedMb, theirs.loadedMb),
      ],
    ),
  ].join('\n\n');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({ port, host: '127.0.0.1', path: '/healthz', timeout: 1000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    probe.on('timeout', () => probe.destroy());
    probe.on('error', () => resolve(false));
    probe.end();
  });
}
