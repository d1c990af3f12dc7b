import type { TrainedIntent } from '../model/artefact';
import { siblings } from '../model/siblings';
import type { Siblings } from '../model/siblings';
import type { Features } from '../model/features';
import { RowTable } from '../model/row-table';
import { BIAS } from '../model/scorer';
import { COARSE_INTENTS } from '../types';
import type { Corpus } from './corpus';
import type { Example } from './weights';
import type { Text } from './text';
import { chooseKeys } from './vocabulary';

/** 0: each utterance counts the same. 1: each coarse label does. */
const BALANCE = 1;
const FINE_BALANCE = 0.7;
/** The linear layer has 79 outputs a row: so many rows are as large as the hidden layer with all of them. */
const MOST_FINE_KEYS = 50_000;

/** What there is to learn from, in numbers. */
export interface Lesson {
  /** Those of one coarse label together. */
  intents: TrainedIntent[];
  groups: Siblings[];
  /** Their rows come first, then those of the vector's places and the bias. */
  keys: Uint32Array;
  rows: number;
  /** For the linear layer, which has rows for the first so many keys only; of fine classes. */
  fineKeys: number;
  ofIntents: Example[];
  /** For the network; of coarse classes. */
  ofLabels: Example[];
}

/** Numbers the classes and features of some texts, and says how much each text counts. */
export function prepareLesson({ intents: declared }: Corpus, texts: readonly Text[]): Lesson {
  const intents = COARSE_INTENTS.flatMap((label) => declared.filter(({ coarse }) => coarse === label));
  const groups = siblings(intents);
  const coarseOf = (fine: number): number => groups.findIndex(({ to }) => fine < to);
  const fineOf = new Map(intents.map(({ name }, index) => [name, index]));
  const labels = texts.map(({ utterance }) => fineOf.get(utterance.intent) as number);
  const shareOf = shares(labels.map(coarseOf));

  const keys = chooseKeys(texts);
  const places = Math.max(0, ...new Set(texts.flatMap(({ variants }) => variants.map(({ vector }) => vector.length))));
  const table = new RowTable(keys);
  const examples = texts.flatMap(({ variants }, index) => {
    const label = labels[index] as number;
    return variants.map((features, copy): Example => ({
      ...toRows(features, table, keys.length, places),
      label,
      weight: 1 / (copy === 0 ? 1 : variants.length - 1),
    }));
  });
  const rows = keys.length + places + 1;
  const fineKeys = Math.min(keys.length, MOST_FINE_KEYS);
  const balanced = ({ label, weight }: Example, power: number): number => weight * shareOf(coarseOf(label)) ** -power;
  return {
    intents,
    groups,
    keys,
    rows,
    fineKeys,
    ofIntents: examples.map((one) => ({ ...withoutKeys(one, fineKeys, keys.length), weight: balanced(one, FINE_BALANCE) })),
    ofLabels: examples.map((one) => ({ ...one, label: coarseOf(one.label), weight: balanced(one, BALANCE) })),
  };
}

/** As if there were only the first `few` of `all` keys. */
function withoutKeys(example: Example, few: number, all: number): Example {
  const isLeft = (row: number): boolean => row < few || row >= all;
  return {
    ...example,
    rows: example.rows.filter(isLeft).map((row) => (row < few ? row : row - all + few)),
    values: example.values.filter((_, index) => isLeft(example.rows[index] as number)),
  };
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

/** How often a class stands in a list, where 1 is as often as all on the average. */
function shares(classes: readonly number[]): (one: number) => number {
  const counts = new Map<number, number>();
  for (const one of classes) counts.set(one, (counts.get(one) ?? 0) + 1);
  const mean = classes.length / counts.size;
  return (one) => (counts.get(one) ?? mean) / mean;
}
