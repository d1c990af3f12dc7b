import { z } from 'zod';

export interface EmbeddingOptions {
  /** The API's base, e.g. `http://127.0.0.1:8000/v1`. */
  url: string;
  key?: string;
  model: string;
  /** Put before every text, with a space between: what some models want to be told (`query:` for the e5 family). */
  prefix?: string;
}

/** The vector of each text, in order, all of one length in both senses. Rejects with `EndpointError` or as `fetch` does. */
export type Embed = (signal: AbortSignal, texts: readonly string[]) => Promise<Float32Array[]>;

/** The endpoint answered, but not with vectors. The message holds none of what it said. */
export class EndpointError extends Error {
  constructor(
    message: string,
    readonly statusCode?: number,
  ) {
    super(message);
  }

  /** It finds fault with the request, not with itself. */
  get refused(): boolean {
    return this.statusCode !== undefined && [400, 413, 422].includes(this.statusCode);
  }
}

/** More than a batch of the longest vectors takes as JSON. */
const LARGEST_ANSWER = 16 * 1024 * 1024;
const MOST_DIMENSIONS = 8192;

const answerShape = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1).max(MOST_DIMENSIONS) })),
});

/** Speaks to an OpenAI-compatible `/v1/embeddings`. Redirects are not followed: texts go where the operator said, and nowhere else. */
export function createEmbed({ url, key, model, prefix }: EmbeddingOptions): Embed {
  const address = `${url.replace(/\/+$/, '')}/embeddings`;
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  const asSent = (text: string): string => (prefix ? `${prefix} ${text}` : text);

  return async (signal, texts) => {
    const body = JSON.stringify({ model, input: texts.map(asSent), encoding_format: 'float' });
    const response = await fetch(address, { method: 'POST', headers, body, signal, redirect: 'error' });
    if (!response.ok) {
      await response.body?.cancel();
      throw new EndpointError(`The endpoint answered ${response.status}.`, response.status);
    }
    return vectorsIn(await readAll(response), texts.length);
  };
}

async function readAll({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > LARGEST_ANSWER) throw new EndpointError('The answer is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** @throws EndpointError unless it is one usable vector for each text */
function vectorsIn(answer: string, count: number): Float32Array[] {
  const read = answerShape.safeParse(parse(answer));
  if (!read.success) throw new EndpointError('The answer is not a list of embeddings.');
  const data = read.data.data.sort((a, b) => a.index - b.index);
  if (data.length !== count || data.some(({ index }, place) => index !== place))
    throw new EndpointError('The answer has not one embedding for each text.');
  const vectors = data.map(({ embedding }) => toLengthOne(embedding));
  if (vectors.some(({ length }) => length !== vectors[0]?.length)) throw new EndpointError('The embeddings differ in length.');
  return vectors;
}

function parse(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}

function toLengthOne(embedding: readonly number[]): Float32Array {
  const length = Math.hypot(...embedding);
  if (!(length > 0) || !Number.isFinite(length)) throw new EndpointError('An embedding points nowhere.');
  return Float32Array.from(embedding, (value) => value / length);
}
