import { questionsOf } from '../src/knowledge/entry';
import type { FaqResult } from '../src/knowledge/entry';
import type { SearchLexicon } from '../src/knowledge/lexicon';
import { loadFaqEntries } from '../src/knowledge/load-content';
import { createFaqSearch } from '../src/knowledge/search';
import { normalise } from '../src/understanding/normalise';
import { NOW, devLines } from './dev-data';
import { share, table } from './markdown';
import { OWN_QUESTIONS, readOwnQuestions } from './search-tasks';
import type { Semantic } from './semantic';

type Ask = (question: string) => FaqResult;

interface Message {
  text: string;
  coarse: string;
  alt?: string;
}

/** What consumers get: the right answer, a wrong one, titles or nothing; and how often nothing is right where there is no answer. */
export async function evaluateVerdicts(lexicon: SearchLexicon, semantic: Semantic | undefined): Promise<string> {
  const entries = loadFaqEntries();
  const search = createFaqSearch(entries, { clock: { now: () => NOW }, lexicon, normalise, vectors: semantic?.vectors });
  const messages = devLines<Message>('intent_eval.jsonl');
  const asked = [
    ...OWN_QUESTIONS.map(readOwnQuestions).flatMap((own) => [...own.answered.map(({ question }) => question), ...own.unanswered]),
    ...(messages ?? []).map(({ text }) => text),
  ];
  const texts = [...entries.flatMap(questionsOf), ...lexicon.declined.flatMap(({ wordings }) => wordings)];
  const heard = await semantic?.hear(texts, asked);
  const ways: [string, Ask][] = [
    ['Xiaobao', (question) => search.search(question)],
    ...(heard
      ? [['with the endpoint', (question: string) => search.search(question, { vector: heard.get(question) })] as [string, Ask]]
      : []),
  ];
  return [
    'Our own unseen questions that have an answer. An answer is given at once; below its threshold up to three titles are offered.',
    table(
      ['', 'questions', 'answered rightly', 'answered wrongly', 'right one answered or offered', 'nothing'],
      OWN_QUESTIONS.flatMap((name) => ways.map(([way, ask]) => [`${name}, ${way}`, ...answeredCells(name, ask)])),
    ),
    'Our own unseen questions that have none:',
    table(
      ['', 'questions', 'answered', 'titles', 'nothing'],
      OWN_QUESTIONS.flatMap((name) =>
        ways.map(([way, ask]) => [`${name}, ${way}`, ...verdictCells(readOwnQuestions(name).unanswered.map(ask))]),
      ),
    ),
    messages
      ? realMessages(messages, ways)
      : '`../shared/data/dev/intent_eval.jsonl` is not here: real messages without an answer were not measured.',
  ].join('\n\n');
}

function answeredCells(name: (typeof OWN_QUESTIONS)[number], ask: Ask): string[] {
  const found = readOwnQuestions(name).answered.map(({ question, entries: right }) => {
    const { verdict, matches } = ask(question);
    const ids = matches.map(({ entry }) => entry._id);
    return { verdict, right: right.includes(ids[0] ?? ''), offered: ids.some((id) => right.includes(id)) };
  });
  const part = (holds: (one: (typeof found)[number]) => boolean): string => share(found.filter(holds).length / found.length);
  return [
    String(found.length),
    part(({ verdict, right }) => verdict === 'answer' && right),
    part(({ verdict, right }) => verdict === 'answer' && !right),
    part(({ offered }) => offered),
    part(({ verdict }) => verdict === 'none'),
  ];
}

/** The messages of others that ask nothing of a bank, and those that ask for knowledge, which our entries may or may not hold. */
function realMessages(messages: readonly Message[], ways: readonly [string, Ask][]): string {
  const outOfScope = messages.filter(({ coarse }) => coarse === 'out_of_scope');
  const faq = messages.filter(({ coarse }) => coarse === 'faq');
  const results = ways.map(([way, ask]) => ({
    way,
    outside: outOfScope.map(({ text }) => ask(text)),
    faq: faq.map(({ text }) => ask(text)),
  }));
  return [
    'Real messages (`intent_eval.jsonl`) against our published entries:',
    table(
      ['', 'messages', 'answered', 'titles', 'nothing'],
      results.flatMap(({ way, outside, faq: asked }) => [
        [`\`out_of_scope\`, ${way}`, ...verdictCells(outside)],
        [`\`faq\`, ${way}`, ...verdictCells(asked)],
      ]),
    ),
    'Of these two, taking `out_of_scope` for what has no answer and `faq` for what has one. Precision is a lower bound: the `faq` messages were written to other banks, and nobody marked which of them our entries answer.',
    table(
      ['', 'precision', 'recall'],
      results.flatMap(({ way, outside, faq: asked }) => [
        [`nothing, neither answer nor titles: ${way}`, ...precisionRecall(outside, asked, ({ verdict }) => verdict === 'none')],
        [`no answer, titles at most: ${way}`, ...precisionRecall(outside, asked, ({ verdict }) => verdict !== 'answer')],
      ]),
    ),
  ].join('\n\n');
}

function precisionRecall(
  without: readonly FaqResult[],
  others: readonly FaqResult[],
  declines: (result: FaqResult) => boolean,
): string[] {
  const [right, wrong] = [without.filter(declines).length, others.filter(declines).length];
  return [right / Math.max(1, right + wrong), right / Math.max(1, without.length)].map(share);
}

function verdictCells(results: readonly FaqResult[]): string[] {
  const count = (kind: FaqResult['verdict']): string => String(results.filter(({ verdict }) => verdict === kind).length);
  return [String(results.length), count('answer'), count('suggest'), count('none')];
}
