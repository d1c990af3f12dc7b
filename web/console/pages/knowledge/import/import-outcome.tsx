import { Button } from 'antd';
import { useKnowledgeTexts } from '../knowledge-texts';
import { ImportProblems } from './import-problems';
import type { ImportFailure, ImportProgress } from './import-types';

export interface ImportOutcomeProps {
  progress: ImportProgress;
  /** It was to be all or nothing. */
  all: boolean;
  onAgain(): void;
  onAnother(): void;
  onClose(): void;
}

/** How an import ended: what is in, what is not and why, and what to do next. */
export function ImportOutcome({ progress, all, onAgain, onAnother, onClose }: ImportOutcomeProps) {
  const texts = useKnowledgeTexts();
  const words = texts.import;
  const { state, totals, done, total, failures } = progress;
  const whole = failures.filter(({ row }) => row === 0);
  const rows = failures.filter(({ row }) => row > 0);
  return (
    <>
      <div className={`kb-note kb-note-${state === 'done' && rows.length === 0 ? 'ok' : 'warn'}`} role="status">
        {state === 'done' ? (
          rows.length === 0 ? (
            words.done(totals.create, totals.change)
          ) : (
            words.doneBut(done, rows.length)
          )
        ) : (
          <>
            <strong>{words.failed}</strong> {done === 0 ? words.failedAll : words.failedAt(done, total)}
          </>
        )}
        {whole.map(({ problems }) => (
          <ImportProblems key={problems[0]?.message} problems={problems} note />
        ))}
      </div>
      {rows.length > 0 && <FailedRows rows={rows} />}
      <div className="kb-form-actions import-actions">
        <Button onClick={onAnother}>{words.another}</Button>
        {state === 'failed' && !all && <Button onClick={onAgain}>{words.goOn}</Button>}
        <Button type="primary" onClick={onClose}>
          {texts.done}
        </Button>
      </div>
    </>
  );
}

function FailedRows({ rows }: { rows: readonly ImportFailure[] }) {
  const texts = useKnowledgeTexts();
  const words = texts.import;
  return (
    <div className="import-rows" tabIndex={0} role="region" aria-label={words.notImported}>
      <table className="kb-table">
        <tbody>
          {rows.map(({ row, title, problems }) => (
            <tr key={row}>
              <td className="kb-none">{words.row(row)}</td>
              <td>
                {title || texts.untitled}
                <ImportProblems problems={problems} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
