import type { Readable, Writable } from 'node:stream';
import { collections } from './collections';
import type { Config } from './config/config';
import { importLabels } from './labelling/import-labels';
import type { Label } from './labelling/label';
import { readLabel } from './labelling/label';
import { UnclearBook } from './labelling/unclear-book';
import { unclearUtterancesCollection } from './labelling/unclear-utterance';
import { systemClock } from './platform/clock';
import { readLines } from './platform/lines';
import { openStore } from './storage/open-store';
import { readCorpus } from './understanding/training/corpus';

const LONGEST_LINE = 8 * 1024;
/** Who labelled what came in by this command. */
const OPERATOR = 'command-line';

/** `xiaobao labels export`: every label as a JSON line. With the embedded store the server must not be running at the same time. */
export async function exportLabels(config: Config, output: Writable): Promise<void> {
  for (const label of await storedLabels(config)) output.write(`${JSON.stringify(label)}\n`);
}

/** `xiaobao labels import`. @returns the line numbers and what is wrong with them, and how many labels were taken over. */
export function importLabelFile(config: Config, input: Readable) {
  // What is declared, not what the model in use knows: labels of a new intent are what it is trained with.
  const known = new Set(readCorpus().intents.map(({ name }) => name));
  const decision = { by: OPERATOR, at: systemClock.now() };
  return withBook(config, (unclear) => importLabels(input, { unclear, known, decision }));
}

/** The labels of the store. */
export function storedLabels(config: Config): Promise<Label[]> {
  return withBook(config, async (unclear) => {
    const labels: Label[] = [];
    for await (const label of unclear.labels()) labels.push(label);
    return labels;
  });
}

/** The labels of a file, for training beside a running server; rows that are wrong are left out and counted. */
export async function labelsOf(input: Readable, known: ReadonlySet<string>): Promise<{ labels: Label[]; wrong: number }> {
  const labels: Label[] = [];
  let wrong = 0;
  for await (const { text } of readLines(input, LONGEST_LINE)) {
    const label = readLabel(text, known);
    if (typeof label === 'string') wrong++;
    else labels.push(label);
  }
  return { labels, wrong };
}

async function withBook<T>(config: Config, work: (unclear: UnclearBook) => Promise<T>): Promise<T> {
  const database = await openStore(config);
  try {
    await database.prepare(collections);
    return await work(new UnclearBook(database.collection(unclearUtterancesCollection)));
  } finally {
    await database.close();
  }
}
