import { Link } from '../../../routing';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { EntryUse } from '../learning-types';

/** What consumers were answered with, most first, and what they said about it. */
export function UsedEntries({ entries }: { entries: readonly EntryUse[] }) {
  const { usage: words, comma } = useKnowledgeTexts();
  if (entries.length === 0) return <p className="kb-hint">{words.emptyEntries}</p>;
  return (
    <table className="kb-table used">
      <thead>
        <tr>
          <th scope="col">{words.entry}</th>
          <th scope="col" className="kb-number">
            {words.hits}
          </th>
          <th scope="col" className="kb-number">
            {words.rate}
          </th>
          <th scope="col">{words.reasons}</th>
        </tr>
      </thead>
      <tbody>
        {entries.slice(0, 20).map(({ id, title, hits, useful, useless, reasons }) => (
          <tr key={id}>
            <td>
              <Link to={`/knowledge/entry/${encodeURIComponent(id)}`} className="kb-row-link">
                {title}
              </Link>
            </td>
            <td className="kb-number" data-label={words.hits}>
              {hits}
            </td>
            <td className="kb-number" data-label={words.rate}>
              {useful + useless > 0 ? `${Math.round((100 * useful) / (useful + useless))}%` : words.unrated}
            </td>
            <td className="kb-sub-cell">
              {reasons.map(({ reason, count }) => `${words.reasonNames[reason] ?? reason} ${count}`).join(comma)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
