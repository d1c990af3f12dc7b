/** An import from its check to its end. `row` is the line of the file, its heading being 1. */

export interface ImportRow {
  row: number;
  action: 'create' | 'change' | 'same' | 'refuse';
  id?: string;
  title: string;
  changes: string[];
  problems: { field: string; message: string }[];
}

export type ImportTotals = Record<ImportRow['action'], number>;

export interface ImportCheck {
  importId: string;
  rows: ImportRow[];
  totals: ImportTotals;
}

export interface ImportProgress {
  state: 'checked' | 'running' | 'done' | 'failed';
  done: number;
  total: number;
  totals: ImportTotals;
  failures: { row: number; message: string }[];
}
