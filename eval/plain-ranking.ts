import type { Rank } from './retrieval';

/** What the search is measured against: cosine of TF-IDF over characters and pairs of them, a group by its likest text. */
export function rankPlainly(groups: readonly (readonly string[])[]): Rank {
  const texts = groups.flatMap((group, at) => group.map((text) => ({ at, parts: partsOf(text) })));
  const containing = new Map<string, number>();
  for (const text of texts) for (const part of text.parts) containing.set(part, (containing.get(part) ?? 0) + 1);
  const weight = (part: string): number => Math.log((1 + texts.length) / (1 + (containing.get(part) ?? 0))) + 1;
  const lengths = texts.map(({ parts }) => Math.hypot(...[...parts].map(weight)));
  return (question) => {
    const asked = [...partsOf(question)].map((part) => [part, weight(part) ** 2] as const);
    const best = new Map<number, number>();
    texts.forEach(({ at, parts }, text) => {
      const shared = asked.reduce((sum, [part, square]) => sum + (parts.has(part) ? square : 0), 0);
      best.set(at, Math.max(best.get(at) ?? 0, shared / lengths[text]!));
    });
    return [...best].sort((a, b) => b[1] - a[1]).map(([at]) => at);
  };
}

function partsOf(text: string): ReadonlySet<string> {
  return new Set([...text].flatMap((character, at, all) => [character, character + (all[at + 1] ?? '')]));
}
