import { transferMessages } from '../../../locales/transfer/messages';
import type { TransferMessages } from '../../../locales/transfer/messages';
import { holdsImported, importEntries } from '../commands/import-entries';
import type { ImportedEntry } from '../commands/import-entries';
import { undoImport } from '../commands/undo-import';
import { FAILURES_KEPT, generalFailure } from './import-job';
import type { ImportFailure, ImportJob, ImportJobRow, OrderedImport } from './import-job';
import type { ImportSources } from './imports';

/** So many rows are written in a few calls; progress is told after each lot. */
const TOGETHER = 100;

/**
 * One run of an import. Writes rows through the command that keeps versions, and says how far it is. A run may end anywhere: another one
 * of the same import finds what is written and goes on, forwards or, where all or nothing has come to nothing, backwards.
 */
export class ImportRun {
  private stopping = false;
  private done = 0;
  private readonly failures: ImportFailure[];
  private readonly words: TransferMessages;

  constructor(
    private readonly sources: ImportSources,
    private readonly job: OrderedImport,
  ) {
    this.words = transferMessages[job.order.locale];
    this.failures = [...job.failures];
  }

  stop(): void {
    this.stopping = true;
  }

  /** Never rejects: what goes wrong stands in the job. */
  async toItsEnd(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      this.sources.logger.error({ err: error, import: this.job._id }, 'import failed');
      await this.fall().catch((again: unknown) => this.sources.logger.error({ err: again }, 'import left as it is'));
    }
  }

  private async run(): Promise<void> {
    const { rows: words } = this.words;
    const { _id: importId, totals, order, refused, undoing } = this.job;
    if (order.allOrNothing && totals.refuse > 0) {
      this.failures.push(...refused, generalFailure(words.refusedTogether));
      return this.end('failed');
    }
    const rows = await this.sources.rows.find({ importId }, { sort: { 'planned.row': 1 } }).toArray();
    if (undoing) return this.undo(rows);
    if (order.allOrNothing && this.findOvertaken(rows)) return this.undo(rows);
    for (const lot of lotsOf(rows)) {
      if (this.stopping) return this.pause();
      const overtaken = await importEntries(this.sources.book, lot.map(this.entryOf));
      this.fail(overtaken, words.overtaken);
      if (order.allOrNothing && overtaken.length > 0) return this.undo(rows);
      this.done += lot.length - overtaken.length;
      await this.say({ done: this.done });
    }
    this.failures.unshift(...refused);
    await this.end('done');
  }

  /** Before the first write: whether the entry of some row has moved on since the check. */
  private findOvertaken(rows: readonly ImportJobRow[]): boolean {
    const records = new Map([...this.sources.book.all()].map((record) => [record._id, record]));
    const overtaken = rows.map(this.entryOf).filter((entry) => {
      const record = records.get(entry.id);
      return (record?.revision ?? 0) !== (entry.revision ?? 0) && !(record && holdsImported(record, entry));
    });
    this.fail(overtaken, this.words.rows.overtaken);
    return overtaken.length > 0;
  }

  /** Puts back what any run of this import has written, the last first. */
  private async undo(rows: readonly ImportJobRow[]): Promise<void> {
    const { undoReason: reason, rows: words } = this.words;
    await this.say({ undoing: true, failures: this.failures.slice(0, FAILURES_KEPT) });
    const left: RowEntry[] = [];
    for (const lot of lotsOf(rows).reverse()) {
      if (this.stopping) return this.pause();
      const entries = lot.map((row) => ({ ...this.entryOf(row), reason, former: row.former })).reverse();
      left.push(...(await undoImport(this.sources.book, entries)));
      await this.say({});
    }
    this.done = left.length;
    this.fail(left, words.notUndone);
    this.failures.push(generalFailure(words.undone));
    await this.end('failed');
  }

  /** Stopped on the way: what may stay half goes on when somebody asks for it, the rest with the next sweep. */
  private pause(): Promise<void> {
    if (this.job.order.allOrNothing) return this.say({ aliveAt: new Date(0) });
    this.failures.push(generalFailure(this.words.rows.interrupted));
    return this.end('failed');
  }

  /** Something broke. All or nothing stays `running` and is taken back by the next sweep that can. */
  private fall(): Promise<void> {
    if (this.job.order.allOrNothing) return this.say({ undoing: true });
    this.failures.push(generalFailure(this.words.rows.failed));
    return this.end('failed');
  }

  private readonly entryOf = ({ planned: { row, title, id, content, revision } }: ImportJobRow): RowEntry => {
    if (id === undefined || content === undefined) throw new Error('A row without an entry is not kept.');
    return { row, title, id, revision, content, actor: this.job.order.actor, reason: this.words.importReason };
  };

  private fail(entries: readonly RowEntry[], message: string): void {
    this.failures.push(...entries.map(({ row, title }) => ({ row, title, problems: [{ field: '', message }] })));
  }

  private end(state: ImportJob['state']): Promise<void> {
    return this.say({ state, done: this.done, failures: this.failures.slice(0, FAILURES_KEPT) });
  }

  /** @throws where another run has taken over */
  private async say(change: Partial<ImportJob>): Promise<void> {
    const { _id, run } = this.job;
    const said = { aliveAt: this.sources.book.clock.now(), ...change };
    const { matched } = await this.sources.jobs.updateOne({ _id, run }, { $set: said });
    if (matched === 0) throw new Error('Another run has taken this import over.');
  }
}

type RowEntry = ImportedEntry & { row: number; title: string };

function lotsOf<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / TOGETHER) }, (_, at) => rows.slice(at * TOGETHER, (at + 1) * TOGETHER));
}
