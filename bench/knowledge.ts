/**
 * How well the knowledge search finds: on our own unseen questions, and on real questions written by nobody here where
 * `../shared/data/dev` is at hand (their pool documents then stand as titles, without other wordings).
 * Beside each figure the plain way: cosine of TF-IDF over characters and pairs.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSearchLexicon } from '../src/knowledge/lexicon';
import type { FaqEntry } from '../src/knowledge/entry';
import { loadFaqEntries } from '../src/knowledge/load-content';
import { lettersOf } from '../src/knowledge/letters';
import { normalise } from '../src/understanding/normalise';
import { createFaqSearch } from '../src/knowledge/search';
import { createTextIndex } from '../src/knowledge/text-index';
import { createTitleSearch } from '../src/knowledge/title-search';
import { projectRoot } from '../src/platform/project-root';

const read = (text: string): string => lettersOf(normalise(text));

interface Questions {
  answered: { question: string; entries: string[] }[];
  unanswered: string[];
}

/** The places at which right answers stood; 0 where none was found. */
type Places = number[];

const lexicon = loadSearchLexicon();
const entries = loadFaqEntries();
const clock = { now: () => new Date('2026-11-25T02:00:00Z') };

for (const name of ['questions', 'fresh-questions']) measureOwn(name);
for (const set of ['kb', 'pairs']) measureShared(set);
measureSpeed(10_000);

function measureOwn(name: string): void {
  const path = join(projectRoot, 'test', 'knowledge', `${name}.json`);
  const { answered, unanswered } = JSON.parse(readFileSync(path, 'utf8')) as Questions;
  const search = createFaqSearch(entries, { clock, lexicon, normalise });
  const published = entries.filter((entry) => entry.status === 'published');
  const texts = published.map((entry) => [entry.title, ...entry.wordings]);
  const plain = plainIndex(texts);
  const index = createTextIndex(
    texts.map((group) => group.map(read)),
    lexicon,
  );
  const placesIn = (rank: (text: string) => number[]): Places =>
    answered.map((row) => 1 + rank(row.question).findIndex((group) => row.entries.includes(published[group]?._id ?? '')));

  console.log(`\n${name}: ${answered.length} with an answer, ${unanswered.length} without`);
  report('plain TF-IDF', placesIn(plain));
  report(
    'this search',
    placesIn((text) => index.nearest(read(text)).map(({ group }) => group)),
  );
  const verdicts = answered.map(({ question, entries: right }) => {
    const { verdict, matches } = search.search(question);
    return {
      verdict,
      right: right.includes(matches[0]?.entry._id ?? ''),
      offered: matches.some(({ entry }) => right.includes(entry._id)),
    };
  });
  const answers = verdicts.filter(({ verdict }) => verdict === 'answer');
  console.log(`  answered rightly ${percent(answers.filter(({ right }) => right).length, verdicts.length)}`);
  console.log(`  answered wrongly ${percent(answers.filter(({ right }) => !right).length, verdicts.length)}`);
  console.log(`  right one answered or offered ${percent(verdicts.filter(({ offered }) => offered).length, verdicts.length)}`);
  const kinds = unanswered.map((question) => search.search(question).verdict);
  for (const kind of ['answer', 'suggest']) {
    console.log(
      `  without an answer, yet "${kind}": ${percent(kinds.filter((verdict) => verdict === kind).length, kinds.length)}`,
    );
  }
}

function measureShared(set: string): void {
  const folder = join(projectRoot, '..', 'shared', 'data', 'dev');
  if (!existsSync(join(folder, 'retrieval_eval.jsonl')))
    return console.log(`\n${set}: not measured, ../shared/data/dev is not here`);
  const ofSet = <Row extends { set: string }>(file: string): Row[] =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
      .filter((row) => row.set === set);
  const titles = ofSet<{ set: string; text: string }>('retrieval_pool.jsonl').map(({ text }) => text);
  const rows = ofSet<{ set: string; query: string; positive: string }>('retrieval_eval.jsonl');
  const plain = plainIndex(titles.map((title) => [title]));
  const search = createTitleSearch(titles, lexicon, normalise);
  const placesIn = (rank: (text: string) => number[]): Places =>
    rows.map((row) => 1 + rank(row.query).findIndex((group) => titles[group] === row.positive));
  console.log(`\n${set}: ${rows.length} questions, ${titles.length} titles`);
  report('plain TF-IDF', placesIn(plain));
  report(
    'this search',
    placesIn((text) => search(text).map(({ title }) => title)),
  );
}

function measureSpeed(count: number): void {
  const many: FaqEntry[] = Array.from({ length: count }, (_, at) => {
    const entry = entries[at % entries.length]!;
    return { ...entry, _id: `${entry._id}-${at}`, title: `${entry.title}${at}` };
  });
  const build = process.hrtime.bigint();
  const search = createFaqSearch(many, { clock, lexicon, normalise });
  const built = milliseconds(build);
  const rounds = 200;
  const ask = process.hrtime.bigint();
  for (let round = 0; round < rounds; round++) search.search(entries[round % entries.length]!.title);
  console.log(`\n${count} entries: built in ${built.toFixed(0)} ms, asked in ${(milliseconds(ask) / rounds).toFixed(2)} ms`);
}

/** The baseline: cosine of TF-IDF over single characters and pairs. */
function plainIndex(groups: readonly (readonly string[])[]): (text: string) => number[] {
  const parts = (text: string): string[] =>
    [...text].flatMap((character, at, all) => [character, character + (all[at + 1] ?? '')]);
  const texts = groups.flatMap((group, at) => group.map((text) => ({ at, parts: new Set(parts(text)) })));
  const containing = new Map<string, number>();
  for (const text of texts) for (const part of text.parts) containing.set(part, (containing.get(part) ?? 0) + 1);
  const weight = (part: string): number => Math.log((1 + texts.length) / (1 + (containing.get(part) ?? 0))) + 1;
  const length = (found: ReadonlySet<string>): number => Math.hypot(...[...found].map(weight));
  return (question) => {
    const asked = new Set(parts(question));
    const best = new Map<number, number>();
    for (const text of texts) {
      const shared = [...asked].filter((part) => text.parts.has(part)).reduce((sum, part) => sum + weight(part) ** 2, 0);
      best.set(text.at, Math.max(best.get(text.at) ?? 0, shared / length(text.parts)));
    }
    return [...best]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 20)
      .map(([at]) => at);
  };
}

function report(name: string, places: Places): void {
  const share = (atMost: number): string => percent(places.filter((place) => place > 0 && place <= atMost).length, places.length);
  const reciprocal = places.reduce((sum, place) => sum + (place ? 1 / place : 0), 0) / places.length;
  console.log(`  ${name}: R@1 ${share(1)}, R@5 ${share(5)}, MRR ${reciprocal.toFixed(3)}`);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function milliseconds(since: bigint): number {
  return Number(process.hrtime.bigint() - since) / 1e6;
}
