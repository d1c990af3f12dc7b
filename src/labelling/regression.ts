import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { contentFolder, readContent } from '../platform/content';
import { Confusion } from '../understanding/confusion';
import type { Artefact } from '../understanding/model/artefact';
import { COARSE_INTENTS } from '../understanding/types';
import { createUnderstand } from '../understanding/understand';

const safetyTable = z.object({ signal: z.string(), positives: z.array(z.string()), nearMisses: z.array(z.string()) });
const regressionFile = z.strictObject({
  about: z.string(),
  utterances: z.array(z.strictObject({ text: z.string().min(1), coarse: z.enum(COARSE_INTENTS) })).min(1),
});

/** What a model is judged by before it may understand anybody; shares from 0 to 1. */
export interface Figures extends Record<string, number> {
  /** Macro F1 on `content/regression/intents.json`. */
  regression: number;
  /** The share of money in danger (`content/safety`) that is taken for an emergency. */
  emergencies: number;
  /** The share of what only sounds like it that is not. */
  nearMisses: number;
  /** The share of utterances of speakers who were left out of training that is right. */
  unheard: number;
}

/** How much a figure may fall before it counts as worse: less than this is chance. Emergencies may not fall at all. */
const CHANCE: Figures = { regression: 0.005, emergencies: 0, nearMisses: 0.005, unheard: 0.005 };
const EMERGENCIES: ReadonlySet<string> = new Set(['fraud_in_progress', 'card_stolen']);
const NOW = new Date('2026-11-25T02:00:00Z');

/** The tables of `content/safety`, one a danger. @throws ContentError */
export function readSafetyTables(): z.infer<typeof safetyTable>[] {
  const names = readdirSync(join(contentFolder, 'safety')).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => readContent(join('safety', name), safetyTable));
}

/** Judges a model by the regression set. @throws ContentError */
export function judgeModel(artefact: Artefact): Omit<Figures, 'unheard'> {
  const understand = createUnderstand(artefact);
  const coarseOf = (text: string): string => understand(text, { now: NOW }).coarse;
  const confusion = new Confusion();
  for (const { text, coarse } of readContent('regression/intents.json', regressionFile).utterances)
    confusion.add(coarse, coarseOf(text));
  const tables = readSafetyTables().filter(({ signal }) => EMERGENCIES.has(signal));
  const share = (texts: readonly string[], alarming: boolean): number =>
    texts.filter((text) => (coarseOf(text) === 'fraud_emergency') === alarming).length / Math.max(1, texts.length);
  return {
    regression: confusion.macroF1,
    emergencies: share(
      tables.flatMap(({ positives }) => positives),
      true,
    ),
    nearMisses: share(
      tables.flatMap(({ nearMisses }) => nearMisses),
      false,
    ),
  };
}

/** The figures in which a new model is worse than the running one by more than chance. */
export function worseFigures(before: Figures, now: Figures): (keyof Figures & string)[] {
  return Object.keys(CHANCE).filter((name) => (now[name] ?? 0) < (before[name] ?? 0) - (CHANCE[name] ?? 0));
}
