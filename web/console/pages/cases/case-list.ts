import type { CaseView } from '../../staff-api';

export type DueFilter = 'all' | 'overdue' | 'soon';

/** Days that count as soon. */
const SOON_DAYS = 3;

const DONE: readonly string[] = ['closed', 'withdrawn', 'decided'];

/** Whether its clock still runs for us. */
export function isRunning({ status }: CaseView): boolean {
  return !DONE.includes(status);
}

/** What hurts first: running cases by due date, the latest overdue on top; then what is done, newest first. */
export function byUrgency(a: CaseView, b: CaseView): number {
  const running = Number(isRunning(b)) - Number(isRunning(a));
  if (running !== 0) return running;
  return isRunning(a) ? a.daysLeft - b.daysLeft : b.receivedAt.localeCompare(a.receivedAt);
}

/** The cases of a filter by due date; done ones are due no more. */
export function dueCases(cases: readonly CaseView[], filter: DueFilter): CaseView[] {
  if (filter === 'all') return [...cases];
  return cases.filter(
    (one) => isRunning(one) && (filter === 'overdue' ? one.daysLeft < 0 : one.daysLeft >= 0 && one.daysLeft <= SOON_DAYS),
  );
}
