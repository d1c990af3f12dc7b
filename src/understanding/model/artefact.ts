import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError } from '../../platform/content';
import { projectRoot } from '../../platform/project-root';
import type { CoarseIntent, IntentName, Route, Urgency } from '../types';

/** What `npm run build` makes of `content/`; not in the repository. */
export const artefactPath = join(projectRoot, 'dist', 'understanding', 'model.bin');

export interface TrainedIntent {
  name: IntentName;
  coarse: CoarseIntent;
  urgency: Urgency;
  route: Route;
}

/** What each feature adds to each of some outputs, in the form in which it is stored: a row of small integers for each feature. */
export interface Layer {
  outputs: number;
  /** The first so many rows are those of the keys; then one for each place of the vector, and the bias. */
  keyed: number;
  /**
   * Each row: what one unit of it stands for (32-bit float), an integer of one byte for each output, and zeros up to `rowSize`. Side by
   * side, since most of the time goes into fetching rows from memory.
   */
  table: Int8Array;
}

/** Bytes of a row. */
export function rowSize(outputs: number): number {
  return UNIT_BYTES + Math.ceil(outputs / UNIT_BYTES) * UNIT_BYTES;
}

/** Where the weights of a row begin, behind its unit. */
export const UNIT_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** A trained classifier: two that have learnt from the same texts, and are right more often together than either alone. */
export interface Artefact {
  /** Those of one coarse label stand together, the labels in the order of `COARSE_INTENTS`; labels without an intent have no class. */
  intents: readonly TrainedIntent[];
  /** The logarithms of the coarse probabilities are divided by this before they count. */
  temperature: number;
  /** Hashes of the features, in the order of the rows. All have one in the hidden layer, the first ones in the fine layer too. */
  keys: Uint32Array;
  /** Linear: scores of the intents. */
  fine: Layer;
  /** The hidden layer of a small network, before its outputs below zero are cut off. */
  hidden: Layer;
  /** From each of its outputs to the scores of the coarse labels, row by row; the last row is added as it stands. */
  head: Float32Array;
}

type Size = Pick<Layer, 'outputs' | 'keyed'> & { bytes: number };
type Header = Pick<Artefact, 'intents' | 'temperature'> & { keys: number; fine: Size; hidden: Size; head: number };

const MAGIC = 'XBU4';
const ALIGN = 8;

/** The bytes of `model.bin`: magic, header length, JSON header, then the keys, each layer's table and the head, little endian. */
export function writeArtefact({ intents, temperature, keys, fine, hidden, head }: Artefact): Buffer {
  const header: Header = {
    intents,
    temperature,
    keys: keys.length,
    fine: sizeOf(fine),
    hidden: sizeOf(hidden),
    head: head.length,
  };
  const json = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(padded(8 + json.length));
  start.write(MAGIC, 'latin1');
  start.writeUInt32LE(json.length, 4);
  json.copy(start, 8);
  return Buffer.concat([start, ...[keys, fine.table, hidden.table, head].flatMap(paddedBytes)]);
}

/**
 * Reads what {@link writeArtefact} wrote.
 * @throws ContentError where the file is missing or not whole.
 */
export function readArtefact(path = artefactPath): Artefact {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new ContentError('dist/understanding/model.bin is missing. Run `npm run build`.', { cause: error });
  }
  try {
    return parse(bytes);
  } catch (error) {
    throw new ContentError('dist/understanding/model.bin is damaged. Delete it and run `npm run build`.', { cause: error });
  }
}

function parse(bytes: Buffer): Artefact {
  if (bytes.toString('latin1', 0, 4) !== MAGIC) throw new Error('unknown format');
  const length = bytes.readUInt32LE(4);
  const { intents, temperature, keys, fine, hidden, head } = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Header;
  // A copy at offset 0, so that the typed views are aligned.
  const body = new Uint8Array(bytes.subarray(padded(8 + length))).buffer;
  const fineAt = padded(4 * keys);
  const hiddenAt = fineAt + padded(fine.bytes);
  const headAt = hiddenAt + padded(hidden.bytes);
  if (body.byteLength !== headAt + padded(4 * head)) throw new Error('cut short');
  return {
    intents,
    temperature,
    keys: new Uint32Array(body, 0, keys),
    fine: viewLayer(body, fineAt, fine),
    hidden: viewLayer(body, hiddenAt, hidden),
    head: new Float32Array(body, headAt, head),
  };
}

function viewLayer(body: ArrayBuffer, offset: number, { outputs, keyed, bytes }: Size): Layer {
  return { outputs, keyed, table: new Int8Array(body, offset, bytes) };
}

function sizeOf({ outputs, keyed, table }: Layer): Size {
  return { outputs, keyed, bytes: table.length };
}

function paddedBytes(view: Uint32Array | Int8Array | Float32Array): Uint8Array[] {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return [bytes, new Uint8Array(padded(bytes.length) - bytes.length)];
}

function padded(length: number): number {
  return Math.ceil(length / ALIGN) * ALIGN;
}
