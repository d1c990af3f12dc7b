import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

export interface SentimentRequest {
  kind: string;
  parameters: Record<string, unknown>;
  analysisInput: { documents: { id: string; language: string; text: string }[] };
}

type Behaviour =
  | { answers: 'negative' | 'neutral'; negative: number }
  | { refuses: string }
  | { status: number; body: string; headers?: Record<string, string> }
  | 'silent'
  | 'never finished';

/** A Language resource on this machine: the analyze-text API, by HTTP, with sentiment as its one skill. */
export class LanguageService {
  readonly requests: { path: string; key: string; raw: string; body: SentimentRequest }[] = [];
  behaviour: Behaviour = { answers: 'neutral', negative: 0.02 };
  /** Requests whose client went away before it had its answer. */
  abandoned = 0;

  private readonly server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) this.abandoned++;
    });
    void readText(request).then((raw) => {
      const body = JSON.parse(raw) as SentimentRequest;
      this.requests.push({ path: request.url ?? '', key: String(request.headers['ocp-apim-subscription-key']), raw, body });
      const { behaviour } = this;
      if (behaviour === 'silent') return;
      if (behaviour === 'never finished') {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"kind":"Sentiment');
        return;
      }
      const { status, body: answer, headers } = 'status' in behaviour ? behaviour : say(behaviour, body);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(answer);
    });
  });

  static async start(): Promise<LanguageService> {
    const service = new LanguageService();
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

function say(behaviour: Exclude<Behaviour, string | { status: number }>, { analysisInput }: SentimentRequest) {
  const { id, text } = analysisInput.documents[0]!;
  const results =
    'refuses' in behaviour
      ? { documents: [], errors: [{ id, error: { code: 'InvalidArgument', message: behaviour.refuses } }] }
      : { documents: [judged(id, text, behaviour)], errors: [] };
  return {
    status: 200,
    body: JSON.stringify({ kind: 'SentimentAnalysisResults', results: { ...results, modelVersion: '2025-01-01' } }),
    headers: {},
  };
}

function judged(id: string, text: string, { answers, negative }: { answers: string; negative: number }) {
  const confidenceScores = { positive: 0, neutral: 1 - negative, negative };
  const sentence = { sentiment: answers, confidenceScores, offset: 0, length: text.length, text };
  return { id, sentiment: answers, confidenceScores, sentences: [sentence], warnings: [] };
}
