import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { contentFolder, ContentError, readContent } from '../../platform/content';
import { COARSE_INTENTS } from '../types';
import type { CoarseIntent, IntentName, Route, Urgency } from '../types';

/** A fine intent as `content/intents/` declares it. */
export interface IntentDeclaration {
  name: IntentName;
  coarse: CoarseIntent;
  urgency: Urgency;
  route: Route;
}

/** One training utterance. A speaker is never on both sides of a split. */
export interface Utterance {
  text: string;
  intent: IntentName;
  speaker: string;
}

export interface Corpus {
  intents: readonly IntentDeclaration[];
  utterances: readonly Utterance[];
}

const intentFile = z.strictObject({
  name: z.string().regex(/^[a-z][a-z_]+$/),
  coarse: z.enum(COARSE_INTENTS),
  urgency: z.enum(['P0', 'P1', 'P2', 'P3']),
  route: z.enum(['bot', 'complaints', 'legal', 'education', 'fraud', 'human']),
  description: z.string(),
  speakers: z.array(z.object({ id: z.string(), utterances: z.array(z.string().min(1)).min(1) })).min(1),
});

/**
 * Reads `content/intents`.
 * @throws ContentError naming the file that is wrong.
 */
export function readCorpus(): Corpus {
  const intents = new Map<IntentName, IntentDeclaration>();
  const utterances: Utterance[] = [];
  for (const path of jsonFiles('intents')) {
    const { name, coarse, urgency, route, speakers } = readContent(path, intentFile);
    const known = intents.get(name);
    if (known && known.coarse !== coarse) throw new ContentError(`content/${path}: ${name} is ${known.coarse} elsewhere.`);
    if (!known) intents.set(name, { name, coarse, urgency, route });
    for (const { id, utterances: texts } of speakers)
      for (const text of texts) utterances.push({ text, intent: name, speaker: `${path}:${id}` });
  }
  return { intents: [...intents.values()], utterances };
}

function jsonFiles(folder: string): string[] {
  return readdirSync(join(contentFolder, folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}
