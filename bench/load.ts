import { Agent, request as httpRequest } from 'node:http';
import { WebSocket } from 'ws';

/*
 * The load: N conversations, each sending its next message when the reply to the last has come, for some seconds.
 * Run as a process of its own: `node load.js direct-line|echo PORT CONVERSATIONS SECONDS`; prints one JSON line.
 */
export interface LoadResult {
  turnsPerSecond: number;
  /** Milliseconds from sending a message to having its reply. */
  p50: number;
  p95: number;
  turns: number;
}

const [kind, portText, conversationsText, secondsText] = process.argv.slice(2);
const port = Number(portText);
const agent = new Agent({ keepAlive: true, maxSockets: 200 });
const QUESTIONS = ['你好', '在吗', '谢谢', '你是谁'];

function post(path: string, body: object, token?: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const payload = JSON.stringify(body);
    const request = httpRequest(
      {
        port,
        host: '127.0.0.1',
        path,
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(payload),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if ((response.statusCode ?? 500) >= 400) reject(new Error(`${path}: ${response.statusCode} ${text}`));
          else resolve(JSON.parse(text));
        });
      },
    );
    request.on('error', reject);
    request.end(payload);
  });
}

/** @returns what sends one message and resolves with the arrival of its reply. */
async function directLineConversation(secret: string): Promise<(text: string) => Promise<void>> {
  const { conversationId, token } = (await post('/v3/directline/tokens/generate', {}, secret)) as {
    conversationId: string;
    token: string;
  };
  const { streamUrl } = (await post('/v3/directline/conversations', {}, token)) as { streamUrl: string };
  const socket = new WebSocket(streamUrl);
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  const waiting = new Map<string, () => void>();
  const early = new Set<string>();
  socket.on('message', (data: Buffer) => {
    const { activities } = JSON.parse(data.toString('utf8')) as { activities: { type: string; replyToId?: string }[] };
    for (const { type, replyToId } of activities) {
      if (type !== 'message' || !replyToId) continue;
      const answered = waiting.get(replyToId);
      if (answered) answered();
      else early.add(replyToId);
    }
  });
  return async (text) => {
    const { id } = (await post(path, { type: 'message', text }, token)) as { id: string };
    if (early.delete(id)) return;
    await new Promise<void>((resolve) => waiting.set(id, resolve));
    waiting.delete(id);
  };
}

function echoConversation(index: number): Promise<(text: string) => Promise<void>> {
  let turn = 0;
  return Promise.resolve(async (text) => {
    await post('/api/messages', {
      type: 'message',
      id: `${index}-${turn++}`,
      text,
      deliveryMode: 'expectReplies',
      channelId: 'emulator',
      from: { id: `user${index}` },
      recipient: { id: 'bot' },
      conversation: { id: `conversation${index}` },
    });
  });
}

async function main(): Promise<void> {
  const secret = process.env.BENCH_SECRET ?? '';
  const open = (index: number) => (kind === 'echo' ? echoConversation(index) : directLineConversation(secret));
  const conversations = await Promise.all(Array.from({ length: Number(conversationsText) }, (_, index) => open(index)));
  const run = async (seconds: number): Promise<number[]> => {
    const latencies: number[] = [];
    const end = performance.now() + seconds * 1000;
    await Promise.all(
      conversations.map(async (say) => {
        for (let turn = 0; performance.now() < end; turn++) {
          const started = performance.now();
          await say(QUESTIONS[turn % QUESTIONS.length]!);
          latencies.push(performance.now() - started);
        }
      }),
    );
    return latencies;
  };
  await run(2); // warm-up
  const started = performance.now();
  const latencies = (await run(Number(secondsText))).sort((a, b) => a - b);
  const result: LoadResult = {
    turns: latencies.length,
    turnsPerSecond: latencies.length / ((performance.now() - started) / 1000),
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p95: latencies[Math.floor(latencies.length * 0.95)] ?? 0,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(0);
}

void main();
