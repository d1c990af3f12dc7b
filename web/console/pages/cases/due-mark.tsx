import type { CaseView } from '../../staff-api';
import { useTexts } from '../../texts';
import { dueLevel, dueWords } from '../../time-words';
import { isRunning } from './case-list';

/** The latest reply date: words and days, then the date itself. */
export function DueMark({ of }: { of: CaseView }) {
  const texts = useTexts();
  if (!isRunning(of)) return <span className="due due-done">{of.dueOn}</span>;
  return (
    <span className={`due due-${dueLevel(of.daysLeft)}`}>
      <span className="due-words">{dueWords(of.daysLeft, texts.time)}</span>
      <span className="due-date">{of.dueOn}</span>
    </span>
  );
}
