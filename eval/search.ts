import { followVectors } from '../src/knowledge/heard-meanings';
import { loadSearchLexicon } from '../src/knowledge/lexicon';
import { lettersOf } from '../src/understanding/letters';
import { loadFaqEntries } from '../src/knowledge/load-content';
import { LONGEST_QUESTION } from '../src/knowledge/search';
import { createTextIndex } from '../src/knowledge/text-index';
import { normalise } from '../src/understanding/normalise';
import { table } from './markdown';
import { rankPlainly } from './plain-ranking';
import { retrievalCells } from './retrieval';
import type { Ranker, Task } from './retrieval';
import { OWN_QUESTIONS, heldOutTasks, readOwnQuestions, sharedTask, titlesTask, unseenTask } from './search-tasks';
import type { Semantic } from './semantic';
import { evaluateVerdicts } from './verdicts';

const lexicon = loadSearchLexicon();

/** How well questions find their answer: places in the ranking, and what the consumer would get. */
export async function evaluateSearch(semantic: Semantic | undefined): Promise<[title: string, body: string][]> {
  const entries = loadFaqEntries().filter(({ status }) => status === 'published');
  return [
    [
      'Real questions over titles of others',
      (await rankings({ '`kb`': tasksOf(sharedTask('kb')), '`pairs`': tasksOf(sharedTask('pairs')) }, semantic)) ||
        '`../shared/data/dev/retrieval_eval.jsonl` is not here: not measured.',
    ],
    [
      'Our own questions',
      await rankings(
        {
          ...Object.fromEntries(OWN_QUESTIONS.map((name) => [name, [unseenTask(entries, readOwnQuestions(name))]])),
          'wordings, each held out': heldOutTasks(entries),
          'wordings over titles alone': [titlesTask(entries)],
        },
        semantic,
      ),
    ],
    ['What a consumer gets', await evaluateVerdicts(lexicon, semantic)],
  ];
}

function tasksOf(task: Task | undefined): Task[] {
  return task ? [task] : [];
}

async function rankings(sets: Readonly<Record<string, readonly Task[]>>, semantic: Semantic | undefined): Promise<string> {
  const rows: string[][] = [];
  for (const [name, tasks] of Object.entries(sets)) {
    const asked = tasks.flatMap((task) => task.asked.map(({ question }) => question));
    if (asked.length === 0) continue;
    const largest = Math.max(...tasks.map(({ groups }) => groups.length));
    rows.push([`${name}: ${asked.length} over ${largest}, plain TF-IDF`, ...retrievalCells(tasks, rankPlainly)]);
    rows.push([`${name}: Xiaobao`, ...retrievalCells(tasks, ranker())]);
    if (!semantic) continue;
    const heard = await semantic.hear([...new Set(tasks.flatMap(({ groups }) => groups.flat()))], asked);
    rows.push([`${name}: with ${semantic.name}`, ...retrievalCells(tasks, ranker({ semantic, heard }))]);
  }
  return rows.length > 0 ? table(['', 'R@1', 'R@5', 'MRR', 'R@1, lenient', 'R@5, lenient'], rows) : '';
}

/** The product's own ranking. */
function ranker(by?: { semantic: Semantic; heard: ReadonlyMap<string, Float32Array> }): Ranker {
  const read = (text: string): string => lettersOf(normalise(text));
  return (groups) => {
    const index = createTextIndex(
      groups.map((texts) => texts.map(read)),
      lexicon,
    );
    const hear = by && followVectors(groups, by.semantic.vectors);
    return (question) => {
      const vector = by?.heard.get(question);
      return index.nearest(read(question).slice(0, LONGEST_QUESTION), vector && hear?.(vector)).map(({ group }) => group);
    };
  };
}
