import { Skeleton } from 'antd';
import { useState } from 'react';
import { Failure } from '../../../parts/failure';
import { Link } from '../../../routing';
import { useLoaded } from '../../../use-loaded';
import { ChoiceBar } from '../choice-bar';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { Statistics } from '../learning-types';
import { PageHead } from '../page-head';
import { useKnowledge } from '../use-knowledge';
import { DailyChart } from './daily-chart';
import { UsedEntries } from './used-entries';
import './usage.css';

const SHOWN = 20;

/** 使用情况: how much was answered, what helped and what did not, and what nobody needed. */
export function UsagePage() {
  const texts = useKnowledgeTexts();
  const words = texts.usage;
  const { api } = useKnowledge();
  const [days, setDays] = useState<'7' | '30' | '90'>('30');
  const { value, error, reload } = useLoaded(days, () => api.statistics(Number(days)));
  return (
    <>
      <PageHead title={words.title}>
        <ChoiceBar
          label={words.daysLabel}
          value={days}
          onChange={(next) => setDays(next)}
          options={(['7', '30', '90'] as const).map((one) => ({ value: one, label: words.days[Number(one)] }))}
        />
      </PageHead>
      {error ? (
        <Failure error={error} title={texts.loadFailed} retry={reload} />
      ) : !value ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : (
        <>
          <Numbers of={value} />
          <div className="kb-panels">
            <section className="kb-card kb-card-wide" aria-label={words.chartLabel}>
              <DailyChart of={value} />
            </section>
            <section className="kb-card" aria-label={words.entries}>
              <h2>{words.entries}</h2>
              <UsedEntries entries={value.entries.filter(({ hits }) => hits > 0)} />
            </section>
            <Unused of={value} />
          </div>
        </>
      )}
    </>
  );
}

function Numbers({ of }: { of: Statistics }) {
  const words = useKnowledgeTexts().usage;
  const numbers: [string, number, string][] = [
    [words.answered, of.answered, ''],
    [words.missed, of.missed, of.missed > 0 ? 'warn' : ''],
    [words.useful, of.useful, ''],
    [words.useless, of.useless, of.useless > of.useful ? 'bad' : ''],
  ];
  return (
    <dl className="usage-numbers">
      {numbers.map(([label, value, tone]) => (
        <div key={label} data-tone={tone}>
          <dt>{label}</dt>
          <dd>{value.toLocaleString('zh-CN')}</dd>
        </div>
      ))}
    </dl>
  );
}

function Unused({ of: { unused } }: { of: Statistics }) {
  const words = useKnowledgeTexts().usage;
  const [all, setAll] = useState(false);
  return (
    <section className="kb-card" aria-label={words.unused}>
      <h2>
        {words.unused}
        <span className="kb-hint">{unused.length > 0 ? words.unusedHint : words.unusedEmpty}</span>
      </h2>
      <ul className="kb-lines">
        {(all ? unused : unused.slice(0, SHOWN)).map(({ id, title, publishedOn }) => (
          <li key={id} className="kb-line">
            <Link to={`/knowledge/entry/${encodeURIComponent(id)}`} className="kb-row-link">
              {title}
            </Link>
            <span className="kb-sub">{words.publishedOn(publishedOn)}</span>
          </li>
        ))}
      </ul>
      {!all && unused.length > SHOWN && (
        <button type="button" className="kb-link" onClick={() => setAll(true)}>
          {words.showAll(unused.length)}
        </button>
      )}
    </section>
  );
}
