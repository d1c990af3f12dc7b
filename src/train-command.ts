import { createReadStream } from 'node:fs';
import type { Config } from './config/config';
import { labelsOf, storedLabels } from './labels-command';
import type { Label } from './labelling/label';
import { revertModel, modelInUse } from './labelling/trained-model';
import { trainModel } from './labelling/train-model';
import type { TrainingResult } from './labelling/train-model';
import { systemClock } from './platform/clock';
import { readCorpus } from './understanding/training/corpus';

/**
 * `xiaobao train`: a new model from content and labels, in place for the next start unless it is worse. The labels come from the store,
 * or from a file that `labels export` or the console gave, so that a server on the embedded store may go on meanwhile.
 * @returns exit code 0 when it is in place, 1 when it was refused.
 */
export async function trainWithLabels(
  config: Config,
  labelFile: string | undefined,
  print: (line: string) => void,
): Promise<number> {
  const corpus = readCorpus();
  const labels = labelFile
    ? await fileLabels(labelFile, new Set(corpus.intents.map(({ name }) => name)), print)
    : await storedLabels(config);
  print(`Training on ${corpus.utterances.length} utterances and ${labels.length} labels; this takes a few minutes.`);
  const { dataDir } = config;
  const result = trainModel({ corpus, labels, running: modelInUse(dataDir), dataDir, now: systemClock.now() });
  for (const line of showFigures(result)) print(line);
  if (result.unknown > 0) print(`${result.unknown} labels name an intent that is not declared any more and were left out.`);
  if (result.worse.length > 0) {
    print(`Refused: ${result.worse.join(', ')} would be worse. The running model stays.`);
    return 1;
  }
  print('In place for the next start. The model before is kept: xiaobao train --revert goes back to it.');
  return 0;
}

/** `xiaobao train --revert` */
export function revertTraining({ dataDir }: Config, print: (line: string) => void): number {
  const outcome = revertModel(dataDir);
  print(
    {
      former: 'The model trained before is in place for the next start.',
      built: 'The model as built is in place for the next start.',
      none: 'Nothing was trained here: the model as built is in use.',
    }[outcome],
  );
  return outcome === 'none' ? 1 : 0;
}

async function fileLabels(path: string, known: ReadonlySet<string>, print: (line: string) => void): Promise<Label[]> {
  const { labels, wrong } = await labelsOf(createReadStream(path), known);
  if (wrong > 0) print(`${wrong} rows of ${path} are not labels and were left out.`);
  return labels;
}

function showFigures({ before, now, worse }: TrainingResult): string[] {
  return Object.keys(now).map((name) => {
    const mark = worse.includes(name) ? '  worse' : '';
    return `${name.padEnd(14)} running ${(before[name] ?? 0).toFixed(4)}   new ${(now[name] ?? 0).toFixed(4)}${mark}`;
  });
}
