import { parentPort, workerData } from 'node:worker_threads';
import { readArtefact } from '../model/artefact';
import { createUnderstand } from '../understand';
import { errorRecord, understandLine } from './record';
import type { Judgement } from './record';
import type { Line } from '../../platform/lines';

export interface WorkerSettings {
  modelPath: string;
  /** What 昨天 refers to where a line says nothing. */
  now: Date;
}

/** Lines in, their records out, as they are written. */
export interface BlockResult {
  bytes: Uint8Array<ArrayBuffer>;
  judgements: Judgement[];
}

const TOO_LONG = 'This line is too long.';

if (parentPort) serve(parentPort, workerData as WorkerSettings);

function serve(port: NonNullable<typeof parentPort>, { modelPath, now }: WorkerSettings): void {
  const understand = createUnderstand(readArtefact(modelPath));
  port.on('message', (lines: Line[]) => {
    const results = lines.map(({ text, number }) =>
      text === undefined ? { json: errorRecord(TOO_LONG, number) } : understandLine(text, number, understand, now),
    );
    const judgements = results.flatMap((result) => ('judgement' in result && result.judgement ? [result.judgement] : []));
    // Encoded here and handed over, not copied: the thread that reads and writes serves all the others.
    const bytes = new TextEncoder().encode(`${results.map(({ json }) => json).join('\n')}\n`);
    port.postMessage({ bytes, judgements } satisfies BlockResult, [bytes.buffer]);
  });
}
