/** The highest of many scores. */
export interface Top {
  /** What the next score must exceed to be among them. */
  readonly threshold: number;
  offer(item: number, score: number): void;
  /** Best first; of equal ones, the one offered first. */
  items(): readonly number[];
}

/** Keeps so many of the highest scores above zero. */
export function createTop(most: number): Top {
  const items: number[] = [];
  const scores: number[] = [];
  return {
    get threshold() {
      return scores.length < most ? 0 : scores[most - 1]!;
    },
    offer(item, score) {
      if (!(score > this.threshold)) return;
      let place = Math.min(scores.length, most - 1);
      for (; place > 0 && scores[place - 1]! < score; place--) {
        scores[place] = scores[place - 1]!;
        items[place] = items[place - 1]!;
      }
      scores[place] = score;
      items[place] = item;
    },
    items: () => items,
  };
}
