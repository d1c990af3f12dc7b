/** One group (an entry) found by a question; `score` is 0–1. */
export interface Nearest {
  group: number;
  score: number;
}

export interface TextIndex {
  /** The groups that share anything with the text, best first, at most `CANDIDATES`. */
  nearest(text: string): Nearest[];
}

const CANDIDATES = 30;
const SINGLE_WEIGHT = 0.6;
const PAIR_WEIGHT = 1;

interface Posting {
  documents: number[];
  weights: number[];
}

/** Indexes groups of short texts; a group scores as its best text. Cosine over characters and pairs of characters weighted by rarity. */
export function createTextIndex(groups: readonly (readonly string[])[]): TextIndex {
  const groupOf: number[] = [];
  const counted: Map<string, number>[] = [];
  groups.forEach((texts, group) => {
    for (const text of texts) {
      groupOf.push(group);
      counted.push(termsOf(text));
    }
  });
  const frequency = new Map<string, number>();
  for (const terms of counted) for (const term of terms.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const rarity = (term: string): number => Math.log(1 + counted.length / (1 + (frequency.get(term) ?? 0)));

  const postings = new Map<string, Posting>();
  counted.forEach((terms, document) => {
    for (const [term, weight] of unitVector(terms, rarity)) {
      const posting = postings.get(term) ?? { documents: [], weights: [] };
      posting.documents.push(document);
      posting.weights.push(weight);
      postings.set(term, posting);
    }
  });

  return {
    nearest(text) {
      const scores = new Float64Array(counted.length);
      for (const [term, weight] of unitVector(termsOf(text), rarity)) {
        const posting = postings.get(term);
        posting?.documents.forEach((document, at) => (scores[document]! += weight * posting.weights[at]!));
      }
      const best = new Map<number, number>();
      scores.forEach((score, document) => {
        const group = groupOf[document]!;
        if (score > (best.get(group) ?? 0)) best.set(group, score);
      });
      return [...best]
        .map(([group, score]) => ({ group, score }))
        .sort((a, b) => b.score - a.score)
        .slice(0, CANDIDATES);
    },
  };
}

function termsOf(text: string): Map<string, number> {
  const terms = new Map<string, number>();
  const characters = [...text];
  characters.forEach((character, at) => {
    terms.set(character, SINGLE_WEIGHT);
    const next = characters[at + 1];
    if (next !== undefined) terms.set(character + next, PAIR_WEIGHT);
  });
  return terms;
}

function unitVector(terms: ReadonlyMap<string, number>, rarity: (term: string) => number): [string, number][] {
  const weighted = [...terms].map(([term, weight]): [string, number] => [term, weight * rarity(term)]);
  const length = Math.sqrt(weighted.reduce((sum, [, weight]) => sum + weight * weight, 0));
  return weighted.map(([term, weight]) => [term, weight / length]);
}
