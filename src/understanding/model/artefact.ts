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

/** A linear model in the form in which it is stored: a row of small integers for each feature. */
export interface Layer {
  classes: number;
  /** The first so many rows are those of the first so many keys; then one for each place of the vector, and the bias. */
  keyed: number;
  /**
   * Each row: what one unit of it stands for (32-bit float), an integer of one byte for each class, and zeros up to `rowSize`. Side by
   * side, since most of the time goes into fetching rows from memory.
   */
  table: Int8Array;
}

/** Bytes of a row. */
export function rowSize(classes: number): number {
  return UNIT_BYTES + Math.ceil(classes / UNIT_BYTES) * UNIT_BYTES;
}

/** Where the weights of a row begin, behind its unit. */
export const UNIT_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** A trained classifier: one layer tells the coarse labels apart, the other the fine intents within each. */
export interface Artefact {
  /** Those of one coarse label stand together, the labels in the order of `COARSE_INTENTS`; labels without an intent have no class. */
  intents: readonly TrainedIntent[];
  /** The scores of coarse labels are divided by this before they become probabilities. */
  temperature: number;
  /** Hashes of the features. All have a row in the coarse layer, the first ones in the fine layer too: the same row. */
  keys: Uint32Array;
  coarse: Layer;
  fine: Layer;
}

type Size = Pick<Layer, 'classes' | 'keyed'> & { bytes: number };
type Header = Pick<Artefact, 'intents' | 'temperature'> & { keys: number; coarse: Size; fine: Size };

const MAGIC = 'XBU3';
const ALIGN = 8;

/** The bytes of `model.bin`: magic, header length, JSON header, then the keys and each layer's table, little endian. */
export function writeArtefact({ intents, temperature, keys, coarse, fine }: Artefact): Buffer {
  const header: Header = { intents, temperature, keys: keys.length, coarse: sizeOf(coarse), fine: sizeOf(fine) };
  const json = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(padded(8 + json.length));
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(json.length, 4);
  json.copy(head, 8);
  return Buffer.concat([head, ...[keys, coarse.table, fine.table].flatMap(paddedBytes)]);
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
  const { intents, temperature, keys, coarse, fine } = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Header;
  // A copy at offset 0, so that the typed views are aligned.
  const body = new Uint8Array(bytes.subarray(padded(8 + length))).buffer;
  const coarseAt = padded(4 * keys);
  const fineAt = coarseAt + padded(coarse.bytes);
  if (body.byteLength !== fineAt + padded(fine.bytes)) throw new Error('cut short');
  return {
    intents,
    temperature,
    keys: new Uint32Array(body, 0, keys),
    coarse: viewLayer(body, coarseAt, coarse),
    fine: viewLayer(body, fineAt, fine),
  };
}

function viewLayer(body: ArrayBuffer, offset: number, { classes, keyed, bytes }: Size): Layer {
  return { classes, keyed, table: new Int8Array(body, offset, bytes) };
}

function sizeOf({ classes, keyed, table }: Layer): Size {
  return { classes, keyed, bytes: table.length };
}

function paddedBytes(view: Uint32Array | Int8Array): Uint8Array[] {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return [bytes, new Uint8Array(padded(bytes.length) - bytes.length)];
}

function padded(length: number): number {
  return Math.ceil(length / ALIGN) * ALIGN;
}
