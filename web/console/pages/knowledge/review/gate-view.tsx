import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { Failure } from '../../../parts/failure';
import { Link } from '../../../routing';
import type { Loaded } from '../../../use-loaded';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { Finding, GateReport } from '../knowledge-types';
import { gateCounts } from './gate-model';
import { MovedTable } from './moved-table';
import './gate.css';

/** The checks before publication, read as sentences: the verdict first, then what to do about it. */
export function GateView({ gate }: { gate: Loaded<GateReport> }) {
  const words = useKnowledgeTexts().gate;
  if (gate.error && !gate.value) return <Failure error={gate.error} title={words.failed} retry={gate.reload} />;
  if (!gate.value) {
    return (
      <div aria-busy="true">
        <p className="kb-hint" role="status">
          {words.running}
        </p>
        <Skeleton active paragraph={{ rows: 3 }} title={false} />
      </div>
    );
  }
  return <Report report={gate.value} onAgain={gate.reload} busy={gate.loading} />;
}

function Report({ report, busy, onAgain }: { report: GateReport; busy: boolean; onAgain: () => void }) {
  const texts = useKnowledgeTexts();
  const words = texts.gate;
  const { passes, findings, duplicates, regression, notFound } = report;
  const { errors, drops } = gateCounts(report);
  return (
    <div className="gate">
      <div className={`gate-verdict gate-verdict-${passes ? 'ok' : 'bad'}`} role="status">
        {passes ? <CheckCircleFilled aria-hidden="true" /> : <ExclamationCircleFilled aria-hidden="true" />}
        <div>
          <p className="gate-verdict-title">{passes ? words.passes : words.blocks}</p>
          <p>{passes ? words.passesText(regression.asked) : words.blocksText(errors, drops)}</p>
        </div>
        <Button size="small" loading={busy} onClick={onAgain}>
          {words.again}
        </Button>
      </div>
      {findings.length > 0 && (
        <Part title={words.findings}>
          <ul className="gate-list">
            {[...findings].sort(errorsFirst).map((finding, index) => (
              <li key={index}>
                <span className={`mark ${finding.severity === 'error' ? 'mark-bad' : 'mark-warn'}`}>
                  {finding.severity === 'error' ? words.errors : words.warnings}
                </span>
                <span>
                  <strong>{texts.fields[finding.field] ?? finding.field}</strong> {finding.found && words.found(finding.found)}
                  <span className="gate-reason">{finding.reason}</span>
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {drops > 0 && (
        <Part title={words.drops} hint={words.dropsHint}>
          <MovedTable moved={regression.drops} />
        </Part>
      )}
      {duplicates.length > 0 && (
        <Part title={words.duplicates}>
          <ul className="gate-list">
            {duplicates.map(({ id, title, question, score, same }) => (
              <li key={`${id}/${question}`}>
                <span className={`mark ${same ? 'mark-bad' : 'mark-warn'}`}>
                  {same ? words.same : words.near(Math.round(score * 100))}
                </span>
                <span>
                  <Link to={`/knowledge/entry/${encodeURIComponent(id)}`}>{title}</Link>
                  <span className="gate-reason">{words.duplicateOf(question)}</span>
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {notFound.length > 0 && (
        <Part title={words.notFound} hint={words.notFoundHint}>
          <ul className="gate-questions">
            {notFound.map(({ question }) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </Part>
      )}
      <p className="kb-hint">
        {words.score(regression.before, regression.after, regression.asked)}
        {regression.gains.length > 0 && ` · ${words.gains(regression.gains.length)}`}
      </p>
    </div>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: React.ReactNode }) {
  return (
    <section className="gate-part" aria-label={title}>
      <h3>{title}</h3>
      {hint && <p className="kb-hint">{hint}</p>}
      {children}
    </section>
  );
}

function errorsFirst(a: Finding, b: Finding): number {
  return Number(b.severity === 'error') - Number(a.severity === 'error');
}
