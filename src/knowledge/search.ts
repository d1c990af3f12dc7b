import type { Clock } from '../platform/clock';
import { dayOf } from '../platform/shanghai';
import { confidence, evidenceAt } from './confidence';
import { followVectors } from './heard-meanings';
import { lettersOf } from '../understanding/letters';
import type { FaqEntry, FaqMatch, FaqResult } from './entry';
import type { SearchLexicon } from './lexicon';
import type { Meaning } from './meanings';
import type { KnownVectors } from './semantic-vectors';
import { createTextIndex } from './text-index';
import type { Nearest, TextIndex } from './text-index';
import { isValidOn } from './validity';

/** Finds the approved answer to a question. Immutable: when entries change, a new one takes its place. */
export interface FaqSearch {
  /** Builds the index now; otherwise the first question does. */
  warm(): void;
  /** Synchronous and local. At most `limit` matches (3 unless told), best first; only entries published and valid today. */
  search(question: string, options?: SearchOptions): FaqResult;
}

export interface SearchOptions {
  limit?: number;
  /** The question's own vector from the endpoint that gave the entries theirs: ranks by it where all of them are here. */
  vector?: Float32Array;
}

export interface FaqSearchOptions {
  clock: Clock;
  lexicon: SearchLexicon;
  /** Width, case, traditional characters, typos: the understanding's own normalisation. */
  normalise: (text: string) => string;
  /** Vectors of an embedding endpoint, where there is one. */
  vectors?: KnownVectors;
}

/** A question is in its first characters; the rest of a very long message only costs time. */
export const LONGEST_QUESTION = 300;
/** From this confidence on the first match is the answer: chosen so that at most 2 % of questions without an answer get one (docs/search.md). */
const ANSWER_FROM = 0.3;
/** From this confidence on a title is worth offering. */
const SUGGEST_FROM = 0.05;

/**
 * Builds the search. Besides the published entries it knows questions that it must not answer: those of `content/declined.json` and
 * the topics that still need confirmation. Where one of these is nearest, its neighbour is not taken for the answer.
 */
export function createFaqSearch(
  entries: readonly FaqEntry[],
  { clock, lexicon, normalise, vectors }: FaqSearchOptions,
): FaqSearch {
  const read = (text: string): string => lettersOf(normalise(text));
  const published = entries.filter((entry) => entry.status === 'published');
  const unconfirmed = entries.filter((entry) => entry.status === 'draft' && entry.needsConfirmation);
  const texts = [
    ...[...published, ...unconfirmed].map((entry) => [entry.title, ...entry.wordings]),
    ...lexicon.declined.map((topic) => topic.wordings),
  ];
  const firstDeclined = published.length + unconfirmed.length;
  let built: TextIndex | undefined;
  const index = (): TextIndex =>
    (built ??= createTextIndex(
      texts.map((group) => group.map(read)),
      lexicon,
    ));

  const hear = vectors && followVectors(texts, vectors);
  /** The last question's: the publish gate asks each question as things are and as they would be, and a patch asks the same index. */
  let last: { question: string; candidates: readonly Nearest[] } | undefined;
  const nearestTo = (question: string, heard?: Meaning): readonly Nearest[] => {
    if (heard) return index().nearest(question, heard);
    if (last?.question !== question) last = { question, candidates: index().nearest(question) };
    return last.candidates;
  };

  return {
    warm: () => void index(),
    search(question, { limit = 3, vector } = {}) {
      const candidates = nearestTo(read(question).slice(0, LONGEST_QUESTION), vector && hear?.(vector));
      const nearest = candidates[0];
      if (!nearest || nearest.group >= firstDeclined) return { verdict: 'none', matches: [] };

      const today = dayOf(clock.now());
      const matches: FaqMatch[] = [];
      candidates.forEach(({ group }, place) => {
        const entry = published[group];
        const score = Math.min(confidence(evidenceAt(candidates, place)), matches.at(-1)?.score ?? 1);
        if (entry && isValidOn(entry, today) && score >= SUGGEST_FROM && matches.length < limit) matches.push({ entry, score });
      });
      const best = matches[0];
      if (!best) return { verdict: 'none', matches };
      const leads = best.entry === published[nearest.group];
      return { verdict: leads && best.score >= ANSWER_FROM ? 'answer' : 'suggest', matches };
    },
  };
}
