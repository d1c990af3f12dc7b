import { Link } from '../../../routing';
import { dateTime } from '../../../time-words';
import { EntryMarks, StatusMark } from '../entry-marks';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { EntrySummary } from '../knowledge-types';
import { useCategoryName } from '../use-knowledge';
import { UseWords } from '../use-words';

/** Entries as a table; on a phone each row is a card. */
export function EntryTable({ entries, loading }: { entries: readonly EntrySummary[]; loading: boolean }) {
  const { columns } = useKnowledgeTexts().list;
  return (
    <table className="kb-table" aria-busy={loading}>
      <thead>
        <tr>
          <th scope="col">{columns.title}</th>
          <th scope="col">{columns.status}</th>
          <th scope="col">{columns.use}</th>
          <th scope="col">{columns.dates}</th>
          <th scope="col">{columns.updated}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function EntryRow({ entry }: { entry: EntrySummary }) {
  const texts = useKnowledgeTexts();
  const words = texts.list;
  const categoryName = useCategoryName();
  return (
    <tr>
      <td className="kb-cell-title">
        <Link to={`/knowledge/entry/${encodeURIComponent(entry.id)}`} className="kb-row-link" data-row>
          {entry.title || texts.untitled}
        </Link>
        <span className="kb-sub">
          <span>{categoryName(entry.category)}</span>
          <span>{words.wordings(entry.wordings)}</span>
          <EntryMarks entry={entry} />
        </span>
      </td>
      <td>
        <StatusMark entry={entry} />
      </td>
      <td>
        {entry.status === 'draft' || entry.status === 'in_review' ? <span className="kb-none">—</span> : <UseWords use={entry} />}
      </td>
      <td className="kb-cell-dates">
        <span>{entry.validTo ? words.until(entry.validTo) : words.noEnd}</span>
        {entry.reviewBy && <span className="kb-sub">{words.reviewOn(entry.reviewBy)}</span>}
      </td>
      <td className="kb-cell-updated">
        <span>{entry.author.name}</span>
        {entry.draftAuthor && entry.draftAuthor.id !== entry.author.id && (
          <span className="kb-sub">{words.draftBy(entry.draftAuthor.name)}</span>
        )}
        <span className="kb-sub">{dateTime(entry.updatedAt)}</span>
      </td>
    </tr>
  );
}
