import { changedFields } from '../changed-fields';
import type { ImportedEntry } from '../commands/import-entry';
import { importEntry, importNewEntries, undoImport } from '../commands/import-entry';
import { StaleEntryError } from '../entry-book';
import { FAILURES_KEPT, failureOf } from './import-job';
import type { ImportFailure, ImportJob, ImportJobRow } from './import-job';
import type { ImportOrder, ImportSources } from './imports';

/** So many rows are written side by side: the store commits them together. */
const SIDE_BY_SIDE = 100;

/** One application of an import. Writes each row through the command that keeps versions, and says how far it is. */
export class ImportRun {
  private stopping = false;
  private done = 0;
  private readonly failures: ImportFailure[] = [];
  private readonly written: ImportJobRow[] = [];

  constructor(
    private readonly sources: ImportSources,
    private readonly job: ImportJob,
    private readonly order: ImportOrder,
  ) {}

  stop(): void {
    this.stopping = true;
  }

  /** Never rejects: what goes wrong stands in the job. */
  async toItsEnd(): Promise<void> {
    const { rows: words } = this.order.words;
    try {
      await this.end(await this.run());
    } catch (error) {
      this.sources.logger.error({ err: error, import: this.job._id }, 'import failed');
      this.fail(0, '', words.failed);
      await this.end('failed').catch((again: unknown) => this.sources.logger.error({ err: again }, 'import left as it is'));
    }
  }

  private async run(): Promise<ImportJob['state']> {
    const { allOrNothing, words } = this.order;
    if (allOrNothing && this.job.totals.refuse > 0) {
      this.failures.push(...this.job.refused);
      this.fail(0, '', words.rows.refusedTogether);
      return 'failed';
    }
    const importId = this.job._id;
    const rows = await this.sources.rows.find({ importId }, { sort: { 'planned.row': 1 } }).toArray();
    if (allOrNothing && this.findOvertaken(rows) > 0) return 'failed';
    for (let from = 0; from < rows.length; from += SIDE_BY_SIDE) {
      if (this.stopping) {
        this.fail(0, '', words.rows.interrupted);
        return 'failed';
      }
      await this.writeTogether(rows.slice(from, from + SIDE_BY_SIDE));
      if (allOrNothing && this.failures.length > 0) return this.undo();
      await this.say({ done: this.done });
    }
    this.failures.unshift(...this.job.refused);
    return 'done';
  }

  /** Before the first write: the rows whose entry has moved on since the check. */
  private findOvertaken(rows: readonly ImportJobRow[]): number {
    const records = new Map([...this.sources.book.all()].map((record) => [record._id, record]));
    for (const { planned } of rows) {
      const { revision = 0, draft } = records.get(planned.id ?? '') ?? {};
      const ours = draft && planned.content && changedFields(draft.content, planned.content).length === 0;
      if (revision !== (planned.revision ?? 0) && !ours) this.fail(planned.row, planned.title, this.order.words.rows.overtaken);
    }
    return this.failures.length;
  }

  private async writeTogether(rows: readonly ImportJobRow[]): Promise<void> {
    const fresh = rows.filter(({ planned }) => planned.revision === undefined);
    const together = await importNewEntries(
      this.sources.book,
      fresh.map((row) => this.entryOf(row)),
    );
    if (together) this.count(...fresh);
    await Promise.all(rows.filter((row) => !(together && fresh.includes(row))).map((row) => this.write(row)));
  }

  private count(...rows: ImportJobRow[]): void {
    this.written.push(...rows);
    this.done += rows.length;
  }

  private async write(row: ImportJobRow): Promise<void> {
    const { planned } = row;
    try {
      await importEntry(this.sources.book, this.entryOf(row));
      this.count(row);
    } catch (error) {
      if (!(error instanceof StaleEntryError)) throw error;
      this.fail(planned.row, planned.title, this.order.words.rows.overtaken);
    }
  }

  /** Puts back what was written, the last first. */
  private async undo(): Promise<ImportJob['state']> {
    const { undoReason } = this.order.words;
    const written = this.written.reverse();
    for (let from = 0; from < written.length; from += SIDE_BY_SIDE) {
      await Promise.all(written.slice(from, from + SIDE_BY_SIDE).map((row) => this.takeBack(row, undoReason)));
      await this.say({ done: written.length - from });
    }
    this.done = 0;
    return 'failed';
  }

  private async takeBack(row: ImportJobRow, reason: string): Promise<void> {
    const { undone, notUndone } = this.order.words.rows;
    const { planned, former } = row;
    const back = await undoImport(this.sources.book, { ...this.entryOf(row), reason }, former).catch((error: unknown) => {
      if (error instanceof StaleEntryError) return false;
      throw error;
    });
    this.fail(planned.row, planned.title, back ? undone : notUndone);
  }

  private entryOf({ planned: { id, content, revision } }: ImportJobRow): ImportedEntry {
    if (id === undefined || content === undefined) throw new Error('A row without an entry is not kept.');
    return { id, revision, content, actor: this.order.actor, reason: this.order.words.importReason };
  }

  private fail(row: number, title: string, message: string): void {
    this.failures.push(failureOf({ row, title, problems: [{ field: '', message }] }));
  }

  private end(state: ImportJob['state']): Promise<void> {
    return this.say({ state, done: this.done, failures: this.failures.slice(0, FAILURES_KEPT) });
  }

  private async say(change: Partial<ImportJob>): Promise<void> {
    await this.sources.jobs.updateOne({ _id: this.job._id }, { $set: { ...change, aliveAt: this.sources.book.clock.now() } });
  }
}
