import { GateRefusedError } from '../knowledge/commands/publish-entry';
import { StaleEntryError } from '../knowledge/entry-book';
import type { EntryRecord } from '../knowledge/entry-record';
import { entryLine } from '../knowledge/list-entries';
import { errorAnswer } from '../http/respond';
import type { Answer } from '../http/route';
import type { Actor } from './policy';
import { peopleOf, personReader, presentEntry } from './present-entry';
import type { EntryView } from './present-entry';
import { presentGateReport } from './present-gate';
import type { StaffServices } from './services';

type Showing = Pick<StaffServices, 'accounts' | 'knowledge'>;

/** An entry as this reader sees it. */
export async function showEntry({ accounts, knowledge }: Showing, record: EntryRecord, reader: Actor): Promise<EntryView> {
  const person = await personReader(accounts, peopleOf(record));
  return presentEntry(await entryLine(knowledge, record), person, reader);
}

/** The answer to a refusal that carries more than its sentence: the other text, or the gate's report. @throws any other error */
export async function refusalAnswer(services: Showing, error: unknown, reader: Actor): Promise<Answer> {
  if (error instanceof StaleEntryError) return beside(error, { entry: await showEntry(services, error.record, reader) });
  if (error instanceof GateRefusedError) return beside(error, { report: presentGateReport(error.report) });
  throw error;
}

function beside(error: unknown, more: object): Answer {
  const answer = errorAnswer(error);
  return { ...answer, body: { ...(answer.body as object), ...more } };
}
