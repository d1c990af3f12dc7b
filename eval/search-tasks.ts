import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { questionsOf } from '../src/knowledge/entry';
import type { FaqEntry } from '../src/knowledge/entry';
import { projectRoot } from '../src/platform/project-root';
import { devLines } from './dev-data';
import type { Asked, Task } from './retrieval';

/** Questions that no wording repeats, with the entries that answer them, and questions that nothing here answers. */
export interface OwnQuestions {
  answered: readonly { question: string; entries: readonly string[] }[];
  unanswered: readonly string[];
}

export const OWN_QUESTIONS = ['questions', 'fresh-questions'] as const;

export function readOwnQuestions(name: (typeof OWN_QUESTIONS)[number]): OwnQuestions {
  return JSON.parse(readFileSync(join(projectRoot, 'test', 'knowledge', `${name}.json`), 'utf8')) as OwnQuestions;
}

/** Unseen questions over all ways of asking for each entry. */
export function unseenTask(entries: readonly FaqEntry[], { answered }: OwnQuestions): Task {
  const numbers = new Map(entries.map(({ _id }, at) => [_id, at]));
  return {
    groups: entries.map(questionsOf),
    asked: answered.map((row) => ({ question: row.question, right: new Set(row.entries.map((id) => numbers.get(id) ?? -1)) })),
  };
}

/** Every wording asked while it alone is missing: a task for each place in the lists of wordings, so that few indexes are built. */
export function heldOutTasks(entries: readonly FaqEntry[]): Task[] {
  const most = Math.max(...entries.map(({ wordings }) => wordings.length));
  return Array.from({ length: most }, (_, place) => ({
    groups: entries.map(({ title, wordings }) => [title, ...wordings.filter((_wording, at) => at !== place)]),
    asked: entries.flatMap(({ wordings }, group) => askedFor(wordings.slice(place, place + 1), group)),
  }));
}

/** Every wording over titles alone, as others' collections of questions are. */
export function titlesTask(entries: readonly FaqEntry[]): Task {
  return {
    groups: entries.map(({ title }) => [title]),
    asked: entries.flatMap(({ wordings }, group) => askedFor(wordings, group)),
  };
}

/** Real questions of others over titles of others; nothing where the data is not at hand. */
export function sharedTask(set: 'kb' | 'pairs'): Task | undefined {
  const pool = devLines<{ set: string; text: string }>('retrieval_pool.jsonl');
  const rows = devLines<{ set: string; query: string; positive: string; same_answer: string[] }>('retrieval_eval.jsonl');
  if (!pool || !rows) return undefined;
  const titles = [...new Set(pool.filter((row) => row.set === set).map(({ text }) => text))];
  const numbers = new Map(titles.map((title, at) => [title, at]));
  const numbersOf = (texts: readonly string[]): ReadonlySet<number> => new Set(texts.map((text) => numbers.get(text) ?? -1));
  return {
    groups: titles.map((title) => [title]),
    asked: rows
      .filter((row) => row.set === set)
      .map(({ query, positive, same_answer: same }) => ({
        question: query,
        right: numbersOf([positive]),
        accepted: numbersOf([positive, ...same]),
      })),
  };
}

function askedFor(questions: readonly string[], group: number): Asked[] {
  return questions.map((question) => ({ question, right: new Set([group]) }));
}
