import type { TransferMessages } from '../../../locales/transfer/messages';
import { transferMessages } from '../../../locales/transfer/messages';

/** The columns of a sheet of entries, in their order. `status` is there to be read only. */
export const COLUMNS = [
  'id',
  'revision',
  'status',
  'title',
  'category',
  'wordings',
  'answer',
  'detail',
  'plain',
  'citations',
  'followUps',
  'channels',
  'readers',
  'staffOnly',
  'validFrom',
  'validTo',
  'reviewBy',
  'needsConfirmation',
] as const satisfies readonly (keyof TransferMessages['columns'])[];

export type Column = (typeof COLUMNS)[number];
export type Cells = Partial<Record<Column, string>>;

/** What is wrong with a row, in the words of its sheet. */
export interface RowProblem {
  /** The head of the column; empty where it is the row as a whole. */
  field: string;
  message: string;
}

/** A row of a file, in the columns that the file has. */
export interface RowDraft {
  row: number;
  cells: Cells;
  /** By which other rows of the file name it, where the file has ids of its own. */
  key?: string;
  problems: RowProblem[];
  /** Nothing but these: the row holds no entry. */
  blank?: true;
}

/** The column that a head names, in any language that we write. */
export function columnOf(head: string): Column | undefined {
  const name = fold(head);
  return COLUMNS.find((column) =>
    [column, ...Object.values(transferMessages).map(({ columns }) => columns[column])].some((known) => fold(known) === name),
  );
}

/** The key of a choice that a cell names, in any language, or by its key. */
export function choiceOf<Key extends string>(
  text: string,
  pick: (messages: TransferMessages) => Record<Key, string>,
): Key | undefined {
  const name = fold(text);
  for (const messages of Object.values(transferMessages))
    for (const [key, word] of Object.entries(pick(messages)) as [Key, string][])
      if (fold(key) === name || fold(word) === name) return key;
  return undefined;
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s_-]/g, '')
    .toLowerCase();
}
