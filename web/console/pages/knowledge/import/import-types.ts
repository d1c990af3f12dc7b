/** An import from its check to its end. `row` is the line of the file, its heading being 1. */

/** `field`: the head of a column, or empty where the row as a whole is meant. */
export interface ImportProblem {
  field: string;
  message: string;
}

export interface ImportRow {
  row: number;
  action: 'create' | 'change' | 'same' | 'refuse';
  id?: string;
  title: string;
  changes: string[];
  problems: ImportProblem[];
}

export type ImportTotals = Record<ImportRow['action'], number>;

export interface ImportCheck {
  importId: string;
  rows: ImportRow[];
  totals: ImportTotals;
}

/** A row that was not imported; row 0 is the import as a whole. */
export type ImportFailure = Pick<ImportRow, 'row' | 'title' | 'problems'>;

export interface ImportProgress {
  state: 'checked' | 'running' | 'done' | 'failed';
  done: number;
  total: number;
  totals: ImportTotals;
  failures: ImportFailure[];
}
