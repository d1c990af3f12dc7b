import type { Corpus } from '../understanding/training/corpus';
import { learn } from '../understanding/training/learn';
import type { Judged } from '../understanding/training/learn';
import type { Label } from './label';
import { judgeModel, worseFigures } from './regression';
import type { Figures } from './regression';
import { placeModel } from './trained-model';
import type { ModelInUse } from './trained-model';

export interface Training {
  corpus: Corpus;
  labels: readonly Label[];
  running: ModelInUse;
  dataDir: string;
  now: Date;
}

export interface TrainingResult {
  before: Figures;
  now: Figures;
  /** Where the new model is worse; then it was not put in place. */
  worse: readonly string[];
  labels: number;
  /** Labels whose intent is not declared any more. */
  unknown: number;
}

/** Labels are utterances of one more speaker, whom nobody else is. */
const SPEAKER = 'labels';

/**
 * Trains a model from content and labels and puts it in place for the next start, unless it is worse than the running one.
 * Takes a minute or two of one core: what the running model knows of unheard speakers is measured too where nobody noted it.
 */
export function trainModel({ corpus, labels, running, dataDir, now }: Training): TrainingResult {
  const declared = new Set(corpus.intents.map(({ name }) => name));
  const usable = labels.filter(({ intent }) => declared.has(intent));
  const utterances = [...corpus.utterances, ...usable.map(({ text, intent }) => ({ text, intent, speaker: SPEAKER }))];
  const unheardBefore = running.facts?.figures.unheard ?? rightShare(learn(corpus).heldOut);
  const before: Figures = { ...judgeModel(running.artefact), unheard: unheardBefore } as Figures;
  const { artefact, heldOut } = learn({ ...corpus, utterances });
  const figures: Figures = { ...judgeModel(artefact), unheard: rightShare(heldOut) } as Figures;
  const worse = worseFigures(before, figures);
  if (worse.length === 0) placeModel(dataDir, artefact, { trainedAt: now.toISOString(), labels: usable.length, figures });
  return { before, now: figures, worse, labels: usable.length, unknown: labels.length - usable.length };
}

function rightShare(judged: readonly Judged[]): number {
  return judged.filter(({ expected, coarse }) => expected === coarse).length / Math.max(1, judged.length);
}
