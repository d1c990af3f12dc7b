import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { modelInUse } from './labelling/trained-model';
import { Confusion } from './understanding/confusion';
import { LineWorkers } from './understanding/batch/line-workers';
import { understandLines } from './understanding/batch/understand-lines';
import { COARSE_INTENTS } from './understanding/types';

export interface UnderstandStreams {
  input: Readable;
  output: Writable;
  /** Where the report goes. */
  remarks: Writable;
}

/**
 * `xiaobao understand`: JSON lines in, their understanding out. Ends quietly where the reader goes away (`| head`).
 * @throws ContentError where there is no model.
 */
export async function understandStream(
  { input, output, remarks }: UnderstandStreams,
  options: { dataDir: string; report: boolean; now: Date },
): Promise<void> {
  const { path } = modelInUse(options.dataDir);
  const workers = new LineWorkers({ modelPath: path, now: options.now });
  const confusion = new Confusion();
  const gone = new AbortController();
  output.on('error', () => gone.abort());
  const write = async (bytes: Uint8Array): Promise<void> => {
    if (!output.write(bytes)) await once(output, 'drain', { signal: gone.signal });
    gone.signal.throwIfAborted();
  };
  try {
    await understandLines(input, workers, { write }, ({ expected, predicted }) => confusion.add(expected, predicted));
  } catch (error) {
    if (!gone.signal.aborted) throw error;
    return;
  } finally {
    // Nobody reads on after a failure, and an open input would keep the program running.
    input.destroy();
    await workers.close();
  }
  if (options.report) remarks.write(showConfusion(confusion));
}

/** The matrix (rows: what a person said, columns: what was understood) with precision, recall and F1 of each label. */
function showConfusion(confusion: Confusion): string {
  if (confusion.total === 0) return 'No line carries "coarse": there is nothing to report.\n';
  const labels = confusion.labels(COARSE_INTENTS);
  const width = Math.max(...labels.map((label) => label.length)) + 2;
  const numbers = labels.map((_, index) => `[${index + 1}]`);
  const row = (name: string, cells: readonly string[]): string =>
    name.padEnd(width) + cells.map((one) => one.padStart(7)).join('');
  const lines = labels.map((expected) => {
    const { precision, recall, f1 } = confusion.scores(expected);
    const cells = labels.map((predicted) => String(confusion.count(expected, predicted)));
    return row(expected, [...cells, ...[precision, recall, f1].map((figure) => figure.toFixed(3))]);
  });
  return [
    row('', [...numbers, 'prec.', 'recall', 'F1']),
    ...lines.map((line, index) => `${line}  ${numbers[index]}`),
    `${confusion.total} labelled lines, accuracy ${confusion.accuracy.toFixed(3)}, macro F1 ${confusion.macroF1.toFixed(3)}`,
    '',
  ].join('\n');
}
