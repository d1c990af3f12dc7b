import { readLines } from '../../platform/lines';
import type { Line } from '../../platform/lines';
import type { BlockResult } from './line-worker';
import type { Judgement } from './record';

/** More bytes than this on one line are not read. */
const LONGEST_LINE = 1024 * 1024;
/** A block is sent when it has so many lines or characters, whichever comes first. */
const BLOCK_LINES = 200;
const BLOCK_CHARACTERS = 64 * 1024;
/** Blocks under way for each worker: one that runs, one that waits. */
const AHEAD = 2;

export interface LineUnderstanding {
  readonly count: number;
  understand(lines: readonly Line[]): Promise<BlockResult>;
}

export interface LineSink {
  /** Resolves when there is room for more. */
  write(bytes: Uint8Array): Promise<void>;
}

/**
 * Understands a stream of JSON lines of any length, in order, with a bounded number of lines in memory.
 * @param onJudged told of each line that carried a label.
 */
export async function understandLines(
  input: AsyncIterable<Uint8Array>,
  workers: LineUnderstanding,
  output: LineSink,
  onJudged: (judgement: Judgement) => void,
): Promise<void> {
  const underWay: Promise<BlockResult>[] = [];
  const passOn = async (): Promise<void> => {
    const { bytes, judgements } = await underWay.shift()!;
    judgements.forEach(onJudged);
    await output.write(bytes);
  };
  for await (const block of inBlocks(readLines(input, LONGEST_LINE))) {
    const result = workers.understand(block);
    // Whoever waits for an earlier block hears of a failure there first; this one must not count as unhandled meanwhile.
    result.catch(() => undefined);
    underWay.push(result);
    if (underWay.length >= AHEAD * workers.count) await passOn();
  }
  while (underWay.length > 0) await passOn();
}

async function* inBlocks(lines: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let block: Line[] = [];
  let characters = 0;
  for await (const line of lines) {
    block.push(line);
    characters += line.text?.length ?? 0;
    if (block.length < BLOCK_LINES && characters < BLOCK_CHARACTERS) continue;
    yield block;
    block = [];
    characters = 0;
  }
  if (block.length > 0) yield block;
}
