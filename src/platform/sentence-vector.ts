import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentFolder, ContentError } from './content';
import { isChinese, WordTrie } from './word-trie';

/** Where a text stands among all others: texts that mean the same lie close, also where they share no character. Length 1, or 0 for a text without known words. */
export type SentenceVector = (normalised: string) => Float32Array;

/** One row of small integers a word, and the size of their unit; `tools/static-vectors` makes it and says from what. */
interface VectorTable {
  dimensions: number;
  /** Rows of the words in Chinese. */
  chinese: WordTrie;
  /** Rows of the words in Latin letters, which are few. */
  latin: ReadonlyMap<string, number>;
  /** Of each word its scale and then its integers, side by side, since most of the time goes into fetching rows from memory. */
  rows: Int8Array;
}

const PATH = 'vectors/static.bin';
const MAGIC = 'XBV1';
const HEAD = 16;
/** A text says what it means in so many characters. */
const LONGEST_TEXT = 1600;
const LATIN = /[a-z]+/g;
const SCALE_BYTES = Float32Array.BYTES_PER_ELEMENT;

/**
 * Reads `content/vectors/static.bin`. The vector of a text is the sum of those of its characters, its words and its pairs, which already
 * carry how much each says. Linear in the length of the text, some 10 µs a sentence.
 * @throws ContentError where the file is missing or not whole.
 */
export function loadSentenceVectors(): SentenceVector {
  return (loaded ??= createSentenceVector(readTable()));
}

/** The table is read once: understanding and knowledge search share it. */
let loaded: SentenceVector | undefined;

function createSentenceVector({ dimensions, chinese, latin, rows }: VectorTable): SentenceVector {
  const size = SCALE_BYTES + dimensions;
  const scales = new Float32Array(rows.buffer);
  return (normalised) => {
    const text = normalised.slice(0, LONGEST_TEXT).toLowerCase();
    const found = chinese.find(text);
    for (const [word] of text.matchAll(LATIN)) {
      const row = latin.get(word);
      if (row !== undefined) found.push(row);
    }
    const sum = new Float64Array(dimensions);
    for (let at = 0; at < found.length; at += 2) addPair(sum, found[at] as number, found[at + 1]);
    return toLengthOne(sum);
  };

  /** Two rows in one go: the sums are then fetched and stored once for both. */
  function addPair(sum: Float64Array, one: number, other: number | undefined): void {
    const [a, b] = [one * size + SCALE_BYTES, (other ?? one) * size + SCALE_BYTES];
    const unitA = scales[(one * size) / SCALE_BYTES] as number;
    const unitB = other === undefined ? 0 : (scales[(other * size) / SCALE_BYTES] as number);
    for (let place = 0; place < dimensions; place++)
      sum[place] = (sum[place] as number) + unitA * (rows[a + place] as number) + unitB * (rows[b + place] as number);
  }
}

function toLengthOne(sum: Float64Array): Float32Array {
  let squares = 0;
  for (const value of sum) squares += value * value;
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  const vector = new Float32Array(sum.length);
  for (let place = 0; place < sum.length; place++) vector[place] = (sum[place] as number) * factor;
  return vector;
}

function readTable(): VectorTable {
  let file: Buffer;
  try {
    file = readFileSync(join(contentFolder, PATH));
  } catch (error) {
    throw new ContentError(`content/${PATH} cannot be read.`, { cause: error });
  }
  if (file.toString('latin1', 0, 4) !== MAGIC) throw new ContentError(`content/${PATH} is not a table of vectors.`);
  const count = file.readUInt32LE(4);
  const dimensions = file.readUInt32LE(8);
  const scalesAt = HEAD + Math.ceil(file.readUInt32LE(12) / 4) * 4;
  if (file.length !== scalesAt + count * (4 + dimensions)) throw new ContentError(`content/${PATH} is not whole.`);
  const words = file.toString('utf8', HEAD, HEAD + file.readUInt32LE(12)).split('\n');
  // A copy at offset 0, so that the typed views are aligned.
  const body = new Uint8Array(file.subarray(scalesAt)).buffer;
  return {
    dimensions,
    chinese: new WordTrie(words),
    latin: new Map(words.flatMap((word, row) => (isChinese(word.charCodeAt(0)) ? [] : [[word, row]]))),
    rows: besideScales(body, count, dimensions),
  };
}

/** The file has all scales, then all integers. */
function besideScales(body: ArrayBuffer, count: number, dimensions: number): Int8Array {
  const [scales, values] = [new Int8Array(body, 0, count * SCALE_BYTES), new Int8Array(body, count * SCALE_BYTES)];
  const size = SCALE_BYTES + dimensions;
  const rows = new Int8Array(count * size);
  for (let row = 0; row < count; row++) {
    rows.set(scales.subarray(row * SCALE_BYTES, (row + 1) * SCALE_BYTES), row * size);
    rows.set(values.subarray(row * dimensions, (row + 1) * dimensions), row * size + SCALE_BYTES);
  }
  return rows;
}
