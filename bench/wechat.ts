import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEnvelope, readAesKey, sealEnvelope } from '../src/channels/wechat/envelope';
import { signatureOf } from '../src/channels/wechat/signature';
import { writeFields } from '../src/channels/wechat/wire';
import { quantile, table } from '../eval/markdown';
import { projectRoot } from '../src/platform/project-root';

const ROUNDS = 3;
const SECONDS = 5;
const CONSUMERS = 50;
const APP_ID = 'wx1234567890abcdef';
const TOKEN = 'benchmarkToken';
const AES_KEY = randomBytes(32).toString('base64').slice(0, 43);
const key = readAesKey(AES_KEY);

/**
 * Whole callbacks in safe mode (signature, decryption, nonce, a durable turn, the sealed passive reply, the delivery written down) beside
 * bare restify answering `success`, alternating in the same run; and one crypto round trip.
 */
export async function measureWechat(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-bench-'));
  const children: ChildProcess[] = [];
  const up = async (...command: Parameters<typeof start>): Promise<number> => {
    const { port, child } = await start(...command);
    children.push(child);
    return port;
  };
  try {
    const ours = await up(['-e', "require('./dist/src/cli').main(['start'])"], {
      XIAOBAO_DATA_DIR: folder,
      XIAOBAO_LOG_LEVEL: 'error',
      XIAOBAO_WECHAT_APP_ID: APP_ID,
      XIAOBAO_WECHAT_APP_SECRET: 'secret-of-the-benchmark',
      XIAOBAO_WECHAT_TOKEN: TOKEN,
      XIAOBAO_WECHAT_AES_KEY: AES_KEY,
      XIAOBAO_WECHAT_API_BASE: 'http://127.0.0.1:9',
    });
    const bare = await up(['dist/bench/bare-restify.js'], {});
    const rounds: [ours: Load, bare: Load][] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push([await load(ours), await load(bare)]);
    return report(rounds);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Load {
  perSecond: number;
  p50: number;
  p99: number;
}

function report(rounds: readonly [ours: Load, bare: Load][]): string {
  const row = (what: string, pick: (load: Load) => number): string[] => {
    const [ours, bare] = [median(rounds.map(([one]) => pick(one))), median(rounds.map(([, one]) => pick(one)))];
    return [what, ours.toFixed(1), bare.toFixed(1), (ours / bare).toFixed(2)];
  };
  return [
    `Whole callbacks in safe mode, ${CONSUMERS} consumers at once: signature, decryption, nonce, a durable turn, the sealed passive reply, the
delivery written down. Beside it, in the same run, bare restify that reads the body and answers \`success\`. Medians of ${ROUNDS}
alternating rounds of ${SECONDS} s. One crypto round trip (seal and open a message) takes ${roundTripMs().toFixed(4)} ms of CPU.`,
    table(
      ['', 'Xiaobao, embedded store', 'bare restify', 'ratio'],
      [
        row('callbacks a second', ({ perSecond }) => perSecond),
        row('p50, ms', ({ p50 }) => p50),
        row('p99, ms', ({ p99 }) => p99),
      ],
    ),
  ].join('\n\n');
}

/** CPU time: what else the machine does at the moment does not count. */
function roundTripMs(): number {
  const message = push('o_consumer');
  const times = 20_000;
  for (let i = 0; i < 2000; i++) openEnvelope([key], APP_ID, sealEnvelope(key, APP_ID, message));
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) openEnvelope([key], APP_ID, sealEnvelope(key, APP_ID, message));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

function push(openid: string): string {
  return writeFields('xml', {
    ToUserName: 'gh_benchmark',
    FromUserName: openid,
    CreateTime: Math.floor(Date.now() / 1000),
    MsgType: 'text',
    Content: '存款保险最多赔多少',
    MsgId: `${Date.now()}${randomInt(1e6)}`,
  });
}

/** One callback as WeChat makes it. @returns milliseconds */
function callback(port: number, openid: string, agent: Agent): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(8).toString('hex');
  const sealed = sealEnvelope(key, APP_ID, push(openid));
  const query = new URLSearchParams({
    signature: signatureOf(TOKEN, timestamp, nonce),
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: signatureOf(TOKEN, timestamp, nonce, sealed),
  });
  const body = writeFields('xml', { ToUserName: 'gh_benchmark', Encrypt: sealed });
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const path = `/wechat/callback?${query.toString()}`;
    const call = request(
      { port, host: '127.0.0.1', path, method: 'POST', agent, headers: { 'content-type': 'text/xml' } },
      (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - began);
          else reject(new Error(`The callback was answered with ${response.statusCode}.`));
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

async function load(port: number): Promise<Load> {
  const took: number[] = [];
  // Of this round alone: the server closes connections that were idle while the other one was asked.
  const agent = new Agent({ keepAlive: true, maxSockets: CONSUMERS });
  const until = performance.now() + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: CONSUMERS }, async (_, consumer) => {
      while (performance.now() < until) took.push(await callback(port, `o_consumer_${consumer}`, agent));
    }),
  );
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.floor(took.length * share)] ?? 0;
  return { perSecond: took.length / SECONDS, p50: at(0.5), p99: at(0.99) };
}

async function start(args: string[], environment: Record<string, string>): Promise<{ port: number; child: ChildProcess }> {
  const port = 20_000 + randomInt(20_000);
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (answer?.ok) return { port, child };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${args.join(' ')} ended at its start.`);
}

const median = (values: readonly number[]): number => quantile(values, 0.5);
