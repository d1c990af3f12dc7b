import { readLinesTogether } from '../../platform/lines';
import type { Line } from '../../platform/lines';
import type { BlockResult } from './line-worker';
import type { Judgement } from './record';

/** More bytes than this on one line are not read. */
const LONGEST_LINE = 1024 * 1024;
/** A block is sent when it has so many lines or characters, or all that came together. */
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
 * Understands a stream of JSON lines of any length, in order, with a bounded number of lines in memory. What came together is not kept
 * waiting for more, and each result is passed on as soon as those before it are.
 * @param onJudged told of each line that carried a label.
 */
export async function understandLines(
  input: AsyncIterable<Uint8Array>,
  workers: LineUnderstanding,
  output: LineSink,
  onJudged: (judgement: Judgement) => void,
): Promise<void> {
  const underWay: Promise<void>[] = [];
  let passed = Promise.resolve();
  const passOn = async (before: Promise<void>, result: Promise<BlockResult>): Promise<void> => {
    await before;
    const { bytes, judgements } = await result;
    judgements.forEach(onJudged);
    await output.write(bytes);
  };
  // Heard at once, however long the input stays silent.
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const read = async (): Promise<void> => {
    for await (const block of inBlocks(readLinesTogether(input, LONGEST_LINE))) {
      const result = workers.understand(block);
      result.catch(() => undefined);
      passed = passOn(passed, result);
      passed.catch(fail);
      underWay.push(passed);
      if (underWay.length >= AHEAD * workers.count) await underWay.shift();
    }
    await passed;
  };
  await Promise.race([read(), failed]);
}

async function* inBlocks(together: AsyncIterable<readonly Line[]>): AsyncGenerator<Line[]> {
  for await (const lines of together) {
    let block: Line[] = [];
    let characters = 0;
    for (const line of lines) {
      block.push(line);
      characters += line.text?.length ?? 0;
      if (block.length < BLOCK_LINES && characters < BLOCK_CHARACTERS) continue;
      yield block;
      block = [];
      characters = 0;
    }
    if (block.length > 0) yield block;
  }
}
