import { transferMessages } from '../locales/transfer/messages';
import type { TransferMessages } from '../locales/transfer/messages';
import { CommandError } from './command-error';
import { EXPORT_FORMATS, exportEntries } from './knowledge/transfer/export-entries';
import type { ImportFailure } from './knowledge/transfer/import-job';
import type { PlannedRow } from './knowledge/transfer/plan-import';
import { IMPORT_LIMIT } from './knowledge/transfer/read-import-file';
import { ImportFileError, fill } from './knowledge/transfer/sheet';
import { withFaq } from './open-faq';

/** Who the author is of what the command line imports: nobody of the staff, so that any of them may approve it. */
const ACTOR = 'command-line';
const PROGRESS_MS = 1000;

/**
 * `xiaobao faq import`: says row by row what it does, then does it. @returns 1 where a row is refused or could not be written
 * @throws CommandError where the file cannot be read
 */
export async function importEntries(
  file: { name: string; bytes: Buffer },
  { dryRun, allOrNothing }: { dryRun: boolean; allOrNothing: boolean },
  print: (line: string) => void,
): Promise<number> {
  if (file.bytes.length > IMPORT_LIMIT) throw new CommandError(`${file.name} is larger than ${IMPORT_LIMIT} bytes.`);
  return withFaq(async ({ imports }, { defaultLocale }) => {
    const words = transferMessages[defaultLocale];
    const { job, plan } = await imports.check(file, { actor: ACTOR, words }).catch((error: unknown) => {
      throw error instanceof ImportFileError
        ? new CommandError(`${file.name}: ${fill(words.files[error.key], error.details)}`)
        : error;
    });
    for (const row of plan) if (row.action !== 'same' || row.problems.length > 0) print(lineOf(row, words));
    const { create, change, same, refuse } = job.totals;
    print(`create ${create}, change ${change}, same ${same}, refuse ${refuse}`);
    if (dryRun) return refuse > 0 ? 1 : 0;

    await imports.apply(job._id, { actor: ACTOR, allOrNothing, locale: defaultLocale });
    const watching = setInterval(() => {
      void imports.progress(job._id, defaultLocale).then(({ done, total }) => print(`${done}/${total}`));
    }, PROGRESS_MS);
    await imports.finished(job._id).finally(() => clearInterval(watching));
    const { state, done, total, failures } = await imports.progress(job._id, defaultLocale);
    for (const failure of failures.slice(state === 'done' ? job.refused.length : 0)) print(`${problemsOf(failure)}`);
    print(`${state}: ${done}/${total}`);
    return state === 'done' && failures.length === 0 ? 0 : 1;
  });
}

/** `xiaobao faq export`: every entry. @throws CommandError for a format that there is not */
export async function exportEntriesAs(given: string): Promise<Buffer> {
  const format = EXPORT_FORMATS.find((known) => known === given);
  if (!format) throw new CommandError(`--format is "${given}": it takes ${EXPORT_FORMATS.join(', ')}.`);
  return withFaq(({ book, categories, instruments }, { defaultLocale }) => {
    const records = [...book.all()].sort((a, b) => (a._id < b._id ? -1 : 1));
    return exportEntries(records, format, { words: transferMessages[defaultLocale], categories, instruments });
  });
}

function lineOf(row: PlannedRow, words: TransferMessages): string {
  const changed = row.changes.map((field) => (field in words.columns ? words.columns[field as 'title'] : field));
  const what = row.action === 'change' ? ` (${changed.join(', ')})` : '';
  return `${row.row}\t${row.action}${what}\t${row.title}${problemsOf({ ...row, row: 0, title: '' })}`;
}

function problemsOf({ row, title, problems }: ImportFailure): string {
  const said = problems.map(({ field, message }) => `\t${field ? `${field}: ` : ''}${message}`).join('');
  return `${row > 0 ? `${row}\t${title}` : ''}${said}`;
}
