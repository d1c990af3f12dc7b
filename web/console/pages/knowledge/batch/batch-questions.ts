export interface BatchQuestions {
  questions: string[];
  /** Left out because they are longer than a consumer may ask. */
  tooLong: number;
  /** Left out because there are too many. */
  beyond: number;
}

/** What one test may hold. */
export const MOST_QUESTIONS = 2_000;
const LONGEST = 300;

/** The questions of a text, one a line, each once. */
export function readQuestions(text: string): BatchQuestions {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const all = [...new Set(lines.filter(Boolean))];
  const fitting = all.filter((line) => line.length <= LONGEST);
  return {
    questions: fitting.slice(0, MOST_QUESTIONS),
    tooLong: all.length - fitting.length,
    beyond: Math.max(0, fitting.length - MOST_QUESTIONS),
  };
}

/** The first column of a table file (RFC 4180), a line each; line breaks within a cell become spaces. */
export function firstColumn(csv: string): string {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  let column = 0;
  const end = (): void => {
    if (column === 0) cells.push(cell.replace(/\s*\r?\n\s*/g, ' '));
    cell = '';
  };
  for (let at = 0; at < csv.length; at++) {
    const mark = csv[at] ?? '';
    if (quoted && mark === '"' && csv[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (mark === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && (mark === ',' || mark === '\t')) {
      end();
      column++;
    } else if (!quoted && (mark === '\n' || mark === '\r')) {
      if (mark === '\r' && csv[at + 1] === '\n') at++;
      end();
      column = 0;
    } else cell += mark;
  }
  end();
  return cells.join('\n');
}

/**
 * The questions in a file of questions; the first column where it is a table.
 * @throws TypeError when it is no text in UTF-8
 */
export function questionsInFile(name: string, bytes: ArrayBuffer): string {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return /\.(csv|tsv)$/i.test(name) ? firstColumn(text) : text;
}

/** Lists of at most `size`, in order. */
export function inPortions<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
