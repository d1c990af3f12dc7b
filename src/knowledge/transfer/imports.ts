import type { TransferMessages } from '../../../locales/transfer/messages';
import { XiaobaoError } from '../../platform/errors';
import { randomId } from '../../platform/ids';
import type { Logger } from '../../platform/logger';
import { dayOf } from '../../platform/shanghai';
import type { Collection } from '../../storage/database';
import type { EntryBook } from '../entry-book';
import type { CellContext } from './entry-cells';
import { FAILURES_KEPT, failureOf, totalsOf } from './import-job';
import type { ImportJob, ImportJobRow } from './import-job';
import { planImport } from './plan-import';
import type { PlannedRow } from './plan-import';
import { readImportFile } from './read-import-file';
import { ImportRun } from './import-run';

export interface ImportSources extends Omit<CellContext, 'words'> {
  book: EntryBook;
  jobs: Collection<ImportJob>;
  rows: Collection<ImportJobRow>;
  logger: Logger;
}

export interface ImportOrder {
  /** A staff id: the author of every draft that comes of it. */
  actor: string;
  /** One row that cannot be imported, and none is. */
  allOrNothing: boolean;
  words: TransferMessages;
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
    { actor, words }: Pick<ImportOrder, 'actor' | 'words'>,
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
   * Begins to write what was checked, or goes on where it stopped; one that runs or is done is let be. Each row is written once,
   * however often this is called.
   * @throws XB_NO_IMPORT
   */
  async apply(id: string, order: ImportOrder): Promise<ImportJob> {
    const { jobs, book } = this.sources;
    const now = book.clock.now();
    const claimed = await jobs.findOneAndUpdate(
      {
        _id: id,
        $or: [
          { state: { $in: ['checked', 'failed'] } },
          { state: 'running', aliveAt: { $lt: new Date(now.getTime() - SILENT_MS) } },
        ],
      },
      { $set: { state: 'running', aliveAt: now, done: 0, failures: [] } },
    );
    if (!claimed) return this.progress(id, order.words);
    const run = new ImportRun(this.sources, claimed, order);
    const ended = run.toItsEnd().finally(() => this.running.delete(id));
    this.running.set(id, { run, ended });
    return claimed;
  }

  /** @throws XB_NO_IMPORT */
  async progress(id: string, words: TransferMessages): Promise<ImportJob> {
    const job = await this.sources.jobs.findOne({ _id: id });
    if (!job) throw new XiaobaoError('XB_NO_IMPORT');
    const silent = (job.aliveAt?.getTime() ?? 0) < this.sources.book.clock.now().getTime() - SILENT_MS;
    if (job.state !== 'running' || !silent) return job;
    const stopped = { row: 0, title: '', problems: [{ field: '', message: words.rows.interrupted }] };
    return { ...job, state: 'failed', failures: [...job.failures, stopped] };
  }

  /** Resolves when an import that runs here has ended. */
  async finished(id: string): Promise<void> {
    await this.running.get(id)?.ended;
  }

  /** Stops what runs at the next row; it can be gone on with later. */
  async close(): Promise<void> {
    for (const { run } of this.running.values()) run.stop();
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }
}
