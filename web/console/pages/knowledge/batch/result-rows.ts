import type { KnowledgeTexts } from '../../../../../locales/console/knowledge/zh-CN';
import type { Tried } from '../knowledge-types';

/** The results of a test as rows of a file, headings first. */
export function resultRows(results: readonly Tried[], words: KnowledgeTexts['test']): string[][] {
  const rows = results.map(({ question, found: { verdict, matches } }) => {
    const [first, ...others] = matches;
    return [
      question,
      words.verdicts[verdict],
      first?.title ?? '',
      first?.id ?? '',
      first ? first.score.toFixed(3) : '',
      others.map(({ title }) => title).join('；'),
    ];
  });
  return [[words.question, words.verdict, words.first, 'id', words.score, words.others], ...rows];
}
