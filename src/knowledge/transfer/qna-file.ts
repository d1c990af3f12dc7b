import type { RowDraft } from './columns';
import { draftOfPair } from './qna-table';
import type { QnaPair } from './qna-table';

interface OpenPair extends QnaPair {
  metadata: Map<string, string>;
  part: 'questions' | 'filters' | 'prompts';
}

/**
 * The `.qna` format of Bot Framework's tools: `# ? question`, `- another wording`, `**Filters:**`, the answer between ``` lines,
 * `**Prompts:**` with `- [text](#id)`, and `<a id = "3"></a>` before a pair. Row numbers are line numbers.
 */
export function readQnaFile(text: string): RowDraft[] {
  const pairs: OpenPair[] = [];
  let id: string | undefined;
  let answer: string[] | undefined;
  text.split(/\r\n?|\n/).forEach((raw, at) => {
    const line = raw.trim();
    const pair = pairs.at(-1);
    if (line.startsWith('```')) {
      if (answer && pair) pair.answer = answer.join('\n').trim();
      answer = answer || !pair ? undefined : [];
      return;
    }
    if (answer) return void answer.push(raw.replace(/^\s{1,4}/, ''));
    const anchor = /^<a\s+id\s*=\s*["']?([^"'>]+)["']?\s*>/i.exec(line)?.[1];
    if (anchor !== undefined) return void (id = anchor.trim());
    const question = /^#+\s*\?\s*(.*)$/.exec(line)?.[1];
    if (question !== undefined) {
      pairs.push(openPair(at + 1, question, id));
      id = undefined;
    } else if (pair) readLine(pair, line);
  });
  return pairs.map(draftOfPair);
}

function openPair(row: number, question: string, id: string | undefined): OpenPair {
  const named = id === undefined ? {} : { id };
  return { row, questions: [question], answer: '', ...named, metadata: new Map(), prompts: [], troubles: [], part: 'questions' };
}

function readLine(pair: OpenPair, line: string): void {
  if (/^\*\*filters:\*\*/i.test(line)) pair.part = 'filters';
  else if (/^\*\*prompts:\*\*/i.test(line)) pair.part = 'prompts';
  const item = /^[-*+]\s*([^*].*)$/.exec(line)?.[1];
  if (item === undefined) return;
  if (pair.part === 'questions') pair.questions.push(item);
  else if (pair.part === 'filters') {
    const equals = item.indexOf('=');
    if (equals > 0) pair.metadata.set(item.slice(0, equals).trim().toLowerCase(), item.slice(equals + 1).trim());
  } else {
    const target = /\]\(#\??([^)]*)\)/.exec(item)?.[1];
    if (target) pair.prompts.push(target.trim());
  }
}
