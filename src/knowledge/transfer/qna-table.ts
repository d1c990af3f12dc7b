import type { TransferMessages } from '../../../locales/transfer/messages';
import type { RowDraft } from './columns';
import { fromSafeCell } from './sheet';
import type { SheetRow } from './sheet';

/** A pair of QnA Maker, whichever file it came in. */
export interface QnaPair {
  row: number;
  questions: string[];
  answer: string;
  /** Its id in that knowledge base, where it has one. */
  id?: string;
  metadata: ReadonlyMap<string, string>;
  /** Ids or questions of the pairs that it prompts. */
  prompts: string[];
  troubles: RowDraft['problems'];
}

/** `Question Answer Source Metadata SuggestedQuestions IsContextOnly Prompts QnaId …`, in any order. */
export function isQnaHead(heads: readonly string[]): boolean {
  return heads.includes('Question') && heads.includes('Answer');
}

/** Every question of a pair is a row of its own there; rows of one id, or of one answer and source, are one entry here. */
export function readQnaTable(heads: readonly string[], body: readonly SheetRow[], words: TransferMessages): RowDraft[] {
  const at = (row: SheetRow, head: string): string => fromSafeCell(row.cells[heads.indexOf(head)]?.text ?? '').trim();
  const pairs = new Map<string, QnaPair>();
  const blanks: RowDraft[] = [];
  for (const row of body) {
    if (row.cells.every(({ text }) => text.trim() === '')) {
      blanks.push({ row: row.row, cells: {}, problems: [{ field: '', message: words.rows.emptyRow }], blank: true });
      continue;
    }
    const troubles = row.cells.flatMap(({ trouble }, column) =>
      trouble ? [{ field: heads[column] ?? '', message: words.rows[trouble] }] : [],
    );
    const id = at(row, 'QnaId');
    const answer = at(row, 'Answer').replaceAll('\\n', '\n');
    const key = id && id !== '0' ? id : JSON.stringify([answer, at(row, 'Source')]);
    const pair = pairs.get(key) ?? {
      row: row.row,
      questions: [],
      answer,
      ...(id ? { id } : {}),
      metadata: readMetadata(at(row, 'Metadata')),
      prompts: [],
      troubles: [],
    };
    pairs.set(key, pair);
    pair.questions.push(at(row, 'Question'));
    pair.prompts.push(...readPrompts(at(row, 'Prompts')));
    pair.troubles.push(...troubles);
  }
  return [...blanks, ...[...pairs.values()].map(draftOfPair)].sort((a, b) => a.row - b.row);
}

/** A pair as a row of ours: its first question is the title, its metadata `category` the category. */
export function draftOfPair({ row, questions, answer, id, metadata, prompts, troubles }: QnaPair): RowDraft {
  const [title = '', ...others] = [...new Set(questions.map((question) => question.trim()))].filter(Boolean);
  return {
    row,
    ...(id === undefined ? {} : { key: id }),
    cells: {
      title,
      wordings: others.join('\n'),
      answer,
      category: metadata.get('category') ?? '',
      followUps: [...new Set(prompts)].join('\n'),
    },
    problems: troubles,
  };
}

/** `category:loan|channel:web` of QnA Maker, or `[{"name":"category","value":"loan"}]`. */
function readMetadata(text: string): Map<string, string> {
  const listed = readJsonList(text);
  const pairs = listed
    ? listed.map((item) => [item.name ?? item.key, item.value])
    : text.split('|').map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]);
  return new Map(
    pairs.flatMap(([name, value]) =>
      typeof name === 'string' && typeof value === 'string' ? [[name.trim().toLowerCase(), value.trim()]] : [],
    ),
  );
}

/** `[{"displayOrder":0,"qnaId":3,"displayText":"…"}]`. */
function readPrompts(text: string): string[] {
  return (readJsonList(text) ?? []).flatMap(({ qnaId, QnaId = qnaId }) =>
    typeof QnaId === 'number' || typeof QnaId === 'string' ? [String(QnaId)] : [],
  );
}

function readJsonList(text: string): Record<string, unknown>[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value)
      ? value.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null)
      : undefined;
  } catch {
    return undefined;
  }
}
