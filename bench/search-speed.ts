import { readOwnQuestions, OWN_QUESTIONS } from '../eval/search-tasks';
import { rankPlainly } from '../eval/plain-ranking';
import { milliseconds, quantile, table } from '../eval/markdown';
import { questionsOf } from '../src/knowledge/entry';
import { loadSearchLexicon } from '../src/knowledge/lexicon';
import { createFaqSearch } from '../src/knowledge/search';
import { normalise } from '../src/understanding/normalise';
import { manyEntries } from './many-entries';

const ENTRIES = 10_000;
/** The plain way takes so much longer that a few questions tell. */
const ASKED_PLAINLY = 30;

/** How long a question takes among 10,000 entries, beside the plain way, and how long the index takes to build. */
export function measureSearch(): string {
  const entries = manyEntries(ENTRIES);
  const lexicon = loadSearchLexicon();
  const begun = performance.now();
  const search = createFaqSearch(entries, { clock: { now: () => new Date() }, lexicon, normalise });
  search.warm();
  const built = performance.now() - begun;
  const questions = OWN_QUESTIONS.flatMap((name) => readOwnQuestions(name).answered.map(({ question }) => question));
  // The first ones are asked while the code is not compiled yet.
  timeEach(questions, (question) => search.search(question));
  const ours = timeEach(questions, (question) => search.search(question));

  const plainBegun = performance.now();
  const plain = rankPlainly(entries.map(questionsOf));
  const plainBuilt = performance.now() - plainBegun;
  const theirs = timeEach(questions.slice(0, ASKED_PLAINLY), plain);
  const row = (what: string, own: number, other: number): string[] => [
    what,
    milliseconds(own),
    milliseconds(other),
    (own / other).toFixed(3),
  ];
  const texts = entries.reduce((sum, entry) => sum + 1 + entry.wordings.length, 0);
  return [
    `${ENTRIES.toLocaleString('en')} published entries with ${texts.toLocaleString('en')} ways of asking, ${questions.length} unseen questions; beside it, in the same run, TF-IDF over characters and pairs that compares every text (\`eval/plain-ranking.ts\`).`,
    table(
      ['', 'Xiaobao', 'plain TF-IDF', 'ratio'],
      [
        row('a question, median', quantile(ours, 0.5), quantile(theirs, 0.5)),
        row('a question, p95', quantile(ours, 0.95), quantile(theirs, 0.95)),
        row('building the index', built, plainBuilt),
      ],
    ),
  ].join('\n\n');
}

function timeEach(questions: readonly string[], ask: (question: string) => unknown): number[] {
  return questions.map((question) => {
    const begun = performance.now();
    ask(question);
    return performance.now() - begun;
  });
}
