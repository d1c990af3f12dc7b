import { useState } from 'react';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { Statistics } from '../learning-types';
import { useKeys } from '../../../use-keys';

/** Answered and missed questions, day by day: the finding as its title, the table one key away. */
export function DailyChart({ of: { daily, answered, missed } }: { of: Statistics }) {
  const words = useKnowledgeTexts().usage;
  const [table, setTable] = useState(false);
  useKeys({ t: () => setTable(!table) });
  const all = answered + missed;
  return (
    <>
      <h2>
        {all > 0 ? words.finding(Math.round((100 * answered) / all)) : words.findingNone}
        {all > 0 && (
          <button type="button" className="kb-link" aria-keyshortcuts="t" onClick={() => setTable(!table)}>
            {table ? words.chart : words.table} <kbd>T</kbd>
          </button>
        )}
      </h2>
      {all > 0 && (table ? <DailyTable daily={daily} /> : <Bars daily={daily} />)}
    </>
  );
}

function Bars({ daily }: { daily: Statistics['daily'] }) {
  const words = useKnowledgeTexts().usage;
  const most = Math.max(1, ...daily.map(({ answered, missed }) => answered + missed));
  const height = (count: number) => ({ height: `${(100 * count) / most}%` });
  return (
    <>
      <div className="daily" role="img" aria-label={words.chartLabel}>
        {daily.map(({ day, answered, missed }) => (
          <div key={day} className="daily-day" title={`${day} ${words.answered} ${answered} ${words.missed} ${missed}`}>
            <span className="daily-missed" style={height(missed)} />
            <span className="daily-answered" style={height(answered)} />
          </div>
        ))}
      </div>
      <p className="daily-days">
        <span>{daily[0]?.day}</span>
        <span className="daily-key daily-key-answered">{words.answered}</span>
        <span className="daily-key daily-key-missed">{words.missed}</span>
        <span>{daily.at(-1)?.day}</span>
      </p>
    </>
  );
}

function DailyTable({ daily }: { daily: Statistics['daily'] }) {
  const words = useKnowledgeTexts().usage;
  return (
    <div className="daily-table" tabIndex={0} role="region" aria-label={words.chartLabel}>
      <table className="kb-table">
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col" className="kb-number">
              {words.answered}
            </th>
            <th scope="col" className="kb-number">
              {words.missed}
            </th>
          </tr>
        </thead>
        <tbody>
          {daily.map(({ day, answered, missed }) => (
            <tr key={day}>
              <td>{day}</td>
              <td className="kb-number">{answered}</td>
              <td className="kb-number">{missed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
