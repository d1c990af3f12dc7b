import type { Found, GateReport, Moved } from '../knowledge-types';

/** How many things of each kind keep a text from being published. */
export function gateCounts({ findings, duplicates, regression }: GateReport): { errors: number; drops: number } {
  const found = findings.filter(({ severity }) => severity === 'error').length;
  const same = duplicates.filter((one) => one.same).length;
  return { errors: found + same, drops: regression.drops.length };
}

export type Outcome = { kind: 'answer' | 'suggest'; title: string } | { kind: 'none' };

/** What a question finds, in a word and the title that stands first. */
export function outcomeOf({ verdict, matches }: Found): Outcome {
  const [first] = matches;
  return verdict === 'none' || !first ? { kind: 'none' } : { kind: verdict, title: first.title };
}

/** Whether the question ought to find nothing at all. */
export function shouldFindNothing({ owner }: Moved): boolean {
  return owner === undefined;
}
