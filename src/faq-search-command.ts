import { createReadStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { once } from 'node:events';
import { loadSearchLexicon } from './knowledge/lexicon';
import { createTitleSearch } from './knowledge/title-search';
import { CommandError } from './command-error';
import { readConfig } from './config/config';
import { connectEmbeddings } from './open-embeddings';
import type { SemanticVectors } from './knowledge/semantic-vectors';
import { readLines } from './platform/lines';
import { normalise } from './understanding/normalise';

const HITS = 10;
/** Bytes. */
const LONGEST_LINE = 1024 * 1024;
/** Nobody waits for one question of many. */
const PATIENCE_MS = 10_000;
/** So that scores of any size read well and stay apart. */
const DECIMALS = 6;

/**
 * `xiaobao faq search --pool FILE`: JSON lines `{"query"}` in, `{"query","hits":[{"text","score"}]}` out, in order, one at a time.
 * Ranked by the embedding endpoint too, where one is given and answers. A line that is no question gives `{"error","line"}` with its number, and the rest goes on. Needs neither store nor server.
 * @throws CommandError when the pool cannot be read
 */
export async function searchPool(pool: string, input: Readable, output: Writable, vectors?: SemanticVectors): Promise<void> {
  const titles = await readPool(pool);
  const search = createTitleSearch(titles, loadSearchLexicon(), normalise, vectors);
  vectors?.want(titles);
  await vectors?.settled();
  for await (const { text, number } of readLines(input, LONGEST_LINE)) {
    const query = textField(text, 'query');
    const answer =
      query === undefined
        ? { error: 'This line is not a JSON object with a text "query".', line: number }
        : {
            query,
            hits: search(query, (await vectors?.ask([query]))?.[0])
              .slice(0, HITS)
              .map(({ title, score }) => ({ text: titles[title], score: Number(score.toFixed(DECIMALS)) })),
          };
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain');
  }
}

/**
 * The configured embedding endpoint, given up for good when it fails on the pool.
 * @throws ConfigError
 */
export async function openPoolVectors(warn: (line: string) => void): Promise<SemanticVectors | undefined> {
  const vectors = await connectEmbeddings(readConfig(process.env), {
    deadlineMs: PATIENCE_MS,
    retryMs: 100,
    onOutcome: () => undefined,
    onChange(asked, state) {
      if (asked !== 'texts' || state !== 'open') return;
      warn('The embedding endpoint fails: ranked without it.');
      void vectors?.close();
    },
  });
  return vectors;
}

/** The texts of the pool, each once: the same text twice would only take a place among the hits. */
async function readPool(path: string): Promise<string[]> {
  const titles = new Set<string>();
  try {
    for await (const { text, number } of readLines(createReadStream(path), LONGEST_LINE)) {
      const title = textField(text, 'text');
      if (title === undefined) throw new CommandError(`${path}, line ${number}: this is not a JSON object with a text "text".`);
      titles.add(title);
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  return [...titles];
}

/** `undefined` where the line is no such object, or was too long to be read. */
function textField(line: string | undefined, field: string): string | undefined {
  if (line === undefined) return undefined;
  try {
    const value = (JSON.parse(line) as Record<string, unknown> | null)?.[field];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
