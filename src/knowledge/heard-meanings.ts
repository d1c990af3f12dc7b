import { createMeanings } from './meanings';
import type { Meaning, Meanings } from './meanings';
import type { KnownVectors } from './semantic-vectors';

/** How a question stands among some groups by an endpoint's vectors; `undefined` while one of their texts has none, or it does not fit. */
export type HearMeaning = (question: Float32Array) => Meaning | undefined;

/** Follows the vectors of these groups of texts: compared is all or nothing, since a text without a vector would lose to the others. */
export function followVectors(groups: readonly (readonly string[])[], known: KnownVectors): HearMeaning {
  let meanings: Meanings | undefined;
  let seen = -1;
  const build = (): Meanings | undefined => {
    if (meanings || seen === known.revision) return meanings;
    seen = known.revision;
    if (!groups.every((texts) => texts.every((text) => known.of(text)))) return undefined;
    meanings = createMeanings(groups.map((texts) => texts.map((text) => known.of(text)!).filter(({ length }) => length > 0)));
    return meanings;
  };
  return (question) => {
    const all = build();
    return all?.dimensions === question.length ? all.around(question) : undefined;
  };
}
