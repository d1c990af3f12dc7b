import type { TrainedIntent } from '../model/artefact';
import { siblings } from '../model/classifier';
import type { Siblings } from '../model/classifier';
import type { Features } from '../model/features';
import { RowTable } from '../model/row-table';
import { BIAS } from '../model/scorer';
import { COARSE_INTENTS } from '../types';
import type { Corpus } from './corpus';
import type { Example } from './fit';
import type { Text } from './text';
import { chooseKeys } from './vocabulary';

/** 0: each utterance counts the same. 1: each coarse label does. */
const BALANCE = 1;

/** What there is to learn from, in numbers. */
export interface Lesson {
  /** Those of one coarse label together. */
  intents: TrainedIntent[];
  groups: Siblings[];
  /** The coarse class of a fine one. */
  coarseOf: (fine: number) => number;
  /** Their rows come first, then those of the vector's places and the bias. */
  keys: Uint32Array;
  rows: number;
  /** By fine class. */
  examples: Example[];
}

/** Numbers the classes and features of some texts, and says how much each text counts. */
export function prepareLesson({ intents: declared }: Corpus, texts: readonly Text[]): Lesson {
  const intents = COARSE_INTENTS.flatMap((label) => declared.filter(({ coarse }) => coarse === label));
  const groups = siblings(intents);
  const coarseOf = (fine: number): number => groups.findIndex(({ to }) => fine < to);
  const fineOf = new Map(intents.map(({ name }, index) => [name, index]));
  const labels = texts.map(({ utterance }) => fineOf.get(utterance.intent) as number);
  const weightOf = balance(labels.map(coarseOf));

  const keys = chooseKeys(texts);
  const places = Math.max(0, ...new Set(texts.flatMap(({ variants }) => variants.map(({ vector }) => vector.length))));
  const table = new RowTable(keys);
  const examples = texts.flatMap(({ variants }, index) => {
    const label = labels[index] as number;
    return variants.map((features, copy): Example => ({
      ...toRows(features, table, keys.length, places),
      label,
      weight: weightOf(coarseOf(label)) / (copy === 0 ? 1 : variants.length - 1),
    }));
  });
  return { intents, groups, coarseOf, keys, rows: keys.length + places + 1, examples };
}

function toRows(
  { keys, values, vector }: Features,
  table: RowTable,
  keyed: number,
  places: number,
): Pick<Example, 'rows' | 'values'> {
  const all = table.rowsOf(keys);
  const isKnown = (_: number, index: number): boolean => (all[index] as number) >= 0;
  const known = all.filter(isKnown);
  const size = known.length + vector.length + 1;
  const rows = new Int32Array(size).fill(keyed + places);
  rows.set(known);
  vector.forEach((_, place) => (rows[known.length + place] = keyed + place));
  const counted = new Float32Array(size).fill(BIAS);
  counted.set(values.filter(isKnown));
  counted.set(vector, known.length);
  return { rows, values: counted };
}

function balance(coarse: readonly number[]): (label: number) => number {
  const counts = new Map<number, number>();
  for (const label of coarse) counts.set(label, (counts.get(label) ?? 0) + 1);
  const mean = coarse.length / counts.size;
  return (label) => (mean / (counts.get(label) ?? mean)) ** BALANCE;
}
