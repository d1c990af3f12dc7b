import { CommandError } from './command-error';
import type { FaqResult } from './knowledge/entry';
import { CONSUMERS } from './knowledge/reader';
import { withFaq } from './open-faq';

/** A question, and the id of the entry that answers it; none where it must not be answered. */
interface Expectation {
  question: string;
  entry: string;
}

/**
 * `xiaobao faq test`: asks each question as a consumer would and says what it finds. @returns 1 where one finds another answer than it should
 * @throws CommandError naming the line that cannot be read
 */
export async function testQuestions(file: { path: string; text: string }, print: (line: string) => void): Promise<number> {
  const expectations = readExpectations(file);
  return withFaq(({ knowledge }) => {
    let right = 0;
    for (const { question, entry } of expectations) {
      const found = knowledge.search(question, CONSUMERS[0]!);
      const holds = (found.verdict === 'answer' ? found.matches[0]?.entry._id : '') === entry;
      if (holds) right++;
      print([holds ? 'right' : 'WRONG', question, entry || '-', describe(found)].join('\t'));
    }
    print(`${right}/${expectations.length}`);
    return Promise.resolve(right === expectations.length ? 0 : 1);
  });
}

function describe({ verdict, matches }: FaqResult): string {
  return [verdict, ...matches.map(({ entry, score }) => `${entry._id} ${score.toFixed(2)}`)].join('\t');
}

function readExpectations({ path, text }: { path: string; text: string }): Expectation[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((line, at) => {
    if (!line.trim()) return [];
    const read = line.trimStart().startsWith('{') ? readJson(line) : readTabbed(line);
    if (read) return [read];
    throw new CommandError(`${path}, line ${at + 1}: a question, a tab and an entry's id, or {"question","entry"}.`);
  });
}

function readTabbed(line: string): Expectation | undefined {
  const [question = '', entry, ...more] = line.split('\t').map((part) => part.trim());
  return question && entry !== undefined && more.length === 0 ? { question, entry } : undefined;
}

function readJson(line: string): Expectation | undefined {
  try {
    const { question, entry = '' } = JSON.parse(line) as Record<string, unknown>;
    return typeof question === 'string' && typeof entry === 'string' ? { question, entry } : undefined;
  } catch {
    return undefined;
  }
}
