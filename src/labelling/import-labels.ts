import { readLines } from '../platform/lines';
import { maskIdentifiers } from '../understanding/mask-identifiers';
import { readLabel } from './label';
import type { Decision, UnclearBook } from './unclear-book';

export interface ImportSettings {
  unclear: UnclearBook;
  /** Intents that a label may name. */
  known: ReadonlySet<string>;
  decision: Decision;
}

/** What became of a file of labels; a row that is wrong stops no other. */
export interface ImportResult {
  imported: number;
  /** At most `SHOWN`; `wrong` counts them all. */
  errors: { line: number; problem: string }[];
  wrong: number;
}

const LONGEST_LINE = 8 * 1024;
const SHOWN = 100;

/** Takes over labels, one JSON line each: `{"text": "...", "intent": "cc_fee"}`; identifiers in them are masked. Importing the same file again changes nothing. */
export async function importLabels(
  input: AsyncIterable<Uint8Array>,
  { unclear, known, decision }: ImportSettings,
): Promise<ImportResult> {
  const result: ImportResult = { imported: 0, errors: [], wrong: 0 };
  for await (const { text, number } of readLines(input, LONGEST_LINE)) {
    const label = readLabel(text, known);
    if (typeof label === 'string') {
      result.wrong++;
      if (result.errors.length < SHOWN) result.errors.push({ line: number, problem: label });
      continue;
    }
    await unclear.importLabel({ ...label, text: maskIdentifiers(label.text, decision.at) }, decision);
    result.imported++;
  }
  return result;
}
