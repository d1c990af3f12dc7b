import { useState } from 'react';
import { ChoiceBar } from '../choice-bar';
import { useKnowledgeTexts } from '../knowledge-texts';
import { ImportProblems } from './import-problems';
import type { ImportRow, ImportTotals } from './import-types';

const ACTIONS = ['refuse', 'create', 'change', 'same'] as const;
const SHOWN = 300;

/** What an import would do, row by row; what is refused first, as it wants something done. */
export function ImportRows({ rows, totals }: { rows: readonly ImportRow[]; totals: ImportTotals }) {
  const texts = useKnowledgeTexts();
  const words = texts.import;
  const [action, setAction] = useState<ImportRow['action'] | ''>(totals.refuse > 0 ? 'refuse' : '');
  const listed = rows.filter((row) => action === '' || row.action === action);
  return (
    <>
      <ChoiceBar
        label={words.filterLabel}
        value={action}
        onChange={(next) => setAction(next)}
        options={[
          { value: '' as const, label: words.all, count: rows.length },
          ...ACTIONS.map((value) => ({ value, label: words.actions[value], count: totals[value] })),
        ]}
      />
      <div className="import-rows" tabIndex={0} role="region" aria-label={words.rowsLabel}>
        {listed.length === 0 && <p className="import-none">{words.noRows}</p>}
        <table className="kb-table">
          <tbody>
            {listed.slice(0, SHOWN).map((row) => (
              <tr key={row.row}>
                <td className="kb-none">{words.row(row.row)}</td>
                <td>
                  <span className={`mark import-${row.action}`}>{words.actions[row.action]}</span>
                </td>
                <td>
                  {row.title || texts.untitled}
                  {row.action === 'change' && (
                    <span className="kb-sub">
                      {words.changes(row.changes.map((field) => texts.fields[field] ?? field).join(texts.comma))}
                    </span>
                  )}
                  <ImportProblems problems={row.problems} note={row.action !== 'refuse'} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {listed.length > SHOWN && <p className="kb-hint">{words.more(listed.length - SHOWN)}</p>}
    </>
  );
}
