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

/** A linear model in the form in which it is stored: one row of small integers for each feature, the bias last. */
export interface Layer {
  classes: number;
  /** Hashes of the features, one for each row except the last. */
  keys: Uint32Array;
  /** What one unit of a row stands for. */
  scales: Float32Array;
  /** `weights[row * classes + class]`. */
  weights: Int8Array;
}

/** A trained classifier: one layer tells the coarse labels apart, the other the fine intents within each. */
export interface Artefact {
  /** Those of one coarse label stand together, the labels in the order of `COARSE_INTENTS`; labels without an intent have no class. */
  intents: readonly TrainedIntent[];
  /** The scores of coarse labels are divided by this before they become probabilities. */
  temperature: number;
  coarse: Layer;
  fine: Layer;
}

type Size = Pick<Layer, 'classes'> & { rows: number };
type Header = Pick<Artefact, 'intents' | 'temperature'> & { coarse: Size; fine: Size };

const MAGIC = 'XBU2';
const ALIGN = 8;

/** The bytes of `model.bin`: magic, header length, JSON header, then each layer's keys, scales and weights, little endian. */
export function writeArtefact({ intents, temperature, coarse, fine }: Artefact): Buffer {
  const header: Header = { intents, temperature, coarse: sizeOf(coarse), fine: sizeOf(fine) };
  const json = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(padded(8 + json.length));
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(json.length, 4);
  json.copy(head, 8);
  return Buffer.concat([head, ...bytesOf(coarse), ...bytesOf(fine)]);
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
  const { intents, temperature, coarse, fine } = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Header;
  // A copy at offset 0, so that the typed views are aligned.
  const body = new Uint8Array(bytes.subarray(padded(8 + length))).buffer;
  if (body.byteLength !== byteLength(coarse) + byteLength(fine)) throw new Error('cut short');
  return { intents, temperature, coarse: viewLayer(body, 0, coarse), fine: viewLayer(body, byteLength(coarse), fine) };
}

function viewLayer(body: ArrayBuffer, offset: number, { rows, classes }: Size): Layer {
  const scales = offset + 4 * rows;
  const weights = scales + 4 * (rows + 1);
  return {
    classes,
    keys: new Uint32Array(body, offset, rows),
    scales: new Float32Array(body, scales, rows + 1),
    weights: new Int8Array(body, weights, (rows + 1) * classes),
  };
}

function bytesOf(layer: Layer): Uint8Array[] {
  const views = [layer.keys, layer.scales, layer.weights].map(
    (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
  );
  const size = sizeOf(layer);
  return [...views, new Uint8Array(byteLength(size) - unpaddedLength(size))];
}

function sizeOf({ keys, classes }: Layer): Size {
  return { rows: keys.length, classes };
}

function unpaddedLength({ rows, classes }: Size): number {
  return 4 * rows + (4 + classes) * (rows + 1);
}

function byteLength(size: Size): number {
  return padded(unpaddedLength(size));
}

function padded(length: number): number {
  return Math.ceil(length / ALIGN) * ALIGN;
}
