import { share } from './markdown';

/** The numbers of groups that a question finds, best first. */
export type Rank = (question: string) => readonly number[];

/** Makes a ranking over groups of texts, an entry's ways of asking or a title alone. */
export type Ranker = (groups: readonly (readonly string[])[]) => Rank;

/** Questions over some groups of texts. */
export interface Task {
  groups: readonly (readonly string[])[];
  asked: readonly Asked[];
}

export interface Asked {
  question: string;
  right: ReadonlySet<number>;
  /** With those that its annotator would accept too. */
  accepted?: ReadonlySet<number>;
}

/** R@1, R@5 and MRR, then the first two with whatever is accepted; tasks count together. */
export function retrievalCells(tasks: readonly Task[], ranker: Ranker): string[] {
  const places = tasks.flatMap(({ groups, asked }) => {
    const rank = ranker(groups);
    return asked.map(({ question, right, accepted = right }) => {
      const found = rank(question);
      return { strict: placeOf(found, right), lenient: placeOf(found, accepted) };
    });
  });
  const strict = places.map((place) => place.strict);
  const lenient = places.map((place) => place.lenient);
  const reciprocal = strict.reduce((sum, place) => sum + (place ? 1 / place : 0), 0) / Math.max(1, strict.length);
  return [recall(strict, 1), recall(strict, 5), reciprocal, recall(lenient, 1), recall(lenient, 5)].map(share);
}

/** From 1; 0 where none of them was found. */
function placeOf(found: readonly number[], right: ReadonlySet<number>): number {
  return 1 + found.findIndex((group) => right.has(group));
}

function recall(places: readonly number[], atMost: number): number {
  return places.filter((place) => place > 0 && place <= atMost).length / Math.max(1, places.length);
}
