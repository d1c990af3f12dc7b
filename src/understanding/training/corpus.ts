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

const faqFile = z.object({
  category: z.string(),
  entries: z.array(z.object({ id: z.string(), title: z.string(), wordings: z.array(z.string()) })),
});

/**
 * The questions of the knowledge base are questions: which intent those of each file of `content/faq/` train. Those of antifraud.json are
 * half told as things that happen, so they train nothing.
 */
const INTENT_OF_FAQ_FILE: Readonly<Record<string, IntentName>> = {
  'account.json': 'kb_account',
  'cash.json': 'kb_cash',
  'complaints.json': 'kb_complaint_howto',
  'credit-card.json': 'kb_credit_card',
  'credit-report.json': 'kb_credit_report',
  'deposit-insurance.json': 'kb_deposit_insurance',
  'ecny.json': 'kb_ecny',
  'fx.json': 'kb_fx',
  'illegal-fundraising.json': 'kb_illegal_fundraising',
  'insurance.json': 'kb_insurance',
  'loan.json': 'kb_loan',
  'pension.json': 'kb_pension',
  'privacy.json': 'kb_privacy',
  'rights.json': 'kb_rights',
  'wealth.json': 'kb_wealth',
};

/**
 * Reads `content/intents` and the questions of `content/faq`.
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
  return { intents: [...intents.values()], utterances: [...utterances, ...faqQuestions(new Set(intents.keys()))] };
}

function faqQuestions(known: ReadonlySet<IntentName>): Utterance[] {
  return Object.entries(INTENT_OF_FAQ_FILE).flatMap(([file, intent]) => {
    if (!known.has(intent)) return [];
    const { entries } = readContent(join('faq', file), faqFile);
    return entries.flatMap(({ id, title, wordings }) =>
      [title, ...wordings].map((text) => ({ text, intent, speaker: `faq:${id}` })),
    );
  });
}

function jsonFiles(folder: string): string[] {
  return readdirSync(join(contentFolder, folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}
