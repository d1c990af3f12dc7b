import type { SearchLexicon } from './lexicon';
import { createMeanings } from './meanings';
import type { Meaning } from './meanings';
import { createTermReader } from './terms';
import type { TermReader } from './terms';
import { topOf } from './top';
import { orderAgreement } from './word-order';

/** How a question and a group of texts (an entry) agree. */
export interface Nearest {
  group: number;
  /** What the ranking goes by; comparable within one question. */
  score: number;
  /** Likeness to the group's most similar text, 0–1. */
  likeness: number;
  /** The share of the question, by weight, that the group's texts together contain, 0–1. */
  coverage: number;
}

export interface TextIndex {
  /**
   * The groups that share words or meaning with the text, best first, at most `CANDIDATES`.
   * @param heard how the text stands among the groups by vectors of an endpoint, where there are some
   */
  nearest(text: string, heard?: Meaning): Nearest[];
}

const CANDIDATES = 20;
/** A group that says it twice is surer than one that says it once. */
const SECOND_TEXT_SHARE = 0.3;
const COVERAGE_SHARE = 0.6;
const ORDER_SHARE = 0.4;
/** Meaning finds what words do not; more of it would lose what only word order tells apart. */
const MEANING_SHARE = 0.5;
/**
 * An endpoint's model knows sentences; our own vectors, which know words and were learnt from such a model, then count half. Chosen on our
 * own unseen questions with multilingual-e5-small (docs/search.md).
 */
const HEARD_SHARE = 0.5;
const MEANING_SHARE_BESIDE_HEARD = 0.25;
/** So many by words, and so many by meaning, are looked at closely. */
const BY_WORDS = 40;
const BY_MEANING = 20;
/** So many of the best are compared in word order too. */
const COMPARED = 8;

interface Term {
  /** Kind of term times rarity among groups. */
  weight: number;
  /** Numbers of the texts and of the groups that contain it. */
  texts: Uint32Array;
  groups: Uint32Array;
}

/**
 * Indexes groups of short texts. Likeness of two texts is the weight they share over the geometric mean of their weights, so a short
 * wording is not beaten by a long one that happens to contain the same words; texts that say the same in other words are close in meaning.
 * Building: about 0.2 ms a group; asking: some 2 ms with 10,000 groups.
 */
export function createTextIndex(groups: readonly (readonly string[])[], lexicon: SearchLexicon): TextIndex {
  const termsOf = createTermReader(lexicon);
  const meanings = createMeanings(groups.map((texts) => texts.map(lexicon.vectorOf)));
  const terms = weighTerms(groups, termsOf);
  const unknownRarity = rarity(0, groups.length);
  const scales = scalesOf(terms, groups.flat().length);
  const words = createWordScores(groups, scales);

  return {
    nearest(text, heard) {
      const { shared, covered } = words.clear();
      let size = 0;
      for (const [name, kind] of termsOf(text)) {
        const term = terms.get(name);
        size += term?.weight ?? kind * unknownRarity;
        if (term) addTerm(term, shared, covered);
      }
      const byWords = words.score(size);
      const meaning = meanings.around(lexicon.vectorOf(text));
      const near = new Set([
        ...topOf(byWords.score, BY_WORDS),
        ...meaning.nearestGroups(BY_MEANING),
        ...(heard ? heard.nearestGroups(BY_MEANING) : []),
      ]);
      const found = [...near].map((group): Nearest => {
        const meant = heard
          ? MEANING_SHARE_BESIDE_HEARD * meaning.closenessTo(group) + HEARD_SHARE * heard.closenessTo(group)
          : MEANING_SHARE * meaning.closenessTo(group);
        return {
          group,
          score: byWords.score[group]! + meant,
          likeness: byWords.likeness[group]!,
          coverage: covered[group]! / size || 0,
        };
      });
      const ranked = found.sort(byScore).slice(0, CANDIDATES);
      const compared = ranked.slice(0, COMPARED).map((one) => ({
        ...one,
        score: one.score + ORDER_SHARE * Math.max(...groups[one.group]!.map((other) => orderAgreement(text, other))),
      }));
      return [...compared.sort(byScore), ...ranked.slice(COMPARED)];
    },
  };
}

function byScore(one: Nearest, other: Nearest): number {
  return other.score - one.score || one.group - other.group;
}

function weighTerms(groups: readonly (readonly string[])[], termsOf: TermReader): Map<string, Term> {
  const found = new Map<string, { kind: number; texts: number[]; groups: number[] }>();
  let text = 0;
  groups.forEach((texts, group) => {
    for (const one of texts) {
      // Taken apart at once: the terms of all texts together would keep the collector busy for longer than everything else takes.
      for (const [name, kind] of termsOf(one)) {
        let term = found.get(name);
        if (!term) found.set(name, (term = { kind, texts: [], groups: [] }));
        term.texts.push(text);
        if (term.groups.at(-1) !== group) term.groups.push(group);
      }
      text++;
    }
  });
  const terms = new Map<string, Term>();
  for (const [name, { kind, texts, groups: containing }] of found) {
    const weight = kind * rarity(containing.length, groups.length);
    terms.set(name, { weight, texts: Uint32Array.from(texts), groups: Uint32Array.from(containing) });
  }
  return terms;
}

/** For each text, what a weight that it shares counts. */
function scalesOf(terms: ReadonlyMap<string, Term>, count: number): Float64Array {
  const sizes = new Float64Array(count);
  for (const { weight, texts } of terms.values()) for (let at = 0; at < texts.length; at++) sizes[texts[at]!]! += weight;
  return sizes.map((size) => 1 / Math.sqrt(size));
}

function rarity(containing: number, groups: number): number {
  return Math.log(1 + groups / (1 + containing));
}

function addTerm({ weight, texts, groups }: Term, shared: Float64Array, covered: Float64Array): void {
  for (let at = 0; at < texts.length; at++) shared[texts[at]!]! += weight;
  for (let at = 0; at < groups.length; at++) covered[groups[at]!]! += weight;
}

/** Sums of one question at a time, in arrays that the next one uses again: new ones cost more than the summing. */
interface WordScores {
  /** Weights shared with each text and covered by each group, all zero again. */
  clear(): { shared: Float64Array; covered: Float64Array };
  /** For each group, how well it agrees by its words alone, and the likeness to its most similar text. */
  score(size: number): { score: Float64Array; likeness: Float64Array };
}

function createWordScores(groups: readonly (readonly string[])[], scales: Float64Array): WordScores {
  const shared = new Float64Array(scales.length);
  const [covered, likeness, score] = [0, 1, 2].map(() => new Float64Array(groups.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const counts = Uint32Array.from(groups, (texts) => texts.length);
  return {
    clear() {
      shared.fill(0);
      covered.fill(0);
      return { shared, covered };
    },
    score(size) {
      const scale = 1 / Math.sqrt(size);
      let text = 0;
      for (let group = 0; group < counts.length; group++) {
        const end = text + counts[group]!;
        let best = 0;
        let second = 0;
        if (covered[group]! > 0) {
          for (; text < end; text++) {
            const like = shared[text]! * scales[text]! * scale;
            if (like > best) {
              second = best;
              best = like;
            } else if (like > second) {
              second = like;
            }
          }
        }
        text = end;
        likeness[group] = best;
        score[group] = best + SECOND_TEXT_SHARE * second + COVERAGE_SHARE * (covered[group]! / size || 0);
      }
      return { score, likeness };
    },
  };
}
