import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../platform/clock';
import { projectRoot } from '../platform/project-root';
import { createCanonicaliser } from './canonical-text';
import type { Synonyms } from './canonical-text';
import { shanghaiDay } from './day';
import type { FaqEntry, FaqMatch, FaqResult } from './entry';
import { createTextIndex } from './text-index';

/** Finds the approved answer to a question. Immutable: when entries change, a new one takes its place. */
export interface FaqSearch {
  /** Synchronous and local. At most `limit` matches (3 unless told), best first; only entries published and valid today. */
  search(question: string, options?: { limit?: number }): FaqResult;
}

export interface FaqSearchOptions {
  clock: Clock;
  synonyms: Synonyms;
  /** Width, case, traditional characters, typos: the understanding's own normalisation. */
  normalise: (text: string) => string;
}

/** From this score on the first match is answered; chosen where own unseen questions were answered right (bench/knowledge.ts). */
export const ANSWER_FROM = 0.55;
/** From this score on a match is worth offering as a title to choose from. */
export const SUGGEST_FROM = 0.35;

/** Builds the search over the published entries; drafts, expired and withdrawn ones are never found. */
export function createFaqSearch(entries: readonly FaqEntry[], { clock, synonyms, normalise }: FaqSearchOptions): FaqSearch {
  const published = entries.filter((entry) => entry.status === 'published');
  const canonicalise = createCanonicaliser(synonyms);
  const read = (text: string): string => canonicalise(normalise(text));
  const index = createTextIndex(published.map((entry) => [entry.title, ...entry.wordings].map(read)));

  return {
    search(question, { limit = 3 } = {}) {
      const today = shanghaiDay(clock.now());
      const matches: FaqMatch[] = [];
      for (const { group, score } of index.nearest(read(question))) {
        const entry = published[group];
        if (!entry || score < SUGGEST_FROM || matches.length === limit) break;
        if (isValid(entry, today)) matches.push({ entry, score });
      }
      return { verdict: verdictOf(matches), matches };
    },
  };
}

function isValid(entry: FaqEntry, today: string): boolean {
  return entry.validFrom <= today && (entry.validTo === undefined || today <= entry.validTo);
}

function verdictOf(matches: readonly FaqMatch[]): FaqResult['verdict'] {
  const best = matches[0]?.score ?? 0;
  if (best >= ANSWER_FROM) return 'answer';
  return best >= SUGGEST_FROM ? 'suggest' : 'none';
}

const synonymsSchema = z.strictObject({
  groups: z.array(z.array(z.string().min(1)).min(2)),
  fillers: z.array(z.string().min(1)),
});

/** Reads `content/synonyms.json`; throws where it is missing or malformed. */
export function loadSynonyms(): Synonyms {
  return synonymsSchema.parse(JSON.parse(readFileSync(join(projectRoot, 'content', 'synonyms.json'), 'utf8')));
}
