import { useKnowledgeTexts } from './knowledge-texts';
import type { EntrySummary, StatusFilter } from './knowledge-types';

/** Where an entry stands, and whether a newer text stands beside it. */
export function StatusMark({ entry }: { entry: EntrySummary }) {
  const { statuses, besides, scheduledFor } = useKnowledgeTexts();
  const shown: StatusFilter = entry.scheduledFor && entry.status !== 'published' ? 'scheduled' : entry.status;
  const beside = entry.status === 'draft' || entry.status === 'in_review' ? undefined : entry.draftStatus;
  return (
    <span className="kb-status-cell">
      <span className={`kb-status kb-status-${shown}`}>{statuses[shown]}</span>
      {beside && <span className="mark mark-warn">{besides[beside]}</span>}
      {entry.scheduledFor && <span className="mark mark-plain">{scheduledFor(entry.scheduledFor)}</span>}
    </span>
  );
}

/** What somebody should know before opening an entry. */
export function EntryMarks({ entry }: { entry: EntrySummary }) {
  const { list, comma } = useKnowledgeTexts();
  return (
    <>
      {entry.staffOnly && <span className="mark mark-plain">{list.staffOnly}</span>}
      {entry.needsConfirmation && <span className="mark mark-warn">{list.confirm}</span>}
      {entry.citationsToReview.length > 0 && (
        <span className="mark mark-bad">{list.staleMark(entry.citationsToReview.join(comma))}</span>
      )}
    </>
  );
}
