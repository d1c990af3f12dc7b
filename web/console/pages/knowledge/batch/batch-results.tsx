import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { downloadText } from '../../../browser';
import { toCsv } from '../../../csv';
import { Link } from '../../../routing';
import { dayKey } from '../../../time-words';
import { ChoiceBar } from '../choice-bar';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { Found, Tried } from '../knowledge-types';
import { Pager } from '../list/pager';
import { resultRows } from './result-rows';

const VERDICTS = ['answer', 'suggest', 'none'] as const;
const PAGE_SIZE = 100;

/** What each question found; the whole list goes to a file. */
export function BatchResults({ results }: { results: readonly Tried[] }) {
  const texts = useKnowledgeTexts();
  const words = texts.test;
  const [verdict, setVerdict] = useState<Found['verdict'] | ''>('');
  const [page, setPage] = useState(1);
  const count = (of: Found['verdict']): number => results.filter(({ found }) => found.verdict === of).length;
  const listed = results.filter(({ found }) => verdict === '' || found.verdict === verdict);
  const save = (): void =>
    downloadText(words.fileName(dayKey(Date.now())), toCsv(resultRows(results, words)), 'text/csv;charset=utf-8');
  return (
    <section className="kb-card" aria-label={words.results}>
      <h2>
        {words.results}
        <span className="kb-hint">{words.summary(count('answer'), count('suggest'), count('none'))}</span>
        <Button icon={<DownloadOutlined />} onClick={save}>
          {words.export}
        </Button>
      </h2>
      <ChoiceBar
        label={words.filterLabel}
        value={verdict}
        onChange={(next) => {
          setVerdict(next);
          setPage(1);
        }}
        options={[
          { value: '' as const, label: texts.list.all, count: results.length },
          ...VERDICTS.map((value) => ({ value, label: words.verdicts[value], count: count(value) })),
        ]}
      />
      <table className="kb-table">
        <thead>
          <tr>
            <th scope="col">{words.question}</th>
            <th scope="col">{words.verdict}</th>
            <th scope="col">{words.first}</th>
            <th scope="col" className="kb-number">
              {words.score}
            </th>
          </tr>
        </thead>
        <tbody>
          {listed.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((tried) => (
            <ResultRow key={tried.question} tried={tried} />
          ))}
        </tbody>
      </table>
      <Pager page={page} total={listed.length} size={PAGE_SIZE} onPage={setPage} />
    </section>
  );
}

function ResultRow({ tried: { question, found } }: { tried: Tried }) {
  const { test: words, comma } = useKnowledgeTexts();
  const [first, ...others] = found.matches;
  return (
    <tr>
      <td>{question}</td>
      <td>
        <span className={`mark verdict-${found.verdict}`}>{words.verdicts[found.verdict]}</span>
      </td>
      <td>
        {first ? (
          <Link to={`/knowledge/entry/${encodeURIComponent(first.id)}`}>{first.title}</Link>
        ) : (
          <span className="kb-none">—</span>
        )}
        {others.length > 0 && (
          <span className="kb-sub">
            {words.others} {others.map(({ title }) => title).join(comma)}
          </span>
        )}
      </td>
      <td className="kb-number" data-label={words.score}>
        {first ? first.score.toFixed(2) : ''}
      </td>
    </tr>
  );
}
