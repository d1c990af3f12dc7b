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

/** A trained classifier in the form in which it is stored: one row of small integers for each feature, the bias last. */
export interface Artefact {
  intents: readonly TrainedIntent[];
  /** Scores are divided by this before they become probabilities. */
  temperature: number;
  /** Hashes of the features, one for each row except the last. */
  keys: Uint32Array;
  /** What one unit of a row stands for. */
  scales: Float32Array;
  /** `weights[row * intents.length + intent]`. */
  weights: Int8Array;
}

type Header = Pick<Artefact, 'intents' | 'temperature'> & { rows: number };

const MAGIC = 'XBU1';
const ALIGN = 8;

/** The bytes of `model.bin`: magic, header length, JSON header, then keys, scales and weights, little endian. */
export function writeArtefact({ intents, temperature, keys, scales, weights }: Artefact): Buffer {
  const header: Header = { intents, temperature, rows: keys.length };
  const json = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(padded(8 + json.length));
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(json.length, 4);
  json.copy(head, 8);
  return Buffer.concat([head, bytesOf(keys), bytesOf(scales), bytesOf(weights)]);
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
  const { intents, temperature, rows } = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Header;
  // A copy at offset 0, so that the typed views are aligned.
  const body = new Uint8Array(bytes.subarray(padded(8 + length))).buffer;
  const keys = new Uint32Array(body, 0, rows);
  const scales = new Float32Array(body, rows * 4, rows + 1);
  const weights = new Int8Array(body, (2 * rows + 1) * 4, (rows + 1) * intents.length);
  return { intents, temperature, keys, scales, weights };
}

function padded(length: number): number {
  return Math.ceil(length / ALIGN) * ALIGN;
}

function bytesOf(view: Uint32Array | Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
