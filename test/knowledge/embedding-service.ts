import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { KEPT_OPEN } from '../tools/kept-open';

/** How the endpoint answers: as the API is documented, or one of the ways in which endpoints fail. */
export type Behaviour =
  | 'vectors'
  | 'silent'
  | 'cut off'
  | 'never finished'
  | { dimensions: number }
  | { refusesTextsWith: string }
  | { status: number; body?: string; headers?: Record<string, string> };

export interface EmbeddingRequest {
  path: string;
  authorization?: string;
  body: { model: string; input: string[]; encoding_format: string };
}

/**
 * An OpenAI-compatible embedding endpoint on this machine, by HTTP. Its model knows a few words and nothing else: texts that share one
 * mean the same.
 */
export class EmbeddingService {
  readonly requests: EmbeddingRequest[] = [];
  behaviour: Behaviour = 'vectors';

  private readonly server = createServer(KEPT_OPEN, (request, response) => {
    void readText(request).then((raw) => {
      const { authorization } = request.headers;
      const body = JSON.parse(raw) as EmbeddingRequest['body'];
      this.requests.push({ path: request.url ?? '', authorization, body });
      const { behaviour } = this;
      if (behaviour === 'silent') return;
      if (behaviour === 'cut off') return void response.destroy();
      if (behaviour === 'never finished') return void response.write('{"object":"list","data":[{"index":0,');
      if (typeof behaviour === 'object' && 'status' in behaviour) {
        response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
        return void response.end(behaviour.body);
      }
      if (typeof behaviour === 'object' && 'refusesTextsWith' in behaviour)
        if (body.input.some((text) => text.includes(behaviour.refusesTextsWith))) {
          response.writeHead(400, { 'content-type': 'application/json' });
          return void response.end('{"error":{"message":"input too long"}}');
        }
      const dimensions = typeof behaviour === 'object' && 'dimensions' in behaviour ? behaviour.dimensions : WORDS.length + 1;
      const data = body.input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text, dimensions) }));
      response.writeHead(200, { 'content-type': 'application/json' });
      // The order is the index's, not the list's.
      response.end(JSON.stringify({ object: 'list', data: data.reverse(), model: body.model, usage: { total_tokens: 1 } }));
    });
  });

  static async start(): Promise<EmbeddingService> {
    const service = new EmbeddingService();
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** All texts that were ever sent, in order. */
  get texts(): string[] {
    return this.requests.flatMap(({ body }) => body.input);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

const WORDS = [/硬币|嗷呜/, /存款|积蓄/, /转账|汇/, /电话|专线/];

function vectorOf(text: string, dimensions: number): number[] {
  const known = WORDS.map((word) => (word.test(text) ? 1 : 0));
  return Array.from({ length: dimensions }, (_, place) => known[place] ?? 0.1);
}
