import type { Filter } from 'mongodb';
import { transferMessages } from '../../../locales/transfer/messages';
import type { TransferLocale, TransferMessages } from '../../../locales/transfer/messages';
import { XiaobaoError } from '../../platform/errors';
import { randomId } from '../../platform/ids';
import type { Logger } from '../../platform/logger';
import { dayOf } from '../../platform/shanghai';
import type { Collection } from '../../storage/database';
import type { EntryBook } from '../entry-book';
import type { CellContext } from './entry-cells';
import { FAILURES_KEPT, failureOf, generalFailure, totalsOf } from './import-job';
import type { ImportJob, ImportJobRow, ImportOrder } from './import-job';
import { planImport } from './plan-import';
import type { PlannedRow } from './plan-import';
import { readImportFile } from './read-import-file';
import { ImportRun } from './import-run';

export interface ImportSources extends Omit<CellContext, 'words'> {
  book: EntryBook;
  jobs: Collection<ImportJob>;
  rows: Collection<ImportJobRow>;
  logger: Logger;
  /** Where this process listens: no two live ones share it, so what runs there is of a dead one. A command listens nowhere. */
  place?: string;
}

const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** Whoever runs an import says so more often than this; a silent one has stopped. */
const SILENT_MS = 30_000;
const ROWS_AT_ONCE = 500;

/** Imports of files: checked first, applied in the background, their progress kept in the store. */
export class Imports {
  private readonly running = new Map<string, { run: ImportRun; ended: Promise<void> }>();

  constructor(private readonly sources: ImportSources) {}

  /**
   * Reads a file and says row by row what importing it would do; nothing but the plan is written.
   * @throws ImportFileError where the file as a whole cannot be read
   */
  async check(
    file: { name: string; bytes: Buffer },
    { actor, words }: { actor: string; words: TransferMessages },
  ): Promise<{ job: ImportJob; plan: PlannedRow[] }> {
    const { book, jobs, rows, categories, instruments } = this.sources;
    const drafts = await readImportFile(file.name, file.bytes, words);
    const at = book.clock.now();
    const records = new Map([...book.all()].map((record) => [record._id, record]));
    const plan = planImport(drafts, { records: records.values(), today: dayOf(at), words, categories, instruments });
    const totals = totalsOf(plan);
    const expiresAt = new Date(at.getTime() + KEPT_MS);
    const refused = plan.filter(({ action }) => action === 'refuse').slice(0, FAILURES_KEPT);
    const job: ImportJob = {
      _id: randomId('imp'),
      state: 'checked',
      at,
      by: actor,
      done: 0,
      total: totals.create + totals.change,
      totals,
      refused: refused.map(failureOf),
      failures: [],
      expiresAt,
    };
    const kept = plan
      .filter(({ content }) => content)
      .map((planned): ImportJobRow => {
        const former = records.get(planned.id ?? '')?.draft;
        return { _id: `${job._id}#${planned.row}`, importId: job._id, planned, ...(former ? { former } : {}), expiresAt };
      });
    for (let from = 0; from < kept.length; from += ROWS_AT_ONCE) await rows.insertMany(kept.slice(from, from + ROWS_AT_ONCE));
    await jobs.insertOne(job);
    return { job, plan };
  }

  /**
   * Begins to write what was checked, or goes on where it stopped; one that runs, is done or goes on by itself is let be. Each row is
   * written once, however often this is called.
   * @throws XB_NO_IMPORT
   */
  async apply(id: string, order: ImportOrder): Promise<ImportJob> {
    const silent = { aliveAt: { $lt: this.silentSince() }, 'order.allOrNothing': false };
    const job = await this.begin(
      { _id: id, $or: [{ state: { $in: ['checked', 'failed'] } }, { state: 'running', ...silent }] },
      order,
    );
    return job ?? this.progress(id, order.locale);
  }

  /** @throws XB_NO_IMPORT */
  async progress(id: string, locale: TransferLocale): Promise<ImportJob> {
    const job = await this.sources.jobs.findOne({ _id: id });
    if (!job) throw new XiaobaoError('XB_NO_IMPORT');
    const goesOn = job.order?.allOrNothing ?? false;
    if (job.state !== 'running' || goesOn || (job.aliveAt ?? job.at) >= this.silentSince()) return job;
    const stopped = generalFailure(transferMessages[locale].rows.interrupted);
    return { ...job, state: 'failed', failures: [...job.failures, stopped] };
  }

  /** Takes imports of all or nothing to their end whose process has ended in the middle: nobody need ask for it. */
  async takeUp(): Promise<void> {
    const left = { state: 'running' as const, aliveAt: { $lt: this.silentSince() }, 'order.allOrNothing': true };
    for (const { _id } of await this.sources.jobs.find(left).toArray()) await this.begin({ ...left, _id });
  }

  /** Ends the runs of earlier lives: of this place's, or (a store that only one process can hold) of all. */
  async endForeign(of: 'this place' | 'everyone'): Promise<void> {
    const { place, jobs } = this.sources;
    if (of === 'this place' && place === undefined) return;
    const runs = of === 'everyone' ? {} : { run: { $gt: `${place}/`, $lt: `${place}0` } };
    await jobs.updateMany({ state: 'running', ...runs }, { $set: { aliveAt: new Date(0) } });
  }

  /** Resolves when an import that runs here has ended. */
  async finished(id: string): Promise<void> {
    await this.running.get(id)?.ended;
  }

  /** Stops what runs at the next lot of rows; it can be gone on with later. */
  async close(): Promise<void> {
    for (const { run } of this.running.values()) run.stop();
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }

  /** Makes a run of an import that is in this state; of two who try at once one does. */
  private async begin(state: Filter<ImportJob>, order?: ImportOrder): Promise<ImportJob | null> {
    const { jobs, book } = this.sources;
    const fresh = order ? { order, done: 0, failures: [] } : {};
    const job = await jobs.findOneAndUpdate(state, {
      $set: {
        state: 'running',
        run: `${this.sources.place ?? 'command'}/${randomId('run')}`,
        aliveAt: book.clock.now(),
        ...fresh,
      },
    });
    if (!job?.order || !job.run) return null;
    const run = new ImportRun(this.sources, { ...job, order: job.order, run: job.run });
    const ended = run.toItsEnd().finally(() => this.running.delete(job._id));
    this.running.set(job._id, { run, ended });
    return job;
  }

  private silentSince(): Date {
    return new Date(this.sources.book.clock.now().getTime() - SILENT_MS);
  }
}
