import type { TransferLocale } from '../../../locales/transfer/messages';
import { defineCollection } from '../../storage/database';
import type { EntryDraft } from '../entry-record';
import type { PlannedRow } from './plan-import';

export type ImportTotals = Record<PlannedRow['action'], number>;

/** A row that was not imported, and why; row 0 is the import as a whole. */
export type ImportFailure = Pick<PlannedRow, 'row' | 'title' | 'problems'>;

export interface ImportOrder {
  /** A staff id: the author of every draft that comes of it. */
  actor: string;
  /** One row that cannot be imported, and none is. */
  allOrNothing: boolean;
  /** Of what is said about it. */
  locale: TransferLocale;
}

/** An import from its check on; kept for a week. */
export interface ImportJob {
  _id: string;
  /** `failed`: nothing runs, and applying it again goes on where it was; of one that is all or nothing, nothing is left. */
  state: 'checked' | 'running' | 'done' | 'failed';
  at: Date;
  /** Who had it checked. */
  by: string;
  /** Of the rows that create or change something. */
  done: number;
  total: number;
  totals: ImportTotals;
  /** What the check refused. */
  refused: ImportFailure[];
  /** What could not be written, or why nothing was. */
  failures: ImportFailure[];
  /** Since it was applied. */
  order?: ImportOrder;
  /** Which run of it may write; a run that was taken for dead finds another one here and stops. */
  run?: string;
  /** While it runs: when it last said so. */
  aliveAt?: Date;
  /** All or nothing has come to nothing: what was written is being taken back. */
  undoing?: boolean;
  expiresAt: Date;
}

/** An import that somebody has applied. */
export type OrderedImport = ImportJob & Required<Pick<ImportJob, 'order' | 'run'>>;

/** A row to be written. */
export interface ImportJobRow {
  /** `imp_…#12` */
  _id: string;
  importId: string;
  planned: PlannedRow;
  /** The text that stood there, so that it can be put back. */
  former?: EntryDraft;
  expiresAt: Date;
}

export const importsCollection = defineCollection<ImportJob>({
  name: 'faqImports',
  indexes: [{ keys: { state: 1, aliveAt: 1 } }, { keys: { expiresAt: 1 }, expireAfterSeconds: 0 }],
});

export const importRowsCollection = defineCollection<ImportJobRow>({
  name: 'faqImportRows',
  indexes: [{ keys: { importId: 1, 'planned.row': 1 } }, { keys: { expiresAt: 1 }, expireAfterSeconds: 0 }],
});

/** No more of them are kept: a person reads them. */
export const FAILURES_KEPT = 500;

export function totalsOf(plan: readonly PlannedRow[]): ImportTotals {
  const totals: ImportTotals = { create: 0, change: 0, same: 0, refuse: 0 };
  for (const { action } of plan) totals[action]++;
  return totals;
}

export function failureOf({ row, title, problems }: ImportFailure): ImportFailure {
  return { row, title, problems };
}

/** Something about the import as a whole. */
export function generalFailure(message: string): ImportFailure {
  return { row: 0, title: '', problems: [{ field: '', message }] };
}
